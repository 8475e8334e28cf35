"""Hats of the demo borough: two partners, one of them taken back, and a team of the council."""

from datetime import timedelta
from functools import partial

from sqlalchemy import select

from forum.accounts.models import Member
from forum.hats import actions
from forum.hats.kinds import Kind
from forum.hats.models import Hat, HatGrant
from forum.hats.queries import wearable_by
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.diary import Diary
from forum.services.demo import at_desk
from forum.threads.models import Answer, Thread

MANAGER = "Mara Stone"
CARERS, ADVICE, RECYCLING = "Ashmere Carers’ Centre", "Citizens Advice Ashmere", "Recycling team"
HATS = (
    (
        Kind.PARTNER,
        CARERS,
        "The Carers’ Centre helps people who look after somebody at home. Its volunteers answer "
        "here about breaks, assessments and money for carers.",
    ),
    (
        Kind.PARTNER,
        ADVICE,
        "Citizens Advice tells people their rights about rent, debt and benefits, free and in "
        "private.\n\nIt does not belong to the council.",
    ),
    (
        Kind.STAFF,
        RECYCLING,
        "The team that plans what goes into which bin. It says here how recycling works.",
    ),
)
GIVEN = (
    ("40w 10:10", CARERS, "Joyce Adeyemi", "She volunteers there on Thursdays; they asked us."),
    ("40w 10:20", ADVICE, "Ben Hallam", "He is one of their advisers; their manager wrote to us."),
    ("40w 10:30", RECYCLING, "Wanda Brook", "She leads the team."),
)
WORN = (("34 19:30", "Joyce Adeyemi"), ("34 20:10", "Ben Hallam"), ("1w 11:00", "Wanda Brook"))
"""Days after the giving, which waits for the end of holidays."""
TAKEN_BACK = ("12w 15:00", ADVICE, "He has moved on to another job. Thank you for your time.")
DAYS = 365


def load(diary: Diary) -> None:
    diary.write(at_desk(diary.when("41w 10:00")), _make)
    for when, name, who, reason in GIVEN:
        diary.write(at_desk(diary.when(when)), partial(_give, name, who, reason))
    for when, who in WORN:
        diary.write(diary.when(when), partial(_wear, who))
    when, name, reason = TAKEN_BACK
    diary.write(at_desk(diary.when(when)), partial(_take_back, name, reason))


def _make() -> None:
    by = _called(MANAGER)
    actions.switch_hats(on=True, by=by)
    for kind, name, about in HATS:
        actions.make_hat(kind, name, about, by=by)


def _give(name: str, who: str, reason: str) -> None:
    until = now() + timedelta(days=DAYS)
    actions.give(_hat(name).id, _called(who), reason, until=until, by=_called(MANAGER))


def _wear(who: str) -> None:
    """The newest answer of theirs that everybody sees."""
    by = _called(who)
    mine = select(Answer).join(Thread, Thread.id == Answer.thread_id)
    mine = mine.where(Answer.author_id == by.id, Answer.state == "visible")
    mine = mine.where(Thread.state == "visible").order_by(Answer.id.desc()).limit(1)
    if answer := db.scalar(mine):
        actions.put_on(answer, wearable_by(by)[0].id, by=by)


def _take_back(name: str, reason: str) -> None:
    grant = db.scalars(select(HatGrant).where(HatGrant.hat_id == _hat(name).id)).one()
    actions.take_back(grant, reason, by=_called(MANAGER))


def _hat(name: str) -> Hat:
    return db.scalars(select(Hat).where(Hat.name == name)).one()


def _called(name: str) -> Member:
    return db.scalars(select(Member).where(Member.name == name)).one()
