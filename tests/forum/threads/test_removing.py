"""Taking a post away: it stays in its place as a line, and moderators can put it back."""

from datetime import timedelta

from forum.kernel.audit import AuditEntry
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.events import PublishedEvent
from forum.kernel.subjects import may_see
from forum.threads.models import Comment
from tests.forum.threads.now import rows


def test_a_removed_answer_leaves_a_line(ben, visitor, thread_id, answer_id, thread_now):
    page = ben.post(f"/answers/{answer_id}/removal", follow=True)

    assert "It is removed." in page.text
    assert thread_now(thread_id).answer_count == 0
    shown = visitor.get(f"/threads/{thread_id}-my-permit-is-lost").text
    assert "This answer was removed." in shown
    assert "Ask at the desk." not in shown


def test_removing_twice_is_one_removal(ben, thread_id, answer_id, thread_now):
    for _ in range(2):
        ben.post(f"/answers/{answer_id}/removal")

    assert thread_now(thread_id).answer_count == 0
    assert rows(PublishedEvent).where(PublishedEvent.kind == "post_deleted").count() == 1


def test_a_removed_solution_first_stops_being_one(ada, ben, thread_id, answer_id, thread_now):
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)

    ben.post(f"/answers/{answer_id}/removal")

    assert thread_now(thread_id).solution_id is None
    kinds = [row.kind for row in rows(PublishedEvent).order_by(PublishedEvent.id)]
    assert kinds[-2:] == ["answer_unaccepted", "post_deleted"]


def test_a_removed_comment_is_not_counted(ada, visitor, thread_id, answer_id, answer_now):
    ada.post(f"/answers/{answer_id}/comments", body="Which desk?")

    ada.post(f"/comments/{rows(Comment.id).scalar()}/removal")

    assert answer_now(answer_id).comment_count == 0
    assert "Which desk?" not in visitor.get(f"/threads/{thread_id}-my-permit-is-lost").text


def test_a_removed_question_is_in_no_list(ada, visitor, thread_id):
    page = ada.post(f"/threads/{thread_id}/removal")

    assert page.location == "/"
    for address in ("/threads", "/topics/parking", "/", "/feed.atom"):
        assert "My permit is lost" not in visitor.get(address).text


def test_nobody_removes_the_words_of_others(ada, max_, visitor, answer_id, answer_now):
    assert ada.post(f"/answers/{answer_id}/removal").status_code == 403
    assert max_.post(f"/answers/{answer_id}/removal").status_code == 403
    assert visitor.post(f"/answers/{answer_id}/removal").status_code == 401

    assert answer_now(answer_id).state == "visible"


def test_a_moderator_removes_and_puts_back_and_both_are_written_down(
    cleo, ben, visitor, thread_id, answer_id, thread_now
):
    cleo.post(f"/answers/{answer_id}/removal")
    for _ in range(2):
        cleo.post(f"/answers/{answer_id}/removal", wanted="no")

    assert thread_now(thread_id).answer_count == 1
    assert "Ask at the desk." in visitor.get(f"/threads/{thread_id}-my-permit-is-lost").text
    deeds = [entry.deed for entry in rows(AuditEntry).order_by(AuditEntry.id)]
    assert deeds == ["remove post", "restore post"]
    assert rows(PublishedEvent).where(PublishedEvent.kind == "post_restored").count() == 1


def test_only_moderators_put_back(ben, dev, answer_id, answer_now):
    ben.post(f"/answers/{answer_id}/removal")

    for person in (ben, dev):
        page = person.post(f"/answers/{answer_id}/removal", wanted="no")
        assert page.status_code == 403
        assert "Only moderators" in page.text

    assert answer_now(answer_id).state == "deleted"


def test_removed_words_are_shown_to_moderators_with_a_way_back(ben, cleo, thread_id, answer_id):
    ben.post(f"/answers/{answer_id}/removal")
    address = f"/threads/{thread_id}-my-permit-is-lost"

    for_moderator, for_author = cleo.get(address).text, ben.get(address).text

    assert "Ask at the desk." in for_moderator
    assert "Put it back" in for_moderator
    assert "Only you and the staff can see it" in for_author
    assert "Put it back" not in for_author


def test_what_was_removed_cannot_be_changed(ben, answer_id):
    ben.post(f"/answers/{answer_id}/removal")

    page = ben.post(f"/answers/{answer_id}/edit", body="Other words.", revision=1)

    assert page.status_code == 403
    assert "while it is still there" in page.text


def test_staff_who_are_suspended_see_no_more_than_others(cleo, ada, thread_id, answer_id):
    ada.post(f"/threads/{thread_id}/removal", wanted="yes")
    with writing():
        cleo.member.suspended_until = now() + timedelta(days=1)

    assert cleo.get(f"/threads/{thread_id}-my-permit-is-lost").status_code == 410
    assert cleo.api("GET", f"/threads/{thread_id}").status_code == 404
    assert not may_see(thread_id, member=cleo.member)
