"""Staff make articles: from a solved question, from a private answer after a look, from nothing."""

import pytest
from sqlalchemy import select

from forum.articles.models import Article, ArticleSource
from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, fresh_reading, writing
from forum.threads.actions import accept_answer
from forum.threads.models import Answer
from moderation.helpdesk.models import ConfirmedPassage
from tests.moderation.conftest import answers
from tests.moderation.knowledge.conftest import BODY, only_article, said

PHONE = "07700 900123"


def test_from_nothing_it_is_a_draft_that_only_staff_see(dev, visitor, parking):
    answer = dev.post("/desk/articles/new", **said())

    article = only_article()
    assert answer.headers["Location"] == f"/desk/articles/{article.id}"
    assert article.state == "draft"
    assert visitor.get(f"/articles/{article.id}-{article.slug}").status_code == 404
    assert "Renewing a permit" in dev.get("/desk/articles").text


def test_pressed_twice_it_is_one_draft(dev, parking):
    for _ in range(2):
        dev.post("/desk/articles/new", **said())

    assert only_article().title == "Renewing a permit"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Write what it is about."),
        ({"topic": "no-such"}, "Choose the topic that fits best."),
        ({"body": ""}, "Write what everybody will read."),
        ({"in_short": ""}, "Write in short what the answer is"),
        ({"in_short": "word " * 31}, "Keep it to 30."),
        ({"true_until": "2020-01-01"}, "Choose a day from tomorrow on"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(dev, parking, wrong, sentence):
    answer = dev.post("/desk/articles/new", **said(**wrong))

    assert answer.status_code == 422
    assert sentence in answer.text
    with fresh_reading():
        assert db.scalars(select(Article.id)).all() == []


def test_the_answer_that_solved_it_begins_the_article(ada, ben, dev, question):
    answer_id = answers(ben, question, "Ring the bell twice.")
    with writing():
        accept_answer(db.get_one(Answer, answer_id), by=ada.member)
    assert f"/desk/articles/new?question={question}" in _page_of(dev, question)

    form = dev.get(f"/desk/articles/new?question={question}").text
    assert "Ring the bell twice." in form
    dev.post(f"/desk/articles/new?answer={answer_id}", **said())

    assert _sources() == {question, answer_id}


def test_a_question_without_an_answer_offers_no_article(ben, dev, question):
    answers(ben, question)

    assert "/desk/articles/new" not in _page_of(dev, question)
    answer = dev.get(f"/desk/articles/new?question={question}")
    assert answer.status_code == 404
    assert "This question has no answer yet" in answer.text


def test_citizens_are_offered_nothing(ada, ben, question):
    answer_id = answers(ben, question)
    with writing():
        accept_answer(db.get_one(Answer, answer_id), by=ada.member)

    assert "/desk/articles/new" not in _page_of(ada, question)


def test_a_private_answer_becomes_an_article_in_words_of_its_own(dev, visitor, ticket, told):
    assert told in dev.get(f"/desk/tickets/{ticket.reference}").text
    assert "You need not pay." in dev.get(told).text

    dev.post(told, **said())
    article = only_article()
    dev.post(f"/desk/articles/{article.id}/state", state="published")

    page = visitor.get(f"/articles/{article.id}", follow_redirects=True).text
    assert "Go to the library" in page
    assert "You need not pay." not in page
    assert ticket.id in _sources()


def test_the_ticket_is_named_to_staff_alone(dev, visitor, ada, letter, told_letter):
    dev.post(told_letter, **said())
    article = only_article()
    dev.post(f"/desk/articles/{article.id}/state", state="published")

    for who in (visitor, ada):
        page = who.get(f"/articles/{article.id}", follow_redirects=True).text
        assert letter.reference not in page
        assert letter.title not in page
    assert ada.api("GET", f"/articles/{article.id}").json["made_from"] == []
    assert letter.reference in dev.get(f"/desk/articles/{article.id}").text


def test_what_looks_personal_is_marked_and_nothing_is_written(dev, told):
    answer = dev.post(told, **said(body=f"{BODY} Ring {PHONE}."))

    assert answer.status_code == 422
    assert f"<mark>{PHONE}</mark>" in answer.text
    with fresh_reading():
        assert db.scalars(select(Article.id)).all() == []


def test_a_reason_for_each_writes_it_and_is_kept(dev, told):
    body = f"{BODY} Ring {PHONE}."

    answer = dev.post(told, **said(body=body), passage=PHONE, why="It is our own desk")

    assert answer.status_code == 303
    with fresh_reading():
        kept = db.scalars(select(ConfirmedPassage)).one()
        assert (kept.kind, kept.reason) == ("phone", "It is our own desk")


def test_a_later_change_is_looked_at_too(dev, told):
    dev.post(told, **said())
    article = only_article()

    changed = said(body=f"{BODY} Ring {PHONE}.", version=1)
    answer = dev.post(f"/desk/articles/{article.id}/edit", **changed)

    assert answer.status_code == 422
    assert f"<mark>{PHONE}</mark>" in answer.text
    assert PHONE not in only_article().body


def test_what_was_confirmed_comes_through_the_preview(dev, told):
    dev.post(told, **said())
    url = f"/desk/articles/{only_article().id}"
    dev.post(f"{url}/state", state="published")
    sent = said(body=f"{BODY} Ring {PHONE}.", version=1, passage=PHONE, why="It is our own desk")

    preview = dev.post(f"{url}/edit", **sent).text
    assert f'name="passage" value="{PHONE}"' in preview
    assert 'name="why" value="It is our own desk"' in preview
    seen = preview.split('name="seen" value="')[1].split('"')[0]
    dev.post(f"{url}/edit", **sent, seen=seen)

    assert PHONE in only_article().body


def test_what_the_person_wrote_is_no_answer_of_ours(ada, dev, ticket):
    from forum.kernel.written import write_up
    from moderation.helpdesk.actions import write_message
    from moderation.helpdesk.models import Ticket

    with writing():
        here = db.get_one(Ticket, ticket.id)
        own = write_message(here, by=ada.member, body=write_up("It is urgent.")).id
    address = f"/desk/tickets/{ticket.reference}/messages/{own}/article"

    assert dev.get(address).status_code == 404
    assert dev.post(address, **said()).status_code == 404


def test_only_the_desk_writes_articles(ada, visitor, told):
    for address in ("/desk/articles/new", told):
        assert ada.post(address, **said()).status_code == 403
        assert visitor.post(address, **said()).status_code == 401


def test_who_wrote_it_is_written_down(dev, draft):
    with fresh_reading():
        deeds = select(AuditEntry.actor_id).where(AuditEntry.deed == "article written")
        assert db.scalars(deeds).all() == [dev.member_id]


@pytest.fixture
def told_letter(dev, letter):
    """The address on which Dev's answer to a letter becomes an article."""
    from moderation.helpdesk.models import Message

    dev.post(f"/desk/tickets/{letter.reference}/answer", body="It is sent.", to="person")
    with fresh_reading():
        message_id = db.scalars(select(Message.id).where(Message.is_from_staff)).one()
    return f"/desk/tickets/{letter.reference}/messages/{message_id}/article"


def _page_of(who, question):
    return who.get(f"/threads/{question}", follow_redirects=True).text


def _sources():
    with fresh_reading():
        return set(db.scalars(select(ArticleSource.subject_id)))
