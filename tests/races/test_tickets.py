"""Escalations, claims and answers from four processes at once: one of each."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import aliased

from forum.accounts.standing import Role
from forum.kernel.clock import now
from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.threads.models import Answer, MeToo, Thread
from moderation.helpdesk.actions import open_contact
from moderation.helpdesk.models import Affected, Message, StateMove, Ticket
from tests.races.auditor import faults
from tests.races.crowd import crowd, question
from tests.races.racing import RACERS, Deed


@pytest.fixture
def reference(app, parking, racers):
    """A ticket of a question that nobody could answer."""
    asked = question(parking)
    outcomes = racers.all_do(app, "escalate", member_id=asked.asker_id, thread_id=asked.id)
    return outcomes[0].result[0]


def all_claim(app, racers, reference, agents):
    lanes = [[("claim", {"member_id": agent, "reference": reference})] for agent in agents]
    return [outcome for outcome in racers.race(app, *lanes) if not outcome.refused]


@pytest.mark.parametrize("lock", [True, False], ids=["in a queue", "all at once"])
def test_four_escalations_of_one_thread_are_one_ticket(app, parking, racers, deliver, lock):
    for asked in [question(parking) for _ in range(5)]:
        facts = {"member_id": asked.asker_id, "thread_id": asked.id, "lock": lock}

        outcomes = racers.all_do(app, "escalate", **facts)

        references = {reference for reference, _ in (outcome.result for outcome in outcomes)}
        assert len(references) == 1
        assert [is_new for _, is_new in (o.result for o in outcomes)].count(True) == 1
    deliver()
    assert db.query(Ticket).where(Ticket.is_live).count() == 5
    assert faults() == []


def test_two_timers_an_author_and_staff_make_one_ticket_of_a_question(
    app, parking, racers, deliver
):
    for asked in [question(parking) for _ in range(5)]:
        long_ago = now() - timedelta(days=30)
        (agent,) = crowd(1, role=Role.AGENT)
        with writing():
            db.query(Thread).where(Thread.id == asked.id).update({Thread.asked_at: long_ago})
        here = {"thread_id": asked.id}
        people = [("escalate", {"member_id": m} | here) for m in (asked.asker_id, agent)]
        timers: list[Deed] = [("escalate_by_rule", {})] * 2

        racers.race(app, *[[deed] for deed in (*timers, *people)])

    deliver()
    assert db.query(Ticket).count() == db.query(Ticket).where(Ticket.is_live).count() == 5
    assert faults() == []


def test_nobody_who_pressed_me_too_is_forgotten_when_it_becomes_a_ticket(
    app, parking, racers, deliver
):
    people, asked = crowd(24), question(parking)
    escalation = ("escalate", {"member_id": asked.asker_id, "thread_id": asked.id})
    shares = [("share", {"member_id": p, "thread_id": asked.id, "wanted": True}) for p in people]

    racers.race(app, [*shares[:8]], [*shares[8:16]], [*shares[16:]], [escalation])
    deliver()

    assert db.query(MeToo).count() == db.query(Affected).count() == 24
    assert faults() == []


def test_one_of_four_agents_gets_the_ticket(app, racers, reference):
    winners = all_claim(app, racers, reference, crowd(RACERS, role=Role.AGENT))

    ticket = db.query(Ticket).one()
    assert [winner.result for winner in winners] == [ticket.assignee_id]
    assert faults() == []


def test_when_a_claim_runs_out_one_of_four_gets_it(app, racers, reference):
    agents = crowd(RACERS, role=Role.AGENT)
    for _ in range(4):
        with writing():
            db.query(Ticket).update({Ticket.lease_until: now() - timedelta(minutes=1)})

        assert len(all_claim(app, racers, reference, agents)) == 1


def test_an_answer_pressed_four_times_is_one_answer(app, racers, reference, deliver):
    (agent,) = crowd(1, role=Role.AGENT)

    facts = {"text": "We sent it again.", "nonce": "one form"}
    racers.all_do(app, "reply", member_id=agent, reference=reference, **facts)
    deliver()

    assert db.query(Answer).where(Answer.is_official).count() == 1
    assert db.query(Message).where(Message.body == "We sent it again.").count() == 1
    assert db.query(StateMove).where(StateMove.state == "answered").count() == 1
    assert faults() == []


def test_two_agents_do_not_both_answer(app, racers, reference):
    agents = crowd(RACERS, role=Role.AGENT)
    lanes = [
        [("reply", {"member_id": a, "reference": reference, "text": f"By {a}.", "nonce": str(a)})]
        for a in agents
    ]

    outcomes = racers.race(app, *lanes)

    assert [bool(outcome.refused) for outcome in outcomes].count(False) == 1
    assert db.query(Answer).where(Answer.is_official).count() == 1
    assert faults() == []


def test_a_private_message_pressed_four_times_is_one_ticket(app, parking, racers, deliver):
    for nonce in ["one form", "another", "a third", "a fourth", "a fifth"]:
        facts = {"title": "My neighbour", "email": "joyce@example.org", "nonce": nonce}

        outcomes = racers.all_do(app, "contact", **facts)

        assert len({outcome.result for outcome in outcomes}) == 1
    deliver()
    assert db.query(Ticket).count() == db.query(Message).count() == 5
    assert faults() == []


def test_of_two_joined_tickets_neither_shows_more_when_both_get_another_kind_at_once(
    app, parking, racers
):
    """Both are for managers or neither is: the one that goes on must not be for more people."""
    (manager,) = crowd(1, role=Role.MANAGER)
    pairs = [joined(number) for number in range(12)]
    narrow = [
        ("set_kind", {"member_id": manager, "reference": one, "kind": "legal_notice"})
        for one, _ in pairs
    ]
    wide = [
        ("set_kind", {"member_id": manager, "reference": into, "kind": "question"})
        for _, into in pairs
    ]
    lanes: list[list[Deed]] = [narrow[0::2], wide[0::2], narrow[1::2], wide[1::2]]

    racers.race(app, *lanes)

    into = aliased(Ticket)
    rows = select(Ticket.reference).join(into, into.id == Ticket.merged_into_id)
    shown = db.scalars(rows.where(Ticket.is_for_managers, ~into.is_for_managers)).all()
    assert len(pairs) == 12
    assert shown == []


def joined(number: int) -> tuple[str, str]:
    """A ticket for everybody at the desk that goes on in one that only managers see."""
    with writing():
        one, into = (
            open_contact(title=f"{word} {number}", body=write_up("Hello"), email="r@example.org")
            for word in ("One", "Into")
        )
        into.kind, into.is_for_managers = "legal_notice", True
        one.state, one.is_live, one.merged_into_id = "merged", False, into.id
        return one.reference, into.reference
