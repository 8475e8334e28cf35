"""A ticket goes to an outside desk once, whatever the line does, and all can see where it is."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from forum.accounts.standing import Rung
from forum.ideas.actions import propose
from forum.kernel.db import db, fresh_reading, writing
from forum.kernel.written import write_up
from forum.topics.models import Topic
from moderation.handover import actions, tasks
from moderation.handover.models import DeskContact, DeskSecret, HandOver
from moderation.helpdesk.actions import escalate_idea
from moderation.helpdesk.models import InternalNote, Message
from tests.moderation.conftest import as_stored, asks, escalates
from tests.moderation.handover.conftest import STATES, hands_over, keeps_desk, standing
from tests.moderation.handover.fakes import TOKEN

DROPS = ["drop before", "drop after", "error before", "error after", "garbage", "cut short"]


def test_the_desk_hands_a_ticket_over_and_both_sides_know_a_number(
    dev, ada, ticket, highways, zammad, deliver
):
    page = dev.get(f"/desk/tickets/{ticket.reference}").text
    assert "Hand it over to Highways office" in page

    dev.post(f"/desk/tickets/{ticket.reference}/hand-overs", desk=highways)
    deliver()

    assert [row["title"][:22] for row in zammad.tickets.values()] == ["My permit has not come"]
    assert as_stored(ticket.id).state == "waiting_third_party"
    assert "80001" in dev.get(f"/desk/tickets/{ticket.reference}").text
    theirs = ada.get(f"/tickets/{ticket.reference}").text
    assert "Highways office has this since" in theirs
    assert "80001" in theirs


def test_pressing_twice_hands_it_over_once(dev, ticket, highways, zammad, deliver):
    for _ in range(2):
        answer = dev.post(f"/desk/tickets/{ticket.reference}/hand-overs", desk=highways)
        deliver()

    assert answer.status_code == 303
    assert len(zammad.tickets) == 1
    with fresh_reading():
        assert db.scalar(select(func.count()).select_from(HandOver)) == 1


def test_a_citizen_hands_nothing_over(ada, cleo, ticket, highways):
    for person in (ada, cleo):
        answer = person.post(f"/desk/tickets/{ticket.reference}/hand-overs", desk=highways)
        assert answer.status_code == 403
    with fresh_reading():
        assert db.scalar(select(func.count()).select_from(HandOver)) == 0


def test_a_closed_ticket_is_not_handed_over(ada, dev, ticket, highways):
    ada.post(f"/tickets/{ticket.reference}/withdrawal")

    answer = dev.post(f"/desk/tickets/{ticket.reference}/hand-overs", desk=highways)

    assert answer.status_code == 403
    assert "only while it is at work" in answer.text


@pytest.mark.parametrize("mood", DROPS)
def test_a_line_that_breaks_makes_no_second_ticket(
    ada, dev, parking, highways, zammad, monday, mood
):
    """At each step: looking, making, reading the ticket, reading its messages."""
    for step in range(4):
        ticket = escalates(ada, asks(ada, parking, f"Broken at step {step}"))
        hand_over_id = hands_over(dev, ticket, highways)
        zammad.plan = ["fine"] * step + [mood]

        tasks.drain()
        assert standing(hand_over_id).state == "waiting"
        monday.shift(timedelta(minutes=2))
        tasks.drain()

        assert standing(hand_over_id).state == "handed"
        assert len(zammad.tickets) == step + 1


def test_open311_is_looked_through_for_our_key(dev, ticket, roads, georeport, monday):
    hand_over_id = hands_over(dev, ticket, roads)
    georeport.plan = ["fine", "drop after"]

    tasks.drain()
    monday.shift(timedelta(minutes=2))
    tasks.drain()

    one = standing(hand_over_id)
    assert (one.state, one.remote_number) == ("handed", "638344")
    assert len(georeport.requests) == 1
    assert one.key in georeport.sent["description"]
    assert len(georeport.sent["description"]) <= 4000


def test_open311_gives_a_token_first_and_the_number_later(dev, ticket, roads, georeport, monday):
    georeport.with_tokens = True
    hand_over_id = hands_over(dev, ticket, roads)

    tasks.drain()
    assert (standing(hand_over_id).state, standing(hand_over_id).token) == ("waiting", "t638344")
    monday.shift(timedelta(minutes=3))
    tasks.drain()

    assert standing(hand_over_id).remote_number == "638344"
    assert len(georeport.requests) == 1


def test_a_signed_call_carries_the_same_id_each_time(dev, ticket, contractor, hook, monday):
    hand_over_id = hands_over(dev, ticket, contractor)
    hook.plan = ["drop after"]

    tasks.drain()
    monday.shift(timedelta(minutes=2))
    tasks.drain()

    assert [one["webhook-id"] for one in hook.signatures] == [standing(hand_over_id).key] * 2
    assert len(hook.taken) == 1
    assert standing(hand_over_id).is_handed


def test_an_hour_without_a_line_ends_with_one_ticket(dev, ticket, highways, zammad, monday):
    hand_over_id = hands_over(dev, ticket, highways)
    zammad.goes_down(timedelta(hours=1))

    for _ in range(90):
        tasks.drain()
        monday.shift(timedelta(minutes=1))

    assert standing(hand_over_id).is_handed
    assert len(zammad.tickets) == 1
    assert len(zammad.asked) < 20  # a desk that does not answer is left alone


def test_what_was_sent_and_not_written_down_is_found_again(
    dev, ticket, highways, zammad, monday, monkeypatch
):
    hand_over_id = hands_over(dev, ticket, highways)

    class Killed(BaseException):
        pass

    def dies(*_args, **_facts):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("moderation.handover.actions.note_handed", dies)
        with pytest.raises(Killed):
            tasks.drain()
    assert (standing(hand_over_id).state, len(zammad.tickets)) == ("sending", 1)
    monday.shift(timedelta(minutes=6))
    tasks.drain()

    assert standing(hand_over_id).remote_id == "1"
    assert len(zammad.tickets) == 1


def test_what_is_refused_waits_for_somebody_who_mends_it(
    adam, dev, ticket, parking, zammad, monday
):
    desk_id = keeps_desk(adam, "Highways", "zammad", zammad.address, target="Nobody", states=STATES)
    hand_over_id = hands_over(dev, ticket, desk_id)
    tasks.drain()
    assert standing(hand_over_id).state == "failed"
    page = dev.get("/desk/outside").text
    assert "They refused what we sent" in page
    assert "1 hand-over to an outside desk needs somebody" in dev.get("/desk/morning").text

    with writing():
        standing_desk = db.get_one(HandOver, hand_over_id).desk
        standing_desk.target = "Highways"
    dev.post(f"/desk/hand-overs/{hand_over_id}/attempts")
    tasks.drain()

    assert standing(hand_over_id).is_handed
    assert "Nothing. Every hand-over is where it should be." in dev.get("/desk/outside").text
    assert "to an outside desk needs somebody" not in dev.get("/desk/morning").text


def test_what_was_tried_too_often_is_stuck_and_can_be_tried_again(
    dev, ada, ticket, highways, zammad, monday
):
    hand_over_id = hands_over(dev, ticket, highways)
    zammad.goes_down(timedelta(hours=30))
    for _ in range(40):
        tasks.drain()
        monday.shift(timedelta(minutes=30))
    assert standing(hand_over_id).state == "stuck"
    assert "They did not answer" in dev.get("/desk/outside").text
    assert (
        "We are handing this over to Highways office"
        in ada.get(f"/tickets/{ticket.reference}").text
    )

    zammad.down_until = None
    dev.post(f"/desk/hand-overs/{hand_over_id}/attempts")
    monday.shift(timedelta(hours=1))
    tasks.drain()

    assert standing(hand_over_id).is_handed
    assert len(zammad.tickets) == 1


def test_two_workers_do_not_send_the_same_at_once(dev, ticket, highways):
    hand_over_id = hands_over(dev, ticket, highways)

    with writing():
        first = actions.claim(hand_over_id)
    with writing():
        second = actions.claim(hand_over_id)

    assert (first, second) == (True, False)


def test_a_desk_without_a_password_is_sent_nothing_and_stands_on_the_list(
    adam, dev, ticket, parking, zammad
):
    facts = {"target": "Highways", "states": STATES}
    desk_id = keeps_desk(adam, "Highways", "zammad", zammad.address, **facts)
    with writing():
        db.execute(delete(DeskSecret))
    hands_over(dev, ticket, desk_id)

    tasks.drain()
    assert zammad.asked == []
    assert "This desk has no password yet." in dev.get("/desk/outside").text

    adam.post(f"/desk/outside/{desk_id}/password", out=TOKEN, theirs="")
    tasks.drain()
    assert len(zammad.tickets) == 1


def test_only_the_desk_presses_try_again(ada, dev, ticket, highways):
    hand_over_id = hands_over(dev, ticket, highways)

    assert ada.post(f"/desk/hand-overs/{hand_over_id}/attempts").status_code == 403


def test_a_ticket_that_ends_before_it_is_sent_stays_here(ada, dev, ticket, highways, zammad):
    hand_over_id = hands_over(dev, ticket, highways)
    ada.post(f"/tickets/{ticket.reference}/withdrawal")

    tasks.drain()

    assert (standing(hand_over_id).state, standing(hand_over_id).fault) == ("failed", "ended")
    assert zammad.asked == []
    assert "Nothing. Every hand-over" in dev.get("/desk/outside").text


def test_what_ended_too_early_is_handed_over_when_it_goes_on(
    ada, dev, ticket, highways, zammad, monday
):
    hand_over_id = hands_over(dev, ticket, highways)
    ada.post(f"/tickets/{ticket.reference}/withdrawal")
    tasks.drain()
    assert "Highways" not in ada.get(f"/tickets/{ticket.reference}").text

    ada.post(f"/tickets/{ticket.reference}/messages", body="It is back.", nonce="n")
    dev.post(f"/desk/tickets/{ticket.reference}/hand-overs", desk=highways)
    tasks.drain()

    assert standing(hand_over_id).is_handed
    assert len(zammad.tickets) == 1


def test_a_service_hands_its_tickets_over_by_itself(adam, ada, parking, zammad, deliver):
    keeps_desk(adam, "Highways", "zammad", zammad.address, target="Highways", at_once=True)

    escalates(ada, asks(ada, parking, "A hole in Mill Lane"))
    deliver()

    assert len(zammad.tickets) == 1


def test_a_kind_that_only_managers_see_is_not_handed_over_by_itself(
    adam, ada, dev, parking, zammad, deliver
):
    keeps_desk(adam, "Highways", "zammad", zammad.address, target="Highways", at_once=True)
    ticket = escalates(ada, asks(ada, parking, "About my landlord"))
    with writing():
        found = db.merge(ticket)
        found.is_for_managers = True

    deliver()

    assert zammad.tickets == {}


def test_messages_are_passed_on_in_order_each_once(dev, ada, ticket, highways, zammad, monday):
    hand_over_id = hands_over(dev, ticket, highways)
    tasks.drain()
    for text in ("It is at number 12.", "No, at number 14."):
        ada.post(f"/tickets/{ticket.reference}/messages", body=text, nonce=text)
    with fresh_reading():
        ids = list(db.scalars(select(Message.id).order_by(Message.id)))[-2:]
    for message_id in (*ids, ids[0]):
        dev.post(f"/desk/hand-overs/{hand_over_id}/messages", message=message_id)
    zammad.plan = ["fine", "drop after"]

    for _ in range(4):
        tasks.drain()
        monday.shift(timedelta(minutes=2))

    assert zammad.texts_of_ours(1) == ["It is at number 12.", "No, at number 14."]


def test_a_note_between_staff_is_never_passed_on(dev, ticket, highways, zammad):
    hand_over_id = hands_over(dev, ticket, highways)
    tasks.drain()
    dev.post(
        f"/desk/tickets/{ticket.reference}/messages",
        body="Keep an eye on this one.",
        visibility="internal",
    )
    with fresh_reading():
        note_id = db.scalars(select(InternalNote.id)).one()

    answer = dev.post(f"/desk/hand-overs/{hand_over_id}/messages", message=note_id)
    tasks.drain()

    assert answer.status_code == 403
    assert zammad.texts_of_ours(1) == []


def test_why_an_advocate_brought_it_is_not_handed_over_as_the_words_of_the_person(
    ada, ben, dev, parking, highways, zammad
):
    for person, rung in ((ada, Rung.REGULAR), (ben, Rung.ADVOCATE)):
        person.stands_on(rung)
    with writing():
        topic, body = db.get_one(Topic, parking.id), write_up("It has been dark for weeks.")
        idea = propose(by=ada.member, topic=topic, title="Light at the stop", body=body)
        ticket, _ = escalate_idea(idea, by=ben.member, reason="Her sister told me that she fell.")
    hands_over(dev, ticket, highways)
    tasks.drain()

    assert zammad.articles[0]["body"].startswith("Light at the stop")


def test_open311_10_what_takes_no_comments_says_so_and_loses_none(dev, ada, ticket, roads):
    hand_over_id = hands_over(dev, ticket, roads)
    tasks.drain()
    ada.post(f"/tickets/{ticket.reference}/messages", body="It is worse now.", nonce="n")
    with fresh_reading():
        message_id = db.scalars(select(Message.id).order_by(Message.id.desc())).first()

    answer = dev.post(f"/desk/hand-overs/{hand_over_id}/messages", message=message_id)

    assert answer.status_code == 403
    assert "takes no later messages" in answer.text
    assert "It is worse now." in dev.get(f"/desk/tickets/{ticket.reference}").text


def test_a_desk_that_fails_is_left_alone_and_then_asked_again(
    dev, ticket, highways, zammad, monday
):
    hands_over(dev, ticket, highways)
    zammad.goes_down(timedelta(minutes=20))
    for _ in range(3):
        tasks.drain()
        monday.shift(timedelta(minutes=4))
    asked = len(zammad.asked)

    tasks.drain()
    with fresh_reading():
        contact = db.get_one(DeskContact, highways)
    assert len(zammad.asked) == asked
    assert contact.failures == 3
    assert contact.rests_until is not None
    assert "They did not answer" in dev.get("/desk/outside").text


def test_a_desk_in_this_house_is_handed_to_without_a_call(adam, dev, ticket, parking):
    desk_id = keeps_desk(adam, "Works team", "internal", "")
    hand_over_id = hands_over(dev, ticket, desk_id)

    tasks.drain()

    assert standing(hand_over_id).is_handed


def test_an_inner_address_nobody_named_is_not_called(adam, dev, ticket, parking, config):
    desk_id = keeps_desk(
        adam, "Inner", "zammad", "http://127.0.0.1:9", target="Highways", states=STATES
    )
    hand_over_id = hands_over(dev, ticket, desk_id)

    tasks.drain()

    assert (standing(hand_over_id).state, standing(hand_over_id).fault) == (
        "waiting",
        "not_reached",
    )


def test_tickets_of_one_desk_do_not_wait_for_another(
    adam, dev, ada, ticket, parking, highways, roads, zammad, georeport
):
    other = escalates(ada, asks(ada, parking, "The sign is gone"))
    hands_over(dev, ticket, highways)
    hand_over_id = hands_over(dev, other, roads)
    zammad.goes_down(timedelta(hours=1))

    tasks.drain()

    assert standing(hand_over_id).is_handed
    assert len(georeport.requests) == 1


def test_what_somebody_wrote_in_private_reaches_the_other_desk_too(dev, letter, highways, zammad):
    hands_over(dev, letter, highways)
    tasks.drain()

    assert len(zammad.tickets) == 1
    with fresh_reading():
        said = db.scalars(select(Message.body).where(Message.ticket_id == letter.id)).one()
    assert said.strip() in zammad.articles[0]["body"]
