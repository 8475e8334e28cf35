"""What the demo borough tells those who help a lot: how things work, plans, a change to come."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from sqlalchemy import select

from forum.accounts.models import Member
from forum.inside import actions
from forum.inside.actions import Draft
from forum.inside.kinds import About, Kind, Outcome, State
from forum.inside.models import InsideNote
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.diary import Diary
from forum.kernel.written import write_up
from forum.services.demo import at_desk
from forum.topics.queries import topic_called

HOW_IT_WORKS = (
    "A permit goes through three pairs of hands. One of us checks the address, the printer in "
    "Dunmere makes the card, and the post brings it.\n\nThe printer works on Tuesdays only. So a "
    "permit asked for on a Wednesday takes six days longer than one asked for on a Monday."
)
BINS = (
    "We want to empty the blue bins each week in summer. It needs one more lorry, and the budget "
    "for it is decided in spring."
)
LIGHTS = "New lights in Mill Lane, so that nobody has to walk the long way round in the dark."
CLOSING = (
    "The desk in the library moves to the ground floor. On that day it opens at noon.\n\n"
    "Whoever has an appointment in the morning gets a new one by post."
)


def load(diary: Diary) -> None:
    """A note, a plan, a plan that was kept, and a change that is told early."""
    for when, deed in (
        ("12w 10:10", partial(_show, _note)),
        ("9w 11:30", partial(_show, _plan)),
        ("40w 09:50", partial(_show, _old_plan)),
        ("5w 14:20", _keep_plan),
        ("2w 15:40", partial(_show, _notice)),
    ):
        diary.write(at_desk(diary.when(when)), deed)


def _show(draft: Callable[[], Draft]) -> None:
    note = actions.write_note(draft(), by=_writer())
    actions.move_note(note, State.PUBLISHED, by=_writer())


def _note() -> Draft:
    body = write_up(HOW_IT_WORKS)
    return Draft(Kind.NOTE, _service("parking"), "Why a permit takes a week", body)


def _plan() -> Draft:
    day = _day(200)
    body = write_up(BINS)
    return Draft(Kind.PLAN, _service("bins"), "Blue bins each week", body, planned_for=day)


def _old_plan() -> Draft:
    day = _day(30)
    body = write_up(LIGHTS)
    return Draft(Kind.PLAN, _service("streets"), "Lights in Mill Lane", body, planned_for=day)


def _notice() -> Draft:
    return Draft(
        Kind.NOTICE,
        _service("council-tax"),
        "The library desk moves",
        write_up(CLOSING),
        about=About.PLANNED,
        public_at=now() + timedelta(days=10),
    )


def _keep_plan() -> None:
    note = db.scalars(select(InsideNote).where(InsideNote.title == "Lights in Mill Lane")).one()
    words = "They are up, and the way is open. It took five days more than we said."
    actions.settle_plan(note, Outcome.KEPT, words, by=_writer())


def _writer() -> Member:
    return db.scalars(select(Member).where(Member.name == "Mara Stone")).one()


def _service(topic: str) -> int:
    return topic_called(topic).service_id


def _day(days: int) -> date:
    return (now() + timedelta(days=days)).date()
