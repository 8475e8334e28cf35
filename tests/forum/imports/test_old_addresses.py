"""Links to an earlier forum lead to the same words here, for good, and never to what is hidden."""

import pytest
from sqlalchemy import select

from forum.imports.models import ImportedKey, OldAddress
from forum.kernel.db import db, writing
from forum.threads.models import Thread
from tests.forum.imports import archives
from tests.forum.imports.archives import dump, forum, post, question, topic, user
from tests.forum.imports.brought import answers, bring, comments, findings, how_many, thread


@pytest.fixture
def site(app, tmp_path):
    posts = [question(12), archives.answer(34, to=12)]
    bring(dump(tmp_path / "site", Posts=posts, Users=[user(1, "Ada")]))


@pytest.fixture
def talk(app, tmp_path):
    posts = [post(1), post(2), post(4, reply_to_post_number=2), post(5, post_type=3)]
    bring(forum(tmp_path / "talk", topic(5, posts)))


def leads(visitor, path):
    """Where the address sends people, for good."""
    response = visitor.get(path)
    return response.location if response.status_code == 301 else response.status_code


def page_of_thread():
    return f"/threads/{thread().id}-{thread().slug}"


@pytest.mark.parametrize(
    "path", ["/questions/12", "/questions/12/when-are-bins-emptied", "/q/12", "/q/12/9", "/a/12"]
)
def test_addresses_of_a_question_lead_to_its_thread(site, visitor, path):
    assert leads(visitor, path) == page_of_thread()


@pytest.mark.parametrize(
    "path", ["/a/34", "/a/34/9", "/questions/12/when-are-bins-emptied/34", "/questions/34"]
)
def test_addresses_of_an_answer_lead_to_its_place(site, visitor, path):
    assert leads(visitor, path) == f"{page_of_thread()}#answer-{answers()[0].id}"


@pytest.mark.parametrize("path", ["/t/topic-5/5", "/t/new-words/5", "/t/5", "/t/5/1", "/t/-/5/99"])
def test_addresses_of_a_topic_lead_to_its_thread_whatever_its_words(talk, visitor, path):
    assert leads(visitor, path) == page_of_thread()


@pytest.mark.parametrize("path", ["/t/topic-5/5/2", "/t/5/2"])
def test_addresses_of_a_reply_lead_to_its_place(talk, visitor, path):
    assert leads(visitor, path) == f"{page_of_thread()}#answer-{answers()[0].id}"


def test_the_address_of_a_reply_to_a_reply_still_leads_somewhere(talk, visitor):
    where = leads(visitor, "/t/topic-5/5/4")

    assert len(comments()) == 1
    assert where.startswith(page_of_thread())
    assert visitor.get(where).status_code == 200


def test_the_address_of_a_note_leads_to_the_thread(talk, visitor):
    assert leads(visitor, "/t/topic-5/5/5") == page_of_thread()


@pytest.mark.parametrize("path", ["/users/1", "/users/1/ada"])
def test_people_of_a_dump_are_found_by_their_number(site, visitor, path):
    assert leads(visitor, path) == "/members/ada"


@pytest.mark.parametrize("path", ["/u/ada", "/u/Ada/summary"])
def test_people_of_a_forum_are_found_by_their_name(talk, visitor, path):
    assert leads(visitor, path) == "/members/ada"


@pytest.mark.parametrize(
    "path",
    [*"/questions/99 /questions/x /a/%00 /t/5x /users/0 /u/nobody".split(), f"/q/{9:05000}"],
)
def test_an_address_nobody_knows_is_not_found(site, talk, visitor, path):
    assert leads(visitor, path) == 404


def test_a_local_member_is_no_person_of_an_earlier_forum(app, ada, visitor):
    assert leads(visitor, "/u/Ada Okafor") == 404


def test_what_is_hidden_is_not_found_and_its_title_not_told(site, visitor, cleo):
    where, hidden = page_of_thread(), thread().id
    with writing():
        db.get_one(Thread, hidden).state = "hidden"

    assert leads(visitor, "/questions/12") == 404
    assert leads(cleo, "/questions/12") == where


def test_of_two_archives_with_one_address_the_first_imported_keeps_it(site, visitor, tmp_path):
    first = page_of_thread()
    later = user(1, CreationDate="2021-01-01T00:00:00.000")

    bring(dump(tmp_path / "other", Posts=[question(12, Title="Another")], Users=[later]))

    assert leads(visitor, "/questions/12") == first
    assert how_many(OldAddress) == 3


def test_doctor_finds_what_an_import_wrote_and_somebody_removed(site):
    with writing():
        key = db.scalars(select(ImportedKey).where(ImportedKey.kind == "answer")).one()
        key.target_id = 999

    assert findings() == ["The answer with the imported key post:34 is gone."]
