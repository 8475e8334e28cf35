"""Articles are found once they are published, and offered to whoever is about to ask."""

from forum.articles import actions
from forum.articles.actions import Draft
from forum.articles.models import Article
from forum.articles.states import State
from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.threads.briefs import brief_of
from tests.search.conftest import look_at_the_index_now

BODY = "Bring your logbook to the library, and the yellow form. " * 6


def _writes(dev, parking, title="Renewing a residents permit"):
    text = write_up(BODY)
    draft = Draft(parking.id, title, text, brief_of("Come with your logbook.", text))
    with writing():
        return actions.write_article(draft, by=dev.member).id


def _moves(dev, article_id, state):
    with writing():
        actions.move_article(db.get_one(Article, article_id), state, by=dev.member)


def test_it_is_found_from_publishing_until_it_is_put_away(app, visitor, dev, parking, deliver):
    article_id, seen = _writes(dev, parking), []
    for state in (None, State.PUBLISHED, State.ARCHIVED):
        if state:
            _moves(dev, article_id, state)
        deliver()
        look_at_the_index_now(app)
        seen.append("Renewing a residents permit" in visitor.get("/search?q=logbook").text)

    assert seen == [False, True, False]


def test_it_is_found_by_kind_topic_and_as_official(app, visitor, dev, parking, deliver):
    _moves(dev, _writes(dev, parking), State.PUBLISHED)
    deliver()
    look_at_the_index_now(app)

    for narrowed in ("kind=article", "topic=parking", "q=is:official logbook"):
        found = visitor.get(f"/search?q=logbook&{narrowed}").text
        assert "Renewing a residents permit" in found
        assert "Come with your logbook." in found
    assert "Renewing a residents" not in visitor.get("/search?q=logbook&topic=no-such").text


def test_its_new_words_are_found_after_a_change(app, visitor, dev, parking, deliver):
    article_id = _writes(dev, parking)
    _moves(dev, article_id, State.PUBLISHED)
    text = write_up(BODY + "The otter helps.")
    draft = Draft(parking.id, "Renewing", text, brief_of("Come with your logbook.", text))
    with writing():
        article = db.get_one(Article, article_id)
        actions.change_article(article, draft, by=dev.member, revision=1)
    deliver()
    look_at_the_index_now(app)

    assert "Renewing" in visitor.get("/search?q=otter").text


def test_programs_ask_for_articles_like_a_text(app, visitor, dev, parking, deliver):
    _moves(dev, _writes(dev, parking), State.PUBLISHED)
    deliver()
    look_at_the_index_now(app)

    asked = "/api/v1/similar?title=Renewing+my+residents+permit&kind=article"
    (found,) = visitor.get(asked).json["items"]

    assert found["title"] == "Renewing a residents permit"
    assert found["mark"] == "official"


def test_the_database_answers_while_the_index_is_away(app, visitor, dev, parking):
    _moves(dev, _writes(dev, parking), State.PUBLISHED)

    assert "Renewing a residents permit" in visitor.get("/search?q=logbook").text
