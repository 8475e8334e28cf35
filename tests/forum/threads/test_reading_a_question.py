"""What a reader of a thread's page finds."""

from forum.kernel.db import db, writing
from forum.kernel.subjects import may_see
from forum.threads import actions
from forum.threads.models import Answer, Comment, Thread
from tests.forum.threads.now import rows


def test_a_visitor_reads_question_and_answer(visitor, thread_id, answer_id):
    page = visitor.get(f"/threads/{thread_id}-my-permit-is-lost")

    assert page.status_code == 200
    assert "It never came." in page.text
    assert "Ask at the desk." in page.text


def test_a_visitors_page_holds_no_token_and_sets_no_cookie(visitor, thread_id, answer_id):
    page = visitor.get(f"/threads/{thread_id}-my-permit-is-lost")

    assert "csrf_token" not in page.text
    assert "Set-Cookie" not in page.headers


def test_an_older_address_leads_to_the_one_of_today(visitor, thread_id):
    for address in (f"/threads/{thread_id}", f"/threads/{thread_id}-what-it-was-called"):
        page = visitor.get(f"{address}?page=1")

        assert page.status_code == 301
        assert page.location == f"/threads/{thread_id}-my-permit-is-lost?page=1"


def test_a_question_that_never_was_is_said_in_plain_words(visitor, app):
    for address in ("/threads/999-nothing", "/threads/99999999999999999999999-nothing"):
        page = visitor.get(address)

        assert page.status_code == 404
        assert "We cannot find this question" in page.text


def test_what_people_wrote_is_text_and_never_code(visitor, ada, asks):
    thread_id = asks(ada, "<script>1</script>", "<img src=x onerror=alert(1)> **bold**")

    page = visitor.get(f"/threads/{thread_id}-script-1-script")

    assert "<script>" not in page.text
    assert "<img" not in page.text
    assert "<strong>bold</strong>" in page.text


def test_staff_show_by_first_name_and_team(visitor, dev, thread_id, answers):
    answers(dev, thread_id, "We are printing it.", official=True)

    page = visitor.get(f"/threads/{thread_id}-my-permit-is-lost")

    assert "<b>Dev</b>" in page.text
    assert "Parking team" in page.text
    assert "Dev Patel" not in page.text
    assert "Official answer" in page.text


def test_the_rung_of_a_regular_is_nobodys_business(visitor, ben, thread_id, answers):
    ben.stands_on("regular")
    answers(ben, thread_id)

    assert "egular" not in visitor.get(f"/threads/{thread_id}-my-permit-is-lost").text


def test_the_solution_stands_before_everything_else(visitor, ada, ben, pia, thread_id, answers):
    answers(pia, thread_id, "Wait a week.")
    solution = answers(ben, thread_id, "Ask at the desk.")
    ada.post(f"/threads/{thread_id}/solution", answer_id=solution)

    page = visitor.get(f"/threads/{thread_id}-my-permit-is-lost").text

    assert "Ada Okafor says this solved it" in page
    assert page.index("Ask at the desk.") < page.index("Wait a week.")
    assert 'id="solution"' in page


def test_only_a_few_comments_stand_under_an_answer(visitor, ada, thread_id, answer_id):
    for number in range(7):
        ada.post(f"/answers/{answer_id}/comments", body=f"Comment number {number}.")

    page = visitor.get(f"/threads/{thread_id}-my-permit-is-lost").text

    assert "Comment number 4." in page
    assert "Comment number 5." not in page
    assert "All 7 comments" in page
    assert "Comment number 6." in visitor.get(f"/answers/{answer_id}/comments").text


def test_comments_on_a_question_that_came_from_elsewhere_are_shown(visitor, ben, thread_id):
    with writing():
        _comment_on_question(thread_id, ben.member_id, "Which form was it?")

    page = visitor.get(f"/threads/{thread_id}-my-permit-is-lost").text

    assert "Which form was it?" in page
    assert "Which form was it?" in visitor.get(f"/threads/{thread_id}/comments").text


def test_a_removed_question_is_gone_but_for_its_author_and_staff(
    visitor, ada, ben, cleo, thread_id
):
    ada.post(f"/threads/{thread_id}/removal")
    address = f"/threads/{thread_id}-my-permit-is-lost"

    assert visitor.get(address).status_code == 410
    assert ben.get(address).status_code == 410
    assert "This question was removed" in ada.get(address).text
    assert "Put it back" in cleo.get(address).text


def test_other_rooms_ask_who_may_see_what(app, ada, ben, cleo, thread_id, answer_id):
    with writing():
        actions.delete_post(db.get_one(Answer, answer_id), by=ben.member)
    with writing():
        actions.delete_post(db.get_one(Thread, thread_id), by=ada.member)

    assert may_see(thread_id, member=ada.member)
    assert may_see(answer_id, member=cleo.member)
    assert not may_see(answer_id, member=ben.member)
    assert not may_see(thread_id, member=ben.member)
    assert not may_see(thread_id, member=None)


def test_subjects_have_titles_and_addresses(app, visitor, ada, thread_id, answer_id):
    ada.post(f"/answers/{answer_id}/comments", body="Thank you.")
    comment_id = rows(Comment.id).scalar()
    kinds = app.extensions["house"].subjects

    for kind, id_ in (("thread", thread_id), ("answer", answer_id), ("comment", comment_id)):
        assert kinds[kind].titles([id_]) == {id_: "My permit is lost"}
        assert visitor.get(kinds[kind].urls([id_])[id_]).status_code == 200


def _comment_on_question(thread_id, author_id, text):
    from forum.kernel.subjects import new_subject

    db.add(
        Comment(
            id=new_subject("comment"),
            thread_id=thread_id,
            author_id=author_id,
            body=text,
            html=f"<p>{text}</p>",
            renderer=1,
        )
    )
