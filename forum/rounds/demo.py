"""Rounds of the demo borough: one everybody reads, one to be published, one that is open."""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.diary import Diary
from forum.kernel.written import write_up
from forum.rounds import actions
from forum.rounds.actions import Plan, Reply
from forum.rounds.models import QuestionRound, RoundQuestion
from forum.rounds.states import Reason, State
from forum.services.demo import at_desk

BUSES, PERMITS, BINS = "Buses in the evening", "How permits are checked", "Bins in summer"
ABOUT = {
    BUSES: "The timetable changes in spring. Ask what you want to know about it.",
    PERMITS: "Why it takes a week, who looks at what, and what we could leave out.",
    BINS: "We plan to empty the blue bins each week in summer. Ask before it is decided.",
}


def load(diary: Diary) -> None:
    """Announced, asked, answered, put right, and published.

    Days that build on one another lie three apart at least: whatever falls on a weekend is done
    on the Friday before it, and on a holiday after it.
    """
    for when, deed in (
        ("34w 10:00", partial(_announce, BUSES, 4)),
        ("34w 12:00", partial(_ask, BUSES, "Why does the last bus leave before the film ends?")),
        ("34w 12:20", partial(_ask, BUSES, "I paid twice in March. Can you look?")),
        ("34w 15:00", _answer_about_buses),
        ("30w 11:00", _put_right),
        ("22w 11:30", _publish),
        ("16w 10:00", partial(_announce, PERMITS, 4)),
        ("16w 11:00", partial(_ask, PERMITS, "Could the printer work on two days?")),
        ("9w 16:00", partial(_announce, BINS, 21)),
        ("5w 12:00", partial(_ask, BINS, "Does the lorry come earlier then?")),
        ("5w 14:00", partial(_say, "Does the lorry", "No. It comes at the same time.")),
        ("1w 15:30", partial(_ask, BINS, "What does it cost a year?")),
    ):
        diary.write(at_desk(diary.when(when)), deed)


def _announce(title: str, days: int) -> None:
    body, closes = write_up(ABOUT[title]), _later(days)
    plan = Plan(title, body, now(), closes, frozenset({_staff().id}))
    round_ = actions.prepare_round(plan, by=_staff())
    actions.move_round(round_, State.ANNOUNCED, by=_staff())


def _ask(title: str, words: str) -> None:
    actions.ask(_round(title), words, by=_advocate())


def _answer_about_buses() -> None:
    _say("Why does the last bus", "The depot closes at eleven. We ask for a later bus.")
    _say("I paid twice", "We look at it with you alone.", Reason.PERSONAL)


def _put_right() -> None:
    words = "The depot closes at midnight. We ask for a later bus from May on."
    said = Reply(write_up(words), None, "We gave the wrong hour.")
    actions.reply(_question("Why does the last bus"), said, turn=2, by=_staff())


def _publish() -> None:
    actions.close_ended()
    actions.publish_round(_round(BUSES), by=_staff())


def _say(begins: str, words: str, reason: Reason | None = None) -> None:
    actions.reply(_question(begins), Reply(write_up(words), reason), turn=1, by=_staff())


def _later(days: int) -> datetime:
    return now() + timedelta(days=days)


def _round(title: str) -> QuestionRound:
    return db.scalars(select(QuestionRound).where(QuestionRound.title == title)).one()


def _question(begins: str) -> RoundQuestion:
    rows = select(RoundQuestion).where(RoundQuestion.body.startswith(begins))
    return db.scalars(rows).one()


def _staff() -> Member:
    return db.scalars(select(Member).where(Member.name == "Mara Stone")).one()


def _advocate() -> Member:
    return db.scalars(select(Member).where(Member.name == "Joyce Adeyemi")).one()
