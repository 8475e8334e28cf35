"""Changing what one wrote: the old text is kept, and two editors do not overwrite each other."""

from forum.kernel.audit import AuditEntry
from forum.kernel.db import db, writing
from forum.kernel.events import PublishedEvent
from forum.threads.models import Comment, Note, Revision
from tests.forum.threads.now import rows

CHANGED = {"title": "My permit is late", "body": "It never came by post.", "revision": 1}


def test_the_form_holds_what_was_written(ada, thread_id):
    page = ada.get(f"/threads/{thread_id}/edit")

    assert 'value="My permit is lost"' in page.text
    assert "It never came." in page.text
    assert 'name="revision" value="1"' in page.text


def test_a_changed_question_is_shown_and_the_old_text_kept(ada, visitor, thread_id):
    page = ada.post(f"/threads/{thread_id}/edit", **CHANGED)

    assert page.location == f"/threads/{thread_id}-my-permit-is-late"
    shown = visitor.get(page.location).text
    assert "It never came by post." in shown
    assert "<span>edited</span>" in shown
    old = rows(Revision).one()
    assert (old.number, old.title, old.body) == (1, "My permit is lost", "It never came.")


def test_an_answer_and_a_comment_are_changed_too(ada, ben, visitor, thread_id, answer_id):
    ada.post(f"/answers/{answer_id}/comments", body="Which desk?")
    comment_id = rows(Comment.id).scalar()

    ben.post(f"/answers/{answer_id}/edit", body="Ask at the library desk.", revision=1)
    ada.post(f"/comments/{comment_id}/edit", body="The big one?", revision=1)

    page = visitor.get(f"/threads/{thread_id}-my-permit-is-lost").text
    assert "Ask at the library desk." in page
    assert "The big one?" in page


def test_a_change_is_published_with_its_number(ben, answer_id):
    ben.post(f"/answers/{answer_id}/edit", body="Ask at the library desk.", revision=1)

    event = rows(PublishedEvent).where(PublishedEvent.kind == "post_edited").one()
    assert (event.facts["post_id"], event.facts["revision"]) == (answer_id, 2)


def test_saving_twice_is_one_change(ada, thread_id):
    for _ in range(2):
        page = ada.post(f"/threads/{thread_id}/edit", **CHANGED)

    assert page.status_code == 303
    assert rows(Revision).count() == 1


def test_two_editors_at_once_see_both_texts(ada, cleo, thread_id, thread_now):
    ada.post(f"/threads/{thread_id}/edit", **CHANGED)

    page = cleo.post(
        f"/threads/{thread_id}/edit", title="My permit is lost", body="Cleo's text.", revision=1
    )

    assert page.status_code == 409
    assert "It never came by post." in page.text
    assert "Cleo&#39;s text." in page.text
    assert thread_now(thread_id).body == "It never came by post."


def test_nobody_changes_the_words_of_others(ben, max_, visitor, thread_id, thread_now):
    for person in (ben, max_):
        assert person.get(f"/threads/{thread_id}/edit").status_code == 403
        page = person.post(f"/threads/{thread_id}/edit", **CHANGED)
        assert page.status_code == 403
        assert "You can only change what you wrote yourself" in page.text
    assert visitor.get(f"/threads/{thread_id}/edit").status_code == 401

    assert thread_now(thread_id).revision == 1


def test_a_moderator_may_and_it_is_written_down(cleo, ada, thread_id):
    cleo.post(f"/threads/{thread_id}/edit", **CHANGED)

    entry = rows(AuditEntry).one()
    assert (entry.deed, entry.actor_id, entry.person_id) == (
        "edit post",
        cleo.member_id,
        ada.member_id,
    )


def test_an_empty_text_is_sent_back_with_its_revision(ada, thread_id):
    page = ada.post(f"/threads/{thread_id}/edit", **CHANGED | {"body": " "})

    assert page.status_code == 422
    assert "The text cannot be empty" in page.text
    assert 'value="My permit is late"' in page.text
    assert 'name="revision" value="1"' in page.text


def test_a_form_without_a_revision_is_refused_in_words(ada, thread_id):
    for revision in ("", "0", "first", "9" * 30):
        page = ada.post(f"/threads/{thread_id}/edit", **CHANGED | {"revision": revision})

        assert page.status_code == 422
        assert "Open the page again" in page.text


def test_what_it_said_before_is_for_the_author_and_moderators(ada, ben, cleo, visitor, thread_id):
    ada.post(f"/threads/{thread_id}/edit", **CHANGED)
    address = f"/threads/{thread_id}/history"

    for person in (ada, cleo):
        assert "It never came.</p>" in person.get(address).text
    for person in (ben, visitor):
        page = person.get(address)
        assert page.status_code == 200
        assert "It never came.</p>" not in page.text


def test_the_history_tells_what_came_with_an_archive(visitor, ben, thread_id):
    with writing():
        db.add(Note(thread_id=thread_id, author_id=ben.member_id, deed="closed", html="<p>Old</p>"))

    page = visitor.get(f"/threads/{thread_id}/history").text

    assert "closed" in page
    assert "<p>Old</p>" in page


def test_a_comment_cannot_be_made_longer_by_changing_it(ada, answer_id):
    ada.post(f"/answers/{answer_id}/comments", body="Which desk?")
    comment_id = rows(Comment.id).scalar()
    long = "y" * 3001

    page = ada.post(f"/comments/{comment_id}/edit", body=long, revision=1)
    answer = ada.api("PATCH", f"/comments/{comment_id}", body=long, revision=1)

    assert page.status_code == answer.status_code == 422
    assert long in page.text
    assert "body" in answer.json["errors"]
    assert rows(Comment.body).scalar() == "Which desk?"


def test_a_longer_comment_from_an_archive_can_be_shortened(cleo, ada, answer_id):
    ada.post(f"/answers/{answer_id}/comments", body="Which desk?")
    comment_id = rows(Comment.id).scalar()
    with writing():
        db.get_one(Comment, comment_id).body = "y" * 5000

    cleo.post(f"/comments/{comment_id}/edit", body="y" * 4000, revision=1)

    assert len(rows(Comment.body).scalar()) == 4000


def test_who_changed_it_stands_there_as_on_every_page(cleo, ada, thread_id):
    cleo.post(f"/threads/{thread_id}/edit", **CHANGED)

    text = ada.get(f"/threads/{thread_id}/history").text

    assert "Cleo" in text
    assert "Marsh" not in text
