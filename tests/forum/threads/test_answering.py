"""Answering a question and commenting on an answer."""

from forum.kernel.db import db, writing
from forum.kernel.events import PublishedEvent
from forum.threads import actions
from forum.threads.models import Answer, Comment, Thread
from tests.forum.threads.now import rows


def test_an_answer_stands_on_the_page(ben, thread_id, thread_now):
    page = ben.post(f"/threads/{thread_id}/answers", body="Ask at the desk.")

    answer = rows(Answer).one()
    assert page.status_code == 303
    assert page.location == f"/threads/{thread_id}-my-permit-is-lost#answer-{answer.id}"
    assert (answer.number, thread_now(thread_id).answer_count) == (1, 1)


def test_an_answer_is_published_with_who_helped(ben, thread_id):
    ben.post(f"/threads/{thread_id}/answers", body="Ask at the desk.")

    event = rows(PublishedEvent).where(PublishedEvent.kind == "thread_answered").one()
    assert event.facts["helper_id"] == ben.member_id
    assert event.facts["is_official"] is False


def test_an_answer_brings_the_thread_to_the_top(ben, ada, visitor, asks):
    older = asks(ada, "The older one")
    asks(ada, "The newer one")

    ben.post(f"/threads/{older}/answers", body="Ask at the desk.")

    page = visitor.get("/threads").text
    assert page.index("The older one") < page.index("The newer one")


def test_sending_an_answer_twice_is_one_answer(ben, thread_id, thread_now):
    for _ in range(2):
        ben.post(f"/threads/{thread_id}/answers", body="Ask at the desk.")

    assert rows(Answer).count() == 1
    assert thread_now(thread_id).answer_count == 1


def test_numbers_are_never_used_again(ben, thread_id, answers):
    first = answers(ben, thread_id, "One.")
    ben.post(f"/answers/{first}/removal")

    second = answers(ben, thread_id, "Two.")

    assert db.get_one(Answer, second).number == 2


def test_an_empty_answer_is_sent_back_with_the_page(ben, thread_id):
    page = ben.post(f"/threads/{thread_id}/answers", body="  ")

    assert page.status_code == 422
    assert "Write your text first." in page.text
    assert "It never came." in page.text


def test_a_visitor_has_to_sign_in_to_answer(visitor, thread_id):
    page = visitor.post(f"/threads/{thread_id}/answers", body="Ask at the desk, they are nice.")

    assert page.status_code == 401
    assert "Ask at the desk, they are nice." in page.text


def test_somebody_suspended_cannot_answer(max_, thread_id):
    page = max_.post(f"/threads/{thread_id}/answers", body="Ask at the desk.")

    assert page.status_code == 403
    assert rows(Answer).count() == 0


def test_only_the_desk_answers_officially(ben, dev, thread_id):
    refused = ben.post(f"/threads/{thread_id}/answers", body="I am the council.", official="y")
    dev.post(f"/threads/{thread_id}/answers", body="We are printing it.", official="y")

    assert refused.status_code == 403
    assert "Only the people of the desk" in refused.text
    assert [answer.is_official for answer in rows(Answer)] == [True]


def test_a_removed_question_cannot_be_answered(app, ada, cleo, thread_id):
    ada.post(f"/threads/{thread_id}/removal")

    page = cleo.post(f"/threads/{thread_id}/answers", body="Ask at the desk, they will help.")

    assert page.status_code == 403
    assert "Ask at the desk, they will help." in page.text


def test_a_comment_stands_under_its_answer(ada, visitor, thread_id, answer_id, answer_now):
    page = ada.post(f"/answers/{answer_id}/comments", body="Which desk?")

    assert page.status_code == 303
    assert answer_now(answer_id).comment_count == 1
    assert "Which desk?" in visitor.get(f"/threads/{thread_id}-my-permit-is-lost").text


def test_a_comment_is_published(ada, answer_id, ben):
    ada.post(f"/answers/{answer_id}/comments", body="Which desk?")

    event = rows(PublishedEvent).where(PublishedEvent.kind == "answer_commented").one()
    assert event.facts["comment_id"] == rows(Comment.id).scalar()
    assert event.facts["helper_id"] == ben.member_id


def test_sending_a_comment_twice_is_one_comment(ada, answer_id, answer_now):
    for _ in range(2):
        ada.post(f"/answers/{answer_id}/comments", body="Which desk?")

    assert answer_now(answer_id).comment_count == 1


def test_an_empty_comment_is_sent_back(ada, answer_id):
    page = ada.post(f"/answers/{answer_id}/comments", body="")

    assert page.status_code == 422
    assert "Write your text first." in page.text


def test_a_comment_on_an_answer_that_was_removed_is_refused(app, ada, cleo, ben, answer_id):
    ben.post(f"/answers/{answer_id}/removal")

    assert ada.get(f"/answers/{answer_id}/comments").status_code == 404
    assert cleo.post(f"/answers/{answer_id}/comments", body="Why?").status_code == 403


def test_a_version_grows_with_everything_on_the_page(ada, ben, thread_id, thread_now):
    before = thread_now(thread_id).version
    ben.post(f"/threads/{thread_id}/answers", body="Ask at the desk.")
    assert thread_now(thread_id).version > before
    before, answer_id = thread_now(thread_id).version, rows(Answer.id).scalar()
    deeds = [
        (ada, f"/answers/{answer_id}/comments", {"body": "Which?"}),
        (ada, f"/answers/{answer_id}/thanks", {}),
        (ada, f"/threads/{thread_id}/solution", {"answer_id": answer_id}),
        (ben, f"/threads/{thread_id}/me-too", {}),
        (ben, f"/answers/{answer_id}/removal", {}),
    ]

    for person, address, form in deeds:
        person.post(address, **form)
        assert thread_now(thread_id).version > before, address
        before = thread_now(thread_id).version


def test_other_rooms_can_say_that_the_page_has_changed(app, thread_id, thread_now):
    before = thread_now(thread_id).version

    with writing():
        actions.touch(thread_id)

    assert thread_now(thread_id).version == before + 1
    assert rows(Thread).count() == 1
