"""What goes wrong in the escalation plugins of other forums, by its number in our reference."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from forum.kernel.clock import now
from forum.kernel.db import db, fresh_reading, writing
from moderation.handover import tasks
from moderation.handover.models import HandOver, OutsideComment
from tests.moderation.conftest import answers, as_stored, asks, escalates
from tests.moderation.handover.conftest import hands_over, keeps_desk, standing
from tests.moderation.handover.schedules import calls_us


def test_defect_1_a_crash_between_their_yes_and_our_row_makes_no_second_ticket(
    dev, ticket, highways, zammad, monday
):
    hand_over_id = hands_over(dev, ticket, highways)
    zammad.plan = ["fine", "drop after"]
    tasks.drain()
    assert len(zammad.tickets) == 1

    monday.shift(timedelta(minutes=2))
    tasks.drain()

    assert len(zammad.tickets) == 1
    assert standing(hand_over_id).remote_id == "1"


def test_defect_2_two_at_once_are_one_by_constraint(dev, ticket, highways):
    one = standing(hands_over(dev, ticket, highways))
    facts = {"ticket_id": one.ticket_id, "desk_id": one.desk_id}

    with pytest.raises(IntegrityError), writing():
        db.add(HandOver(key="another", due_at=now(), asked_at=now(), **facts))


def test_defect_3_a_person_unknown_there_does_not_lose_the_ticket(
    ada, dev, ticket, highways, zammad
):
    ada.post(
        f"/tickets/{ticket.reference}/consent",
        desk=highways,
        notice="The highways office gets your name and e-mail, to ask you where it is.",
    )
    hand_over_id = hands_over(dev, ticket, highways)

    tasks.drain()

    assert standing(hand_over_id).is_handed
    assert zammad.tickets[1]["customer_id"] == "guess:ada@example.org"
    assert all("users" not in path for _, path in zammad.asked)


def test_defect_4_the_key_there_is_ours_alone(ada, dev, parking, ticket, highways, zammad):
    other = escalates(ada, asks(ada, parking, "Another"))
    keys = {standing(hands_over(dev, one, highways)).key for one in (ticket, other)}

    tasks.drain()

    assert len(keys) == 2
    assert all(len(key) == 32 for key in keys)
    assert {row["title"].split("[")[1].rstrip("]") for row in zammad.tickets.values()} == keys


def test_defect_5_two_quick_replies_are_both_heard(visitor, dev, ticket, highways, zammad):
    hand_over_id = hands_over(dev, ticket, highways)
    tasks.drain()
    for text in ("We have it.", "A crew comes at noon."):
        zammad.agent_writes(1, text)
    headers, body = zammad.calls[-1]  # the first call is lost

    calls_us(visitor, highways, headers, body)
    tasks.look()

    rows = select(OutsideComment.body).where(OutsideComment.hand_over_id == hand_over_id)
    with fresh_reading():
        found = list(db.scalars(rows.order_by(OutsideComment.id)))
    assert found == ["We have it.", "A crew comes at noon."]


def test_defect_7_a_field_of_theirs_holds_our_key_as_their_documents_say(
    adam, dev, ticket, parking, zammad, monday
):
    facts = {"target": "Highways", "key_field": "folkmoot_key"}
    desk_id = keeps_desk(adam, "Highways", "zammad", zammad.address, **facts)
    hand_over_id = hands_over(dev, ticket, desk_id)
    zammad.plan = ["fine", "drop after"]
    tasks.drain()
    monday.shift(timedelta(minutes=2))
    tasks.drain()

    key = standing(hand_over_id).key
    assert zammad.tickets[1]["folkmoot_key"] == key
    assert key not in zammad.tickets[1]["title"]
    assert len(zammad.tickets) == 1


def test_defect_8_a_secret_in_the_address_opens_nothing(visitor, dev, ticket, highways, zammad):
    hand_over_id = hands_over(dev, ticket, highways)
    tasks.drain()
    body = json.dumps({"ticket": {"id": 1}}).encode()

    with visitor.app.app_context():
        path = f"/outside-desks/{highways}/calls?token={zammad.secret}"
        answer = visitor.app.test_client().post(path, data=body)

    assert answer.status_code == 403
    assert standing(hand_over_id).look_at is None


def test_defect_9_no_address_is_handed_to_others_without_notice_and_yes(
    ada, dev, ticket, highways, roads, zammad, georeport
):
    for desk_id in (highways, roads):
        hands_over(dev, ticket, desk_id)
    tasks.drain()

    sent = json.dumps([zammad.tickets, zammad.articles, georeport.sent])
    assert "ada@example.org" not in sent
    assert "gets your name and e-mail" in ada.get(f"/tickets/{ticket.reference}").text


def test_defect_11_a_wrong_password_is_said_and_tried_again(
    adam, dev, visitor, ticket, highways, zammad, monday
):
    adam.post(f"/desk/outside/{highways}/password", out="not-the-token", theirs="")
    hand_over_id = hands_over(dev, ticket, highways)
    for _ in range(4):
        tasks.drain()
        monday.shift(timedelta(minutes=8))
    assert standing(hand_over_id).state == "waiting"
    told = "They do not accept our password."
    assert told in dev.get(f"/desk/tickets/{ticket.reference}").text
    assert "An outside desk does not answer" in visitor.get("/readyz").json["parts"]["hand-overs"]

    adam.post(f"/desk/outside/{highways}/password", out="their-token", theirs="")
    tasks.drain()

    assert standing(hand_over_id).is_handed
    assert told not in dev.get(f"/desk/tickets/{ticket.reference}").text


def test_defect_12_when_a_neighbour_solves_it_the_other_desk_is_told(
    ada, ben, dev, question, ticket, highways, zammad, deliver, monday
):
    hands_over(dev, ticket, highways)
    tasks.drain()
    answer_id = answers(ben, question)
    ada.post(f"/threads/{question}/solution", answer_id=answer_id, wanted="yes")
    ada.post(f"/tickets/{ticket.reference}/withdrawal", reason="solved_by_peer")
    deliver()
    monday.shift(timedelta(minutes=1))
    deliver()

    assert as_stored(ticket.id).state == "withdrawn"
    assert zammad.tickets[1]["state"] == "closed"
    assert zammad.texts_of_ours(1) == [f"{ticket.reference} here: Withdrawn"]
    with fresh_reading():
        assert db.scalar(select(func.count()).select_from(HandOver)) == 1
