"""The group that looks after one topic of the demo borough: its coach, its week, what it writes."""

from functools import partial

from sqlalchemy import select

from forum.accounts.models import Member
from forum.helping import actions
from forum.kernel.db import db
from forum.kernel.diary import Diary
from forum.kernel.written import write_up
from forum.services.demo import at_desk
from forum.topics.queries import topic_called

TOPIC, OTHER = "bins", "parking"
ADVOCATE = "Joyce Adeyemi"
COACH, CHOOSER = "Wanda Brook", "Cleo Marsh"
OTHER_COACH = "Dev Patel"
TIMES = ((0, "evening"), (2, "evening"), (5, "morning"))
SAID = (
    (
        "30w 10:20",
        COACH,
        "Welcome, and thank you for looking after the bins with us. Write here when a question "
        "needs something only we know.",
    ),
    (
        "12 19:40",
        ADVOCATE,
        "Three people asked about the new collection days in one week. Is there a list that I can "
        "point them to?",
    ),
    (
        "11w 09:15",
        COACH,
        "There is one now: it is on the page of the waste service, under *Collection days*. Well "
        "spotted.",
    ),
    ("2 20:05", ADVOCATE, "Somebody asks about garden waste in winter, and I am not sure."),
)


def load(diary: Diary) -> None:
    diary.write(diary.when("40w 11:00"), _choose)
    diary.write(diary.when("38 18:30"), _adopt)
    for when, who, words in SAID:
        moment = diary.when(when)
        moment = moment if who == ADVOCATE else at_desk(moment)
        diary.write(moment, partial(_say, who, words))


def _choose() -> None:
    by = _called(CHOOSER)
    for slug, coach in ((TOPIC, COACH), (OTHER, OTHER_COACH)):
        actions.choose_coach(topic_called(slug), _called(coach), by=by)


def _adopt() -> None:
    by = _called(ADVOCATE)
    actions.adopt(topic_called(TOPIC), by=by)
    actions.set_hours(TOPIC, by=by, times=TIMES, away_until=None)


def _say(who: str, words: str) -> None:
    by, body = _called(who), write_up(words)
    if who == COACH:
        actions.write_as_staff(topic_called(TOPIC), body, by=by)
    else:
        actions.write(TOPIC, body, by=by)


def _called(name: str) -> Member:
    return db.scalars(select(Member).where(Member.name == name)).one()
