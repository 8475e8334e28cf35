"""What is behind several tickets of the demo borough at once. All of it is invented."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import select

from forum.alerts.models import Alert
from forum.home.demo.people import member_called
from forum.kernel.db import db
from forum.kernel.diary import Diary
from forum.kernel.written import write_up
from forum.services.demo import at_desk
from forum.services.queries import service_called
from moderation.helpdesk.demo import ticket_titled
from moderation.problems import actions, queries
from moderation.problems.actions import Facts, Words
from moderation.problems.models import Problem
from moderation.problems.states import State

HOUR = timedelta(hours=1)
BINS, FOLLOWER = "Blue bins in Fenside missed three times running", "Rukhsana Mir"
TOLD = (
    "The skip in Chapel Close goes on the last day of the month. Until then a small lorry comes "
    "every second Thursday, after the big one. You need not report a bin that was missed before."
)


@dataclass(frozen=True)
class Cause:
    """So many hours ago it was seen; it is linked with tickets, and with an alert when named."""

    hours: int
    by: str
    service: str
    title: str
    body: str
    workaround: str = ""
    cause: str = ""
    is_public: bool = True
    tickets: tuple[str, ...] = ()
    alert: str = ""
    then: State | None = None

    def facts(self) -> Facts:
        service_id, owner_id = service_called(self.service).id, member_called(self.by).id
        words = (self.title, self.body, self.workaround, self.cause)
        return Facts(*words, service_id, owner_id, self.is_public)


SKIP = Cause(
    13 * 24,
    "Wanda Brook",
    "waste",
    "Blue bins are missed where a skip stands in Chapel Close",
    "Where the skip of the building site stands the big lorry cannot turn, and leaves out the "
    "streets behind it.",
    "Put the bin at the corner of Reed Street on the day, or wait for the small lorry on Thursday.",
    "The skip stands on the turning circle. The driver ticks the whole round in one go.",
    tickets=(BINS,),
    then=State.KNOWN_ERROR,
)
CAUSES = (
    SKIP,
    Cause(
        12 * 24,
        "Dev Patel",
        "parking",
        "The permit printer reads the letter O as a nought",
        "Permits of plates with an O come out with a 0. The list of the wardens is right.",
        is_public=False,
        tickets=("One sign of our number plate is wrong on the permit",),
    ),
    Cause(
        79,
        "Sunita Rao",
        "council-tax",
        "Payments by phone broke off at the last step",
        "Since nine in the morning nobody could pay by phone.",
        "Pay online or at any library.",
        "The supplier’s certificate had run out.",
        alert="Council Tax payments by phone did not go through",
        then=State.SOLVED,
    ),
    Cause(
        3,
        "Hamish Orr",
        "housing",
        "Tannery Court warms up floor by floor",
        "After the new pump the upper floors take longest.",
        "Open the valve at the side of the radiator until it hisses, then close it.",
        "There is air in the pipes. It is let out from the second floor upwards.",
        tickets=("Radiators are cold on the second floor of Tannery Court",),
        alert="No hot water in Tannery Court, flats 1 to 24",
        then=State.KNOWN_ERROR,
    ),
)


def load(diary: Diary) -> None:
    """One of them was told to everybody it touches."""
    for cause in CAUSES:
        diary.write(diary.today - cause.hours * HOUR, partial(_see, cause))
        diary.write(diary.today - (cause.hours - 2) * HOUR, partial(_go_on, cause))
    told_at = at_desk(diary.when("7w 10:00"))
    diary.write(told_at, _follow)
    diary.write(told_at, _tell)


def _named(cause: Cause) -> Problem:
    rows = select(Problem.id).where(Problem.title == cause.title)
    return queries.problem_numbered(db.scalars(rows).one(), lock=True)


def _see(cause: Cause) -> None:
    by = member_called(cause.by)
    problem = actions.open_problem(cause.facts(), by=by)
    for title in cause.tickets:
        ticket = ticket_titled(title)
        for subject_id in filter(None, (ticket.id, ticket.source_id)):
            actions.link(problem, subject_id, by=by)
    if cause.alert:
        alert = db.scalars(select(Alert).where(Alert.title == cause.alert)).one()
        actions.set_alert(problem, alert, by=by)


def _go_on(cause: Cause) -> None:
    if cause.then is not None:
        problem = _named(cause)
        actions.move(problem, cause.then, by=member_called(cause.by), version=problem.version)


def _follow() -> None:
    actions.follow(_named(SKIP), by=member_called(FOLLOWER))


def _tell() -> None:
    """The worker would tell them one by one; here all of them hear it at once."""
    by, problem, body = member_called(SKIP.by), _named(SKIP), write_up(TOLD)
    whom = queries.whom_it_reaches(problem, publicly=True).mark
    words = Words(body, body)
    update = actions.tell_all(problem, words, by=by, whom=whom, nonce="demo-skip")
    for sent_id in queries.unsent_of(update.id):
        actions.deliver(sent_id)
