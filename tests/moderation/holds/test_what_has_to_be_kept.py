"""While a hold or a request is open, nothing it covers can be deleted, by anybody or any timer."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, text
from sqlalchemy.exc import DBAPIError

from forum.accounts.models import SignIn
from forum.accounts.tasks import forget_ended
from forum.drafts.models import Draft
from forum.drafts.tasks import forget_old as forget_drafts
from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.holding import Held
from forum.kernel.written import write_up
from forum.threads.actions import edit_post, hide_post
from forum.threads.models import Answer, Thread
from forum.topics.models import Topic
from forum.uploads.models import Attachment, AttachmentUse
from forum.uploads.tasks import forget_unused
from moderation.bundles import actions as bundles
from moderation.helpdesk import actions as desk
from moderation.helpdesk.models import Message, StateMove, Ticket
from moderation.mail_in.models import IncomingMail
from moderation.mail_in.tasks import forget_old as forget_mails
from tests.factories import open_waste
from tests.moderation.conftest import answers, asks
from tests.moderation.holds.conftest import count

KEPT = "This has to be kept"


def state_of(model, id_):
    with fresh_reading():
        return db.get_one(model, id_).state


def removes(person, kind, id_):
    return person.post(f"/{kind}/{id_}/removal", wanted="yes")


def test_the_author_cannot_remove_what_a_hold_covers(ada, question, hold, release):
    held = hold("subject", question)

    refused = removes(ada, "threads", question)

    assert refused.status_code == 403
    assert KEPT in refused.text
    assert "a moderator can take it out of sight" in refused.text
    assert state_of(Thread, question) == "visible"

    release(held)
    assert removes(ada, "threads", question).status_code == 303
    assert state_of(Thread, question) == "deleted"


def test_no_member_of_staff_can_remove_it_either(cleo, ben, question, hold):
    answer = answers(ben, question)
    hold("subject", question)

    assert KEPT in removes(cleo, "answers", answer).text
    assert state_of(Answer, answer) == "visible"


def test_a_moderator_still_takes_it_out_of_sight(cleo, ben, question, hold):
    answer = answers(ben, question)
    hold("subject", question)
    with writing():
        hide_post(db.get_one(Answer, answer), by=cleo.member)

    assert state_of(Answer, answer) == "hidden"
    assert KEPT in removes(ben, "answers", answer).text


@pytest.mark.parametrize("part", ["member", "topic", "service"])
def test_whatever_the_hold_is_on_covers_what_belongs_to_it(ada, question, parking, hold, part):
    with fresh_reading():
        service_id = db.get_one(Topic, parking.id).service_id
    hold(part, {"member": ada.member_id, "topic": parking.id, "service": service_id}[part])

    assert KEPT in removes(ada, "threads", question).text


def test_a_hold_on_one_person_leaves_others_alone(ada, ben, question, hold):
    answer = answers(ben, question)
    hold("member", ada.member_id)

    assert removes(ben, "answers", answer).status_code == 303


def test_two_holds_on_the_same_both_have_to_end(ada, question, hold, release):
    first = hold("subject", question)
    second = hold("member", ada.member_id)

    release(first)
    assert KEPT in removes(ada, "threads", question).text
    release(second)
    assert removes(ada, "threads", question).status_code == 303


def test_a_program_is_refused_in_the_same_words(ada, question, hold):
    hold("subject", question)

    refused = ada.api("DELETE", f"/threads/{question}")

    assert refused.status_code == 403
    assert KEPT in refused.text


def opened(ada, kind, title="What do you hold on me?"):
    with writing():
        return desk.open_contact(
            title=title,
            body=write_up("Please send it."),
            email="ada@example.org",
            kind=kind,
            by=ada.member,
        )


def test_a_request_about_own_data_keeps_everything_of_its_person(ada, question):
    ticket = opened(ada, "personal_data_request")

    assert KEPT in removes(ada, "threads", question).text

    with writing():
        desk.withdraw(db.get_one(Ticket, ticket.id), by=ada.member)
    assert removes(ada, "threads", question).status_code == 303


def test_a_question_that_is_marked_as_a_legal_notice_stays(ada, adam, ticket, question):
    adam.post(f"/desk/tickets/{ticket.reference}/kind", kind="legal_notice")

    assert KEPT in removes(ada, "threads", question).text

    adam.post(f"/desk/tickets/{ticket.reference}/kind", kind="question")
    assert removes(ada, "threads", question).status_code == 303


def test_an_ordinary_ticket_keeps_nothing(ada, ticket, question):
    assert removes(ada, "threads", question).status_code == 303


def test_a_request_that_goes_on_in_another_ticket_is_still_open(ada, dev, question):
    asked, other = opened(ada, "personal_data_request"), opened(ada, "question", "Where is it?")
    with writing():
        both = [db.get_one(Ticket, one.id) for one in (asked, other)]
        bundles.merge(*both, by=dev.member)

    assert KEPT in removes(ada, "threads", question).text

    with writing():
        desk.withdraw(db.get_one(Ticket, other.id), by=dev.member)
    assert removes(ada, "threads", question).status_code == 303


def test_managers_say_what_a_kind_keeps_and_open_tickets_follow(ada, adam, question):
    opened(ada, "complaint")
    assert count(Held) == 0

    keep(adam, "complaint", "person")
    assert KEPT in removes(ada, "threads", question).text

    keep(adam, "complaint", "")
    assert removes(ada, "threads", question).status_code == 303


def keep(adam, kind, keeps):
    from moderation.choices import actions, queries

    with writing():
        reason = queries.reason_coded("ticket_kind", kind)
        facts = queries.facts_of_reason("ticket_kind", reason) | {"keeps": keeps}
        version = reason["version"]
        actions.change_reason("ticket_kind", kind, facts, by=adam.member, version=version)


def test_no_timer_forgets_the_drafts_and_sign_ins_of_a_held_person(ada, hold, release, monday):
    ada.post("/me/drafts", place="ask", title="What I began to ask")
    held = hold("member", ada.member_id)
    monday.shift(timedelta(days=400))

    forget_drafts()
    forget_ended()
    assert count(Draft) == 1
    assert count(SignIn, SignIn.member_id == ada.member_id) == 1

    release(held)
    forget_drafts()
    forget_ended()
    assert count(Draft) == 0
    assert count(SignIn, SignIn.member_id == ada.member_id) == 0


def test_a_held_person_cannot_throw_a_draft_away_but_can_post_it(ada, parking, hold):
    ada.post("/me/drafts", place="ask", title="What I began to ask")
    hold("member", ada.member_id)

    assert KEPT in ada.post("/me/drafts/removal", place="ask").text
    assert count(Draft) == 1
    ada.post("/me/drafts", place="ask", title="")
    assert count(Draft) == 1


def picture(owner, *, in_post=None):
    with writing():
        facts = {"media": "image/png", "width": 1, "height": 1, "size": 1, "body": b"1"}
        one = Attachment(key=f"{count_of()}" * 8, owner_id=owner.member_id, **facts)
        db.add(one)
        db.flush()
        if in_post:
            db.add(AttachmentUse(attachment_id=one.id, subject_id=in_post))
        return one.id


def count_of():
    return db.query(Attachment).count()


def test_pictures_of_a_held_person_stay_though_they_stand_nowhere(ada, hold, release, monday):
    picture(ada)
    held = hold("member", ada.member_id)
    monday.shift(timedelta(days=400))

    forget_unused()
    assert count(Attachment) == 1

    release(held)
    forget_unused()
    assert count(Attachment) == 0


def test_a_picture_taken_out_of_a_held_question_is_not_lost(ada, question, hold, release, monday):
    picture(ada, in_post=question)
    held = hold("subject", question)
    edits(ada, question, "I paid, and this is all.")
    monday.shift(timedelta(days=400))

    forget_unused()
    assert count(Attachment) == 1

    release(held)
    edits(ada, question, "I paid, and this is all. Yes.")
    forget_unused()
    assert count(Attachment) == 0


def edits(person, question, text):
    with writing():
        thread = db.get_one(Thread, question)
        edit_post(thread, by=person.member, body=write_up(text), revision=thread.revision)


def mail_of(ticket, *, state="done", about=False, sender="robin@example.org"):
    with writing():
        facts = {"return_path": sender, "sender": sender, "raw": b"1", "size": 1, "state": state}
        facts |= {"why": "machine"} if state == "aside" else {}
        facts |= {"about_id" if about else "ticket_id": ticket.id}
        mail = IncomingMail(mailbox="desk", identity=f"{state}{about}", handled_at=now(), **facts)
        db.add(mail)
        db.flush()
        return mail.id


def raw_mails():
    return count(IncomingMail, IncomingMail.raw.is_not(None))


def test_the_mails_behind_a_held_ticket_are_kept_whole(letter, hold, release, monday):
    mail_of(letter)
    mail_of(letter, state="aside", about=True)
    held = hold("subject", letter.id)
    monday.shift(timedelta(days=400))

    forget_mails()
    assert raw_mails() == 2

    release(held)
    forget_mails()
    assert raw_mails() == 0
    assert count(IncomingMail) == 1


def test_the_mails_of_a_held_person_are_kept_wherever_they_came(ada, letter, hold, monday):
    mail_of(letter, sender="Ada@example.org")
    hold("member", ada.member_id)
    monday.shift(timedelta(days=400))

    forget_mails()

    assert raw_mails() == 1


@pytest.fixture
def waste():
    """A service that had nothing to do with parking; its number."""
    with writing():
        return open_waste().id


@pytest.mark.parametrize("part", ["topic", "service"])
def test_what_a_ticket_is_about_covers_it_too(
    adam, dev, letter, parking, waste, hold, release, monday, part
):
    """Where its topic went over to another service, a hold on that one as well."""
    mail_of(letter)
    dev.post(f"/desk/tickets/{letter.reference}/topic", topic=str(parking.id))
    with writing():
        db.get_one(Topic, parking.id).service_id = waste
    held = hold(part, {"topic": parking.id, "service": waste}[part])
    assert f"Legal hold {held} covers it." in adam.get(f"/desk/tickets/{letter.reference}").text
    monday.shift(timedelta(days=400))

    forget_mails()
    assert raw_mails() == 1

    release(held)
    forget_mails()
    assert raw_mails() == 0


def test_a_topic_that_a_ticket_is_not_about_keeps_nothing_of_it(letter, parking, hold, monday):
    mail_of(letter)
    hold("topic", parking.id)
    monday.shift(timedelta(days=400))

    forget_mails()

    assert raw_mails() == 0


@pytest.mark.every_value
@pytest.mark.parametrize("model", [Thread, Ticket, Message])
def test_the_database_itself_refuses_whoever_asks(ada, ticket, question, hold, model):
    with writing():
        desk.write_message(db.get_one(Ticket, ticket.id), by=ada.member, body=write_up("Please."))
    hold("subject", question)
    hold("subject", ticket.id)

    with pytest.raises(DBAPIError, match="covered by a hold"), writing():
        db.execute(delete(model))


@pytest.mark.every_value
@pytest.mark.parametrize("model", [Message, StateMove])
@pytest.mark.parametrize("part", ["topic", "service"])
def test_the_database_refuses_for_what_a_ticket_is_about(
    letter, parking, waste, hold, release, part, model
):
    with writing():
        db.get_one(Topic, parking.id).service_id = waste
        db.get_one(Ticket, letter.id).topic_id = parking.id
    held = hold(part, {"topic": parking.id, "service": waste}[part])
    gone = text(f"delete from {model.__tablename__} where ticket_id = {letter.id}")

    with pytest.raises(DBAPIError, match="covered by a hold"), writing():
        db.execute(gone)
    release(held)
    with writing():
        db.execute(gone)

    assert count(model) == 0


def test_what_no_hold_covers_the_database_lets_go(ada, parking, hold, question):
    hold("subject", question)
    free = asks(ada, parking, "Another question")

    with writing():
        db.execute(delete(Thread).where(Thread.id == free))

    assert count(Thread) == 1
