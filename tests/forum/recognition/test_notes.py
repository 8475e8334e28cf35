"""Thank-you notes: one for one post, read by its receiver, and by others only if they want it."""

import threading
from datetime import timedelta

import pytest

from forum.accounts.standing import Role
from forum.kernel import clock
from forum.kernel.audit import AuditEntry
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.house import house
from forum.kernel.mail.outgoing import OutgoingMail
from forum.recognition.models import ThankYouNote
from tests.cast import make_person
from tests.forum.people.looking import main_of
from tests.forum.recognition.conftest import told

WORDS = "You saved them a day of <ringing>."
SHOWN = "a day of &lt;ringing&gt;"
PUBLIC = "/members/Ben Hallam"


@pytest.fixture
def note(dev, answer_id, deliver):
    """Dev's note to Ben about his answer."""
    dev.post(f"/desk/posts/{answer_id}/thanks", body=WORDS)
    deliver()
    with fresh_reading():
        return db.query(ThankYouNote.id).scalar()


def notes():
    with fresh_reading():
        return db.query(ThankYouNote).count()


def test_staff_find_the_way_on_posts_and_others_do_not(dev, ada, thread_id, answer_id):
    page = dev.get(f"/threads/{thread_id}-my-permit-is-lost").text

    assert f'href="/desk/posts/{answer_id}/thanks"' in page
    assert f'href="/desk/posts/{thread_id}/thanks"' in page
    assert '/thanks">' not in main_of(ada.get(f"/threads/{thread_id}-my-permit-is-lost"))
    assert "Thank Ben Hallam" in dev.get(f"/desk/posts/{answer_id}/thanks").text
    assert ada.get(f"/desk/posts/{answer_id}/thanks").status_code == 403


def test_the_person_is_told_and_mailed_and_reads_who_wrote_it(ben, note, app):
    assert "staff_thanked" in told(ben)
    page = main_of(ben.get("/me"))
    assert SHOWN in page
    assert "Dev, Parking team" in page
    assert "For an answer of yours" in main_of(ben.get("/me/thanks"))
    with fresh_reading():
        mails = [mail for mail in db.query(OutgoingMail) if mail.kind == "staff_thanked"]
        letter = house().mails["staff_thanked"](mails[0])
        deeds = [row.deed for row in db.query(AuditEntry) if row.person_id == ben.member_id]
    assert [mail.recipient for mail in mails] == [f"member:{ben.member_id}"]
    assert WORDS in letter.text
    assert "Dev, Parking team" in letter.text
    assert "thank somebody" in deeds


def test_others_read_it_only_while_it_is_shown(ada, ben, note):
    assert SHOWN not in ada.get(PUBLIC).text

    ben.post(f"/me/thanks/{note}", wanted="yes")
    assert SHOWN in ada.get(PUBLIC).text

    ben.post(f"/me/thanks/{note}", wanted="no")
    assert SHOWN not in ada.get(PUBLIC).text
    assert SHOWN in ben.get("/me/thanks").text


def test_nobody_shows_the_note_of_somebody_else(ada, note):
    assert ada.post(f"/me/thanks/{note}", wanted="yes").status_code == 404
    assert ada.post(f"/me/thanks/{2**63}", wanted="yes").status_code == 404


def test_a_second_note_of_the_same_person_changes_nothing(dev, ben, note, answer_id, deliver):
    page = dev.post(f"/desk/posts/{answer_id}/thanks", body="Another one.", follow=True)
    deliver()

    assert page.status_code == 200
    assert notes() == 1
    assert told(ben).count("staff_thanked") == 1


def test_a_colleague_reads_that_it_was_thanked_for(cleo, note, answer_id):
    page = cleo.post(f"/desk/posts/{answer_id}/thanks", body="Mine.")

    assert page.status_code == 403
    assert "A colleague has thanked for this already." in page.text


def test_a_note_says_something(dev, answer_id):
    page = dev.post(f"/desk/posts/{answer_id}/thanks", body=" ")

    assert page.status_code == 422
    assert "Write what you thank for." in page.text
    assert notes() == 0


@pytest.mark.parametrize(
    "facts", [{"is_under_18": True}, {"role": Role.AGENT}, {"erased_at": "now"}]
)
def test_some_cannot_be_thanked(dev, ben, answer_id, facts):
    with writing():
        for name, value in facts.items():
            setattr(ben.member, name, now() if value == "now" else value)

    assert dev.post(f"/desk/posts/{answer_id}/thanks", body=WORDS).status_code == 403
    assert notes() == 0


def test_there_is_no_note_about_what_nobody_sees(dev, answer_id):
    assert dev.get("/desk/posts/999999/thanks").status_code == 404
    assert dev.get(f"/desk/posts/{2**64}/thanks").status_code == 404


def test_five_notes_in_a_day(app, dev, ben, asks, answers):
    posts = [answers(ben, asks(make_person(app, f"Asker{n} Hill"), f"Q{n}")) for n in range(6)]

    got = [dev.post(f"/desk/posts/{post}/thanks", body=WORDS).status_code for post in posts]

    assert got == [303] * 5 + [429]
    with clock.at(now() + timedelta(days=1, hours=1)):
        assert dev.post(f"/desk/posts/{posts[5]}/thanks", body=WORDS).status_code == 303


def test_two_colleagues_at_once_write_one_note(app, dev, cleo, answer_id):
    got = []

    def write(who):
        with app.app_context():
            got.append(who.post(f"/desk/posts/{answer_id}/thanks", body=WORDS).status_code)

    both = [threading.Thread(target=write, args=[who]) for who in (dev, cleo)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert sorted(got) == [303, 403]
    assert notes() == 1


def test_notes_are_taken_along_and_go_with_the_person(ben, note):
    (row,) = ben.get("/me/data.json").get_json()["rows"]["staff_thanks"]

    assert row["body"] == WORDS
    assert "by_id" not in row
    with writing():
        house().erasures["only theirs"](ben.member_id)
    assert notes() == 0
