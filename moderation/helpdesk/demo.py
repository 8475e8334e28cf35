"""A few tickets for the demo town, each in another state; safe to repeat."""

from sqlalchemy import select

from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.kernel.db import db, writing
from forum.kernel.written import write_up
from forum.services.models import Service
from forum.threads.models import Thread
from moderation.helpdesk import actions
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.states import State

ANSWER = """\
Thank you for telling us. We have looked at it, and the mistake is on our side.

A team comes this week to put it right. If it is not right on Monday, say so here and we go on.
"""
QUESTION = "Thank you for writing. Can you tell us which street it is about, and since when?"
LETTERS = [
    (
        "Blue badge has not come",
        "I sent my form three weeks ago and have heard nothing. I need it to see my doctor.",
    ),
    (
        "Noise from the works at night",
        "The works on the bridge go on until two at night. Is that allowed?",
    ),
]


def load() -> None:
    """Needs the threads and the people of the demo town; does nothing without them."""
    with writing():
        agent = db.scalar(select(Member).where(Member.role == Role.AGENT).order_by(Member.id))
        if agent is None or db.scalar(select(Ticket.id).limit(1)) or not _has_services():
            return
        _from_threads(agent)
        _from_letters(agent)


def _has_services() -> bool:
    return db.scalar(select(Service.id).limit(1)) is not None


def _from_threads(agent: Member) -> None:
    """One answered on its thread, one being worked on, one that nobody has read yet."""
    unsolved = select(Thread).where(Thread.solution_id.is_(None), Thread.state == "visible")
    threads = db.scalars(unsolved.order_by(Thread.id).limit(3)).all()
    tickets = [actions.escalate_thread(thread, by=agent)[0] for thread in threads]
    for ticket in tickets[:1]:
        actions.answer_ticket(ticket, by=agent, body=write_up(ANSWER))
    for ticket in tickets[1:2]:
        actions.claim(ticket, by=agent)
        actions.move_along(ticket, State.OPEN, by_id=agent.id, reason="by_hand")


def _from_letters(agent: Member) -> None:
    """One that waits for the person, one that is new."""
    tickets = [
        actions.open_contact(
            title=title, body=write_up(body), email="visitor@example.org", name="Robin Vane"
        )
        for title, body in LETTERS
    ]
    waiting, _ = tickets
    asked = write_up(QUESTION)
    actions.move(waiting, State.WAITING_CITIZEN, by=agent, text=asked)
