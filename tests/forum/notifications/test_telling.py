"""Who is told of what, on their page and by mail, and what a mail says."""

import pytest

from forum.follows.actions import follow
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.events import Origin, PublishedEvent, acting_through
from forum.notifications import reactions
from forum.notifications.queries import notices_for
from forum.reputation.models import Award
from forum.threads.models import Answer
from tests.cast import make_person


@pytest.fixture
def told(deliver):
    """The kinds of notices a person has, newest first."""

    def look(who):
        deliver()
        with fresh_reading():
            return [notice.kind for notice in notices_for(who.member_id).items]

    return look


def subjects(mails):
    return [mail["Subject"] for mail in mails]


def test_the_person_who_asked_is_told_of_an_answer(ada, thread_id, answer_id, told, mails, text_of):
    (mail,) = mails(ada)

    assert told(ada) == ["answered"]
    assert mail["Subject"] == "An answer to: My permit is lost"
    assert "Ben Hallam answered your question “My permit is lost”" in text_of(mail)
    assert "“Ask at the desk.”" in text_of(mail)


def test_the_link_of_a_mail_leads_to_the_answer(app, ada, thread_id, answer_id, mails, text_of):
    (mail,) = mails(ada)

    page = f"/threads/{thread_id}-my-permit-is-lost#answer-{answer_id}"
    assert f"{app.config['BASE_URL']}{page}" in text_of(mail)
    assert f'id="answer-{answer_id}"' in ada.get(page).text


def test_an_official_answer_says_so_and_asks_whether_it_helped(
    ada, dev, thread_id, answers, told, mails, text_of
):
    answers(dev, thread_id, "We have found it.", official=True)

    (mail,) = mails(ada)
    assert mail["Subject"] == "The official answer to: My permit is lost"
    assert "Did it solve your problem? Say yes or no on the page." in text_of(mail)
    assert told(ada) == ["official_answer"]


def test_the_mail_about_an_official_answer_opens_with_it_in_short(
    ada, dev, thread_id, mails, text_of
):
    long = "Open the page of permits and choose renewal. " * 5
    dev.post(f"/threads/{thread_id}/answers", body=long, official="y", in_short="On our page.")

    text = text_of(mails(ada)[0])
    assert text.index("In short: On our page.") < text.index("Open the page of permits")


def test_no_preset_stops_the_official_answer_to_ones_own_question(
    ada, dev, thread_id, answers, mails
):
    ada.post("/me/notifications", preset="none")

    answers(dev, thread_id, "We have found it.", official=True)

    (mail,) = mails(ada)
    assert mail["Subject"] == "The official answer to: My permit is lost"
    assert mail["List-Unsubscribe"] is None


def test_staff_are_named_by_first_name_and_team(ada, dev, thread_id, answers, mails, text_of):
    answers(dev, thread_id, "I had that too.")

    (mail,) = mails(ada)
    assert "Dev, Parking team answered your question" in text_of(mail)


def test_whoever_wrote_the_solution_is_told(ada, ben, thread_id, answer_id, told, mails, text_of):
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)

    (mail,) = mails(ben)
    assert mail["Subject"] == "Your answer solved it: My permit is lost"
    assert "Ada Okafor says" in text_of(mail)
    assert told(ben) == ["accepted"]


def test_a_solution_taken_back_before_sending_is_not_mailed_and_leaves_the_page(
    ada, ben, thread_id, answer_id, told, mails
):
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id, wanted="no")

    assert mails(ben) == []
    assert told(ben) == []


def test_a_comment_is_told_to_both_in_the_conversation_but_not_to_its_writer(
    ada, ben, pia, thread_id, answer_id, told, mails, text_of
):
    mails(ada)

    pia.post(f"/answers/{answer_id}/comments", body="The desk is shut on Mondays.")

    assert text_of(mails(ben)[-1]).startswith("Pia commented on your answer, “My permit is lost”")
    assert "on an answer to your question" in text_of(mails(ada)[-1])
    assert "“The desk is shut on Mondays.”" in text_of(mails(ada)[-1])
    assert told(pia) == []


def test_thanks_and_confirmations_stand_on_the_page_and_are_not_mailed(
    ada, ben, cleo, answer_id, told, mails
):
    ada.post(f"/answers/{answer_id}/thanks", wanted="yes")
    cleo.post(f"/answers/{answer_id}/confirmation", wanted="yes")

    assert told(ben) == ["confirmed", "thanked"]
    assert mails(ben) == []


def test_nobody_is_told_what_they_did_themselves(ada, thread_id, answers, told, mails):
    answers(ada, thread_id, "I found it under the sofa.")

    assert told(ada) == []
    assert mails(ada) == []


def hidden_answer(app, answer_id):
    db.get_one(Answer, answer_id).state = "hidden"


def hidden_question(app, answer_id):
    db.get_one(Answer, answer_id).thread.state = "hidden"


@pytest.mark.parametrize("take_away", [hidden_answer, hidden_question])
def test_what_was_taken_away_before_sending_is_not_mailed(
    app, ada, answer_id, told, mails, take_away
):
    with writing():
        take_away(app, answer_id)

    assert mails(ada) == []
    assert told(ada) == []


@pytest.mark.parametrize(
    "change",
    [
        {"verified_at": None},
        {"email": None, "email_key": None},
        {"email": None, "email_key": None, "is_imported": True},
    ],
)
def test_people_who_cannot_or_must_not_be_mailed_are_not(ada, ben, answer_id, mails, app, change):
    with writing():
        member = ada.member
        for name, value in change.items():
            setattr(member, name, value)

    mails(ben)

    assert not list((app.config["FOLKMOOT"].HOME / "mail").glob("*.eml"))


def test_an_imported_persons_page_stays_empty(ada, answer_id, told):
    with writing():
        member = ada.member
        member.email = member.email_key = None
        member.is_imported = True

    assert told(ada) == []


def test_a_demo_tells_on_the_page_but_mails_nobody(ada, ben, thread_id, answers, told, mails):
    with acting_through("command", origin=Origin.DEMO):
        answers(ben, thread_id)

    assert told(ada) == ["answered"]
    assert mails(ada) == []


def test_who_wants_no_mails_still_finds_it_on_the_page(ada, answer_id, told, mails):
    ada.post("/me/notifications", preset="none")

    assert mails(ada) == []
    assert told(ada) == ["answered"]


def test_followers_are_told_on_the_page_and_by_mail_if_they_wish(
    pia, cleo, ben, thread_id, answers, told, mails, text_of
):
    for person in (pia, cleo):
        with writing():
            follow(by=person.member, subject_id=thread_id)
    pia.post("/me/notifications", preset="follows")

    answers(ben, thread_id)

    assert subjects(mails(pia)) == ["A new answer to: My permit is lost"]
    assert "a question you follow" in text_of(mails(pia)[0])
    assert mails(cleo) == []
    assert told(cleo) == ["followed"]


def test_an_asker_who_follows_the_own_question_is_told_once(ada, ben, thread_id, answers, told):
    with writing():
        follow(by=ada.member, subject_id=thread_id)

    answers(ben, thread_id)

    assert told(ada) == ["answered"]


def test_a_question_many_follow_is_told_in_chunks(app, ben, thread_id, answers, told, monkeypatch):
    monkeypatch.setattr(reactions, "CHUNK", 2)
    crowd = [make_person(app, f"Reader{n} Wood") for n in range(5)]
    for one in crowd:
        with writing():
            follow(by=one.member, subject_id=thread_id)

    answers(ben, thread_id)

    assert [told(one) for one in crowd] == [["followed"]] * 5


def test_hearing_of_it_twice_tells_once(ada, ben, thread_id, answer_id, told, mails):
    ada.post(f"/threads/{thread_id}/solution", answer_id=answer_id)
    before = told(ben), len(mails(ben))
    with writing():
        accepted = db.query(Award).where(Award.member_id == ben.member_id).limit(1).one()
        _tell_again(accepted.event_id)

    assert (told(ben), len(mails(ben))) == before


def _tell_again(event_id):
    reactions.tell_helper(db.get_one(PublishedEvent, event_id).event)
