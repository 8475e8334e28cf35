"""Whoever is called by name in a post is linked, and hears of it once."""

import pytest

from forum.accounts.models import Member
from forum.accounts.naming import write_up_naming
from forum.kernel.db import db, fresh_reading, writing
from forum.notifications.queries import notices_for
from forum.threads.models import Answer, Comment, Thread
from tests.cast import make_person
from tests.forum.notifications.conftest import mails, text_of

__all__ = ["mails", "text_of"]

WAY = '<a href="/members/Ben%20Hallam" rel="nofollow ugc noopener">@Ben Hallam</a>'


@pytest.fixture
def told(deliver):
    def look(who):
        deliver()
        with fresh_reading():
            return [(notice.kind, notice.url) for notice in notices_for(who.member_id).items]

    return look


def change(who, **facts):
    with writing():
        for name, value in facts.items():
            setattr(db.get_one(Member, who.member_id), name, value)


def html_of(text):
    return write_up_naming(text).html


@pytest.mark.parametrize(
    "text",
    [
        "@Ben Hallam",
        "Thank you, @Ben Hallam.",
        "(@Ben Hallam)",
        "Is it so, @Ben Hallam? I think so.",
        "@Ben Hallam’s way works",
        "@Ben Hallam, @Ben Hallam and you",
    ],
)
def test_a_name_leads_to_the_persons_page(ben, visitor, text):
    assert WAY in html_of(text)
    assert visitor.get("/members/Ben%20Hallam").status_code == 200


def test_a_name_is_found_however_it_is_spelled(ben):
    assert 'href="/members/Ben%20Hallam"' in html_of("Ask @ben hallam")


def test_the_longest_name_is_meant(app, ben):
    other = make_person(app, "Otto")
    change(other, name="Ben", name_key="ben")

    written = write_up_naming("@Ben Hallam knows, @Ben does not")

    assert set(written.named) == {ben.member_id, other.member_id}
    assert '">@Ben</a> does not' in written.html


@pytest.mark.parametrize(
    "text",
    [
        "`@Ben Hallam`",
        "    @Ben Hallam",
        "me@Ben Hallam",
        "@@Ben Hallam",
        "https://example.org/@Ben Hallam",
        "@Ben Hallamson",
        "Ben Hallam",
    ],
)
def test_what_calls_nobody_stays_as_it_is(ben, text):
    written = write_up_naming(text)

    assert "/members/" not in written.html
    assert written.named == ()


def test_inside_a_link_it_stays_text(ben):
    assert "/members/" not in html_of("[@Ben Hallam](https://example.org/)")


@pytest.mark.parametrize(
    "facts",
    [
        {"is_under_18": True},
        {"verified_at": None},
        {"role": "agent"},
        {"is_imported": True, "email": None, "email_key": None},
    ],
)
def test_people_without_a_public_name_are_like_people_who_are_not_there(ben, facts):
    change(ben, **facts)

    written = write_up_naming("@Ben Hallam")

    assert written.html == "<p>@Ben Hallam</p>\n"
    assert written.named == ()


def test_hostile_names_and_many_signs_do_no_harm(ben):
    hostile = '@"><script>x</script> @' + "\U0001f600" * 300 + " @ @\x00 " + "@Ben " * 5000

    assert "<script" not in html_of(hostile.replace("\x00", ""))


def test_whoever_is_called_in_an_answer_hears_of_it(ada, ben, pia, thread_id, told, mails, text_of):
    page = f"/threads/{thread_id}/answers"

    pia.post(page, body="@Ben Hallam may know **more**.")

    (mail,) = mails(ben)
    answer = db.query(Answer).one()
    assert WAY in answer.html
    assert [kind for kind, _ in told(ben)] == ["named"]
    assert told(ben)[0][1].endswith(f"#answer-{answer.id}")
    assert mail["Subject"] == "You are named in: My permit is lost"
    assert "called you by name in “My permit is lost”" in text_of(mail)
    assert "“@Ben Hallam may know more.”" in text_of(mail)
    assert "Somebody called you by name" in ben.get("/me").text


def test_in_a_question_and_in_a_comment_too(ada, ben, pia, parking, thread_id, answers, told):
    about = answers(ben, thread_id)
    form = {"title": "Who knows?", "topic": "parking", "door": "public", "offered": "yes"}
    ada.post("/ask", body="Does @Pia Lind know?", **form)
    ada.post("/ask", body="Does @Ben Hallam know?", **form | {"title": "Who else knows?"})
    ada.post(f"/answers/{about}/comments", body="I hear @Ben Hallam knows.")

    assert db.query(Comment).one().html.count("/members/Ben") == 1
    heard = dict(told(ben))
    assert sorted(heard) == ["commented", "named"]
    assert heard["named"].endswith("-who-else-knows")
    assert told(pia) == []  # staff are called by nobody


def test_nobody_is_told_the_same_thing_twice(ada, ben, thread_id, told, mails):
    ben.post(f"/threads/{thread_id}/answers", body="@Ada Okafor, ask at the desk. – @Ben Hallam")
    ben.post(f"/threads/{thread_id}/answers", body="@Ada Okafor, ask at the desk. – @Ben Hallam")

    assert [kind for kind, _ in told(ada)] == ["answered"]
    assert told(ben) == []
    assert len(mails(ada)) == 1


def test_a_follower_who_has_a_mail_of_each_answer_gets_one(ada, ben, pia, thread_id, mails):
    ben.post(f"/threads/{thread_id}/follow", wanted="yes")
    ben.post("/me/notifications", preset="follows")

    pia.post(f"/threads/{thread_id}/answers", body="@Ben Hallam may know.")

    assert [mail["Subject"] for mail in mails(ben)] == ["A new answer to: My permit is lost"]


def test_no_more_than_five_are_told(app, ada, thread_id, told):
    people = [make_person(app, f"Neighbour{letter}") for letter in "ABCDEF"]

    ada.post(f"/threads/{thread_id}/answers", body=" ".join(f"@{p.member.name}" for p in people))

    assert [bool(told(person)) for person in people] == [True] * 5 + [False]


def test_an_edit_links_and_tells_nobody(ada, ben, thread_id, told):
    form = {"title": "My permit is lost", "revision": 1}

    ada.post(f"/threads/{thread_id}/edit", body="Maybe @Ben Hallam knows.", **form)

    db.rollback()
    assert WAY in db.get_one(Thread, thread_id).html
    assert told(ben) == []


def test_a_post_that_was_taken_away_is_told_to_nobody(ada, ben, pia, thread_id, told, mails):
    pia.post(f"/threads/{thread_id}/answers", body="@Ben Hallam may know.")
    db.rollback()
    pia.post(f"/answers/{db.query(Answer).one().id}/removal", wanted="yes")

    assert mails(ben) == []
    assert told(ben) == []


def test_names_are_not_the_links_that_newcomers_may_not_place(app, ada, ben, thread_id):
    new = make_person(app, "Nora Vale")

    fine = new.post(f"/threads/{thread_id}/answers", body="@Ben Hallam @Ada Okafor " * 2)
    wrong = new.post(f"/threads/{thread_id}/answers", body="https://a.example/ " * 3)

    assert (fine.status_code, wrong.status_code) == (303, 422)


def test_the_preview_shows_it(ada, ben):
    assert WAY in ada.post("/preview", body="Ask @Ben Hallam").text
