"""What the other side says is heard once, is never older than what we know, and never public."""

import json
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select

from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading
from moderation.handover import tasks
from moderation.handover.models import DeskContact, HandOver, OutsideCall, OutsideComment
from moderation.handover.webhook import signed_headers
from moderation.helpdesk.models import Message, StateMove
from tests.moderation.conftest import as_stored
from tests.moderation.handover.conftest import SIGNING, STATES, hands_over, keeps_desk, standing
from tests.moderation.handover.schedules import MEANT, calls_us


@pytest.fixture
def handed(dev, ticket, highways):
    hand_over_id = hands_over(dev, ticket, highways)
    tasks.drain()
    return hand_over_id


@pytest.fixture
def told(dev, ticket, contractor):
    """Handed to a desk that calls us with what changed."""
    hand_over_id = hands_over(dev, ticket, contractor)
    tasks.drain()
    return standing(hand_over_id)


def says(visitor, one, id_: str, *, secret=SIGNING, at=None, **facts: Any) -> int:
    told = {"type": "ticket.updated", "timestamp": now().isoformat()}
    body = json.dumps(told | {"data": {"key": one.key} | facts}).encode()
    headers = signed_headers(secret, id_, body, at=at or now())
    return calls_us(visitor, one.desk_id, headers, body)


def test_a_call_makes_us_go_and_look(visitor, ticket, handed, highways, zammad):
    zammad.agent_moves(1, "closed")
    headers, body = zammad.calls[-1]

    assert calls_us(visitor, highways, headers, body) == 204
    tasks.look()

    assert standing(handed).remote_state == "closed"
    assert as_stored(ticket.id).state == "open"


def test_the_same_call_twice_is_one_look(visitor, handed, highways, zammad):
    zammad.agent_writes(1, "A crew is on the way.")
    for _ in range(2):
        calls_us(visitor, highways, *zammad.calls[-1])
    tasks.look()
    calls_us(visitor, highways, *zammad.calls[-1])
    asked = len(zammad.asked)
    tasks.look()

    assert len(zammad.asked) == asked
    with fresh_reading():
        assert db.scalar(select(func.count()).select_from(OutsideComment)) == 1


@pytest.mark.parametrize("wrong", ["nothing", "another secret", "another body", "sha256"])
def test_a_call_with_a_wrong_signature_is_not_heard(visitor, handed, highways, zammad, wrong):
    zammad.secret = "not it" if wrong == "another secret" else zammad.secret
    zammad.agent_moves(1, "closed")
    headers, body = zammad.calls[-1]
    if wrong == "nothing":
        headers.pop("X-Hub-Signature")
    if wrong == "sha256":
        headers["X-Hub-Signature"] = headers["X-Hub-Signature"].replace("sha1", "sha256")

    sent = body + b" " if wrong == "another body" else body
    assert calls_us(visitor, highways, headers, sent) == 403
    assert standing(handed).look_at is None


def test_nobody_learns_from_the_door_which_desks_there_are(visitor, highways):
    assert calls_us(visitor, 999, {}, b"{}") == 404
    assert calls_us(visitor, highways, {}, b"{}") == 403


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"data": 7}', b"\xff", b"[" * 100_000])
def test_a_signed_call_that_cannot_be_read_is_said_so(visitor, contractor, body):
    headers = signed_headers(SIGNING, "1", body, at=now())

    assert calls_us(visitor, contractor, headers, body) == 422


def test_a_signed_call_is_taken_in(visitor, ticket, told):
    comments = [{"id": "c1", "text": "A crew is on the way."}]

    assert says(visitor, told, "1", state="closed", number="K-7", comments=comments) == 204

    assert standing(told.id).remote_number == "K-7"
    assert as_stored(ticket.id).state == "open"


def test_a_signed_call_of_yesterday_is_not_heard(visitor, told):
    old = now() - timedelta(minutes=6)

    assert says(visitor, told, "1", at=old, state="closed") == 403
    assert says(visitor, told, "1", secret="whsec_bm90IGl0", state="closed") == 403
    assert standing(told.id).remote_state is None


def test_what_is_older_does_not_overwrite_what_is_newer(visitor, ticket, told, monday):
    earlier = now().isoformat()
    monday.shift(timedelta(minutes=2))
    says(visitor, told, "2", state="closed", updated_at=now().isoformat())

    comments = [{"id": "c1", "text": "We are looking at it."}]
    assert says(visitor, told, "1", state="open", updated_at=earlier, comments=comments) == 204

    assert standing(told.id).remote_state == "closed"
    assert as_stored(ticket.id).state == "open"
    with fresh_reading():
        assert db.scalar(select(func.count()).select_from(OutsideComment)) == 1


def test_signed_calls_in_any_order_end_in_the_newest_state(visitor, ticket, told, monday):
    for seed in range(15):
        order, calls = Random(seed), []
        for number in range(6):
            monday.shift(timedelta(seconds=20))
            state = order.choice(list(MEANT))
            comments = [{"id": f"{seed}-{number}", "text": f"Word {number}"}]
            facts = {"state": state, "updated_at": now().isoformat(), "comments": comments}
            calls.append((f"{seed}-{number}", facts))
        newest = calls[-1][1]["state"]
        for id_, facts in order.sample(calls * 2, k=12):
            assert says(visitor, told, id_, **facts) == 204

        assert standing(told.id).remote_state == newest
        assert as_stored(ticket.id).state == MEANT[newest]
    with fresh_reading():
        assert db.scalar(select(func.count()).select_from(OutsideComment)) == 15 * 6


def test_hostile_words_of_theirs_are_kept_harmlessly(visitor, dev, ticket, told):
    text = "<script>alert(1)</script> \ud800 \x00 ![x](javascript:alert(1))"

    says(
        visitor,
        told,
        "1",
        state="closed",
        url="javascript:alert(1)",
        number="<b>7</b>",
        comments=[{"id": "c1", "text": text}],
    )

    page = dev.get(f"/desk/tickets/{ticket.reference}").text
    assert "<script>alert" not in page
    assert 'javascript:alert(1)"' not in page
    assert "<b>7</b>" not in page


def test_a_lost_call_is_made_good_by_the_clock(ticket, handed, zammad, monday):
    monday.shift(timedelta(minutes=30))
    zammad.agent_moves(1, "closed")
    zammad.calls.clear()

    tasks.poll()

    assert standing(handed).remote_state == "closed"
    assert as_stored(ticket.id).state == "open"


def test_open311_11_what_changes_there_reaches_us_in_one_call(dev, ticket, roads, georeport):
    hand_over_id = hands_over(dev, ticket, roads)
    tasks.drain()
    georeport.changes("638344", "closed", "Filled on Monday.")

    tasks.poll()

    assert standing(hand_over_id).remote_state == "closed"
    assert as_stored(ticket.id).state == "open"
    with fresh_reading():
        assert db.scalars(select(OutsideComment.body)).one() == "Filled on Monday."


def test_open311_15_two_states_there_do_not_take_our_own_history_away(
    dev, ada, ticket, roads, georeport
):
    dev.post(f"/desk/tickets/{ticket.reference}/messages", body="We look.", visibility="private")
    hands_over(dev, ticket, roads)
    tasks.drain()
    georeport.changes("638344", "closed", "Filled on Monday.")
    tasks.poll()

    with fresh_reading():
        moves = db.scalars(select(StateMove.state).order_by(StateMove.id)).all()
    assert moves == ["new", "open", "waiting_third_party", "open"]
    assert "We look." in ada.get(f"/tickets/{ticket.reference}").text


def test_a_state_nobody_has_explained_is_kept_and_told_of(
    adam, dev, visitor, ticket, handed, highways, zammad
):
    zammad.agent_moves(1, "pending reminder")
    calls_us(visitor, highways, *zammad.calls[-1])

    tasks.look()

    assert as_stored(ticket.id).state == "waiting_third_party"
    assert standing(handed).is_unmapped
    assert "pending reminder" in dev.get("/desk/outside").text
    assert "nobody has explained" in visitor.get("/readyz").json["parts"]["hand-overs"]
    assert "folkmoot_hand_overs_unmapped 1.0" in visitor.get("/metrics").text


def test_once_a_state_is_explained_it_is_followed(adam, dev, ticket, handed, highways, zammad):
    zammad.agent_moves(1, "solved")
    tasks.poll()
    assert standing(handed).is_unmapped

    form = {"name": "Highways office", "kind": "zammad", "address": zammad.address}
    form |= {"target": "Highways", "states": "solved = open", "services": "parking"}
    _saves(adam, highways, form)
    tasks.compare()

    assert not standing(handed).is_unmapped
    assert as_stored(ticket.id).state == "open"


def test_what_differs_at_night_is_counted_and_mended(dev, visitor, ticket, handed, zammad, monday):
    zammad.agent_moves(1, "closed")
    monday.shift(timedelta(hours=3))
    with fresh_reading():
        desk_id = db.get_one(HandOver, handed).desk_id

    tasks.compare()

    with fresh_reading():
        assert db.get_one(DeskContact, desk_id).drifted == 1
    assert "Their state was another one than ours" in dev.get("/desk/outside").text
    assert "folkmoot_hand_overs_drifted 1.0" in visitor.get("/metrics").text
    assert standing(handed).remote_state == "closed"
    tasks.compare()
    assert standing(handed).drift is None


def test_what_was_taken_away_there_is_not_made_anew(dev, handed, zammad, monday):
    zammad.tickets.clear()

    tasks.compare()
    monday.shift(timedelta(hours=1))
    tasks.drain()

    assert standing(handed).drift == "missing"
    assert zammad.tickets == {}
    assert "It is not there any more on their side." in dev.get("/desk/outside").text


def test_two_of_the_same_there_are_told_of(dev, ticket, highways, zammad):
    hand_over_id = hands_over(dev, ticket, highways)
    key = standing(hand_over_id).key
    for id_ in (1, 2):
        row = {"id": id_, "number": str(id_), "state": "new", "title": key}
        zammad.tickets[id_] = row | {"updated_at": "2026-03-02T10:00:00Z"}

    tasks.drain()

    assert (standing(hand_over_id).remote_id, standing(hand_over_id).drift) == ("1", "twice")
    assert "more than one of it" in dev.get("/desk/outside").text


def test_their_words_wait_for_staff_who_send_them_to_the_person(
    dev, ada, visitor, ticket, question, handed, highways, zammad, deliver
):
    zammad.agent_writes(1, "A crew is on the way.")
    tasks.poll()
    assert "A crew is on the way." not in ada.get(f"/tickets/{ticket.reference}").text
    assert "A crew is on the way." in dev.get(f"/desk/tickets/{ticket.reference}").text

    with fresh_reading():
        comment_id = db.scalars(select(OutsideComment.id)).one()
    for _ in range(2):
        dev.post(f"/desk/outside-messages/{comment_id}/outcome", outcome="send")

    page = ada.get(f"/tickets/{ticket.reference}").text
    assert "Highways office writes:" in page
    assert page.count("A crew is on the way.") == 1
    assert (
        "A crew is on the way."
        not in visitor.get(f"/threads/{question}", follow_redirects=True).text
    )


def test_what_nobody_needs_is_put_aside(dev, ada, ticket, handed, zammad):
    zammad.agent_writes(1, "Internal number 7.")
    tasks.poll()
    with fresh_reading():
        comment_id = db.scalars(select(OutsideComment.id)).one()

    assert (
        ada.post(f"/desk/outside-messages/{comment_id}/outcome", outcome="send").status_code == 403
    )
    dev.post(f"/desk/outside-messages/{comment_id}/outcome", outcome="aside")

    assert "Put aside" in dev.get(f"/desk/tickets/{ticket.reference}").text
    assert "Internal number 7." not in ada.get(f"/tickets/{ticket.reference}").text


def test_the_desks_own_setting_sends_their_words_to_the_person_alone(
    adam, ada, dev, visitor, parking, ticket, question, zammad, deliver
):
    states = [*STATES[1:], ["closed", "answered"]]
    facts = {"target": "Highways", "states": states, "tells_citizen": True}
    desk_id = keeps_desk(adam, "Highways", "zammad", zammad.address, **facts)
    hands_over(dev, ticket, desk_id)
    tasks.drain()
    zammad.agent_writes(1, "Filled this morning.")
    zammad.agent_moves(1, "closed")

    tasks.poll()

    assert as_stored(ticket.id).state == "answered"
    page = ada.get(f"/tickets/{ticket.reference}").text
    assert "Highways writes:" in page
    assert "The council" in page
    assert (
        "Filled this morning."
        not in visitor.get(f"/threads/{question}", follow_redirects=True).text
    )


def test_done_without_a_word_to_the_person_is_back_with_us(adam, dev, ticket, parking, zammad):
    facts = {"target": "Highways", "states": [["closed", "answered"], ["new", "open"]]}
    desk_id = keeps_desk(adam, "Highways", "zammad", zammad.address, **facts)
    hands_over(dev, ticket, desk_id)
    tasks.drain()
    zammad.agent_moves(1, "closed")

    tasks.poll()

    assert as_stored(ticket.id).state == "open"


def test_old_calls_are_forgotten_after_a_month(visitor, handed, highways, zammad, monday):
    zammad.agent_moves(1, "closed")
    calls_us(visitor, highways, *zammad.calls[-1])
    monday.shift(timedelta(days=31))

    tasks.forget_old_calls()

    with fresh_reading():
        assert db.scalar(select(func.count()).select_from(OutsideCall)) == 0


def test_what_is_told_to_the_person_is_said_by_nobody_here(adam, dev, ticket, parking, zammad):
    facts = {"target": "Highways", "states": STATES, "tells_citizen": True}
    desk_id = keeps_desk(adam, "Highways", "zammad", zammad.address, **facts)
    hands_over(dev, ticket, desk_id)
    tasks.drain()
    zammad.agent_writes(1, "It is filled.")
    tasks.poll()

    with fresh_reading():
        message = db.scalars(select(Message).order_by(Message.id.desc()).limit(1)).one()
    assert (message.author_id, message.is_from_staff, message.visibility) == (None, True, "private")


def _saves(person, desk_id, form):
    page = person.post(f"/desk/outside/{desk_id}/edit", version="1", **form)
    seen = page.text.split('name="seen" value="')[1].split('"')[0]
    answer = person.post(f"/desk/outside/{desk_id}/edit", version="1", seen=seen, **form)
    assert answer.status_code == 303, answer.text
