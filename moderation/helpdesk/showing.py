"""A ticket's promises as pages show them: one sentence, one row of marks, one table of days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import gettext as _

from forum.design.words import hours_words
from forum.kernel.clock import now
from forum.kernel.languages import say
from forum.services.hours import explain, tally
from forum.services.queries import usual_wait
from forum.services.wording import wait_words
from moderation.helpdesk import queries
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.promises import (
    DONE,
    FIRST_RESPONSE,
    NEXT_RESPONSE,
    RESOLUTION,
    Clock,
    Entry,
    Lasting,
    by_order,
    deadline_of,
    incidents,
    is_held_up,
    pauses,
    stands_still,
)
from moderation.helpdesk.queries import Owner
from moderation.helpdesk.wording import (
    days_of,
    just_begun,
    tally_rows,
    tally_words,
)

VOWS = {
    (FIRST_RESPONSE, "open"): "We promise a first answer by %(when)s",
    (FIRST_RESPONSE, "broken"): "We should have answered by %(when)s",
    (FIRST_RESPONSE, "kept"): "The first answer came in time, at %(when)s",
    (FIRST_RESPONSE, "late"): "The first answer came late, at %(when)s",
    (NEXT_RESPONSE, "open"): "We promise our next reply by %(when)s",
    (NEXT_RESPONSE, "broken"): "We should have replied by %(when)s",
    (NEXT_RESPONSE, "kept"): "Our reply came in time, at %(when)s",
    (NEXT_RESPONSE, "late"): "Our reply came late, at %(when)s",
    (RESOLUTION, "open"): "We promise to solve this by %(when)s",
    (RESOLUTION, "broken"): "We should have solved this by %(when)s",
    (RESOLUTION, "kept"): "We answered in time, at %(when)s",
    (RESOLUTION, "late"): "We answered late, at %(when)s",
}
EXPERIENCE = "That is experience and no promise."
HELD_UP = "The clock stands still while a known problem lasts"
STILL = "The clock stands still until we hear from the person who asked"
ENDED = "This is closed. No promise is open."
NEVER_PROMISED = "This was closed before it came here, so nothing was promised"
EVER = datetime(1970, 1, 1, tzinfo=UTC)
STOPPED = {"still": STILL, "held_up": HELD_UP, "ended": ENDED}
KINDS = {"broken": "bad", "late": "bad", "kept": "good"}


def looked_after(owner: Owner) -> list[str]:
    """Who is responsible, as the person reads it; nothing of somebody who is not here any more."""
    return [_("%(who)s looks after it.", who=owner.shown)] if owner.shown else []


@dataclass(frozen=True)
class Shown:
    """`sentence` may hold %(when)s, which is `at`; `kind` is the design's: good, bad or nothing."""

    clock: str
    turn: int
    stage: str
    sentence: str
    at: datetime | None
    marks: list[list[str]]
    words: str
    promised: str

    @property
    def kind(self) -> str:
        return KINDS.get(self.stage, "")


NOTHING_PROMISED = Shown("", 0, "ended", NEVER_PROMISED, EVER, [], "", "")
"""What stands where the promise stands, on a ticket that was closed before it came here."""


@dataclass(frozen=True)
class Explained:
    """Which hours of one promise counted and why, a row a day."""

    shown: Shown
    rows: list[list[str]]


def headline(clocks: Sequence[Clock], log: Sequence[Entry]) -> Shown:
    """The promise that matters now: the first answer until it came, then the solution."""
    if not clocks:
        return NOTHING_PROMISED
    in_order = sorted(clocks, key=by_order)
    waiting = [clock for clock in in_order if clock.met_at is None]
    return shown(waiting[0] if waiting else in_order[-1], log)


def shown(clock: Clock, log: Sequence[Entry]) -> Shown:
    moment = _until(clock, log)
    waits = pauses(log, clock.promised, until=moment)
    calendar, minutes, began_at, *_ = clock.promised
    known = incidents(clock.promised, until=moment)
    drawn = tally(calendar, began_at, minutes, moment, waits, known)
    stage = stage_of(clock, log)
    due_at = clock.due_at or deadline_of(clock.promised, log, now=moment)
    return Shown(
        clock.name,
        clock.turn,
        stage,
        STOPPED.get(stage) or VOWS[clock.name, stage],
        clock.met_at or due_at,
        tally_rows(drawn),
        tally_words(drawn),
        hours_words(clock.promised.minutes),
    )


def explained(clock: Clock, log: Sequence[Entry], *, zone: ZoneInfo) -> Explained:
    """Every piece from the beginning until the promise was met or given up, or until now."""
    calendar, _, began_at, *_ = clock.promised
    until = _until(clock, log)
    waits, known = pauses(log, clock.promised, until=until), incidents(clock.promised, until=until)
    pieces = explain(calendar, began_at, until, waits, known)
    rows = days_of(pieces, zone=zone, now=now()) or [just_begun(began_at, zone=zone, now=now())]
    return Explained(shown(clock, log), rows)


def met_with(clocks: Sequence[Clock]) -> list[tuple[Lasting, bool]]:
    """The known problems in the time of these clocks, and whether each counted for all of them."""
    counted = all(clock.promised.counts_incidents for clock in clocks)
    known = {one for clock in clocks for one in clock.promised.incidents}
    return [(one, counted) for one in sorted(known, key=lambda one: one.began_at)]


def stage_of(clock: Clock, log: Sequence[Entry]) -> str:
    """open, broken, kept, late, still, held_up or ended."""
    if clock.met_at is not None:
        return "late" if clock.broken_at else "kept"
    if log and log[-1].state in DONE:
        return "ended"
    if clock.broken_at or (clock.due_at and clock.due_at <= now()):
        return "broken"
    if not stands_still(log, clock.promised):
        return "open"
    return "held_up" if is_held_up(clock.promised) else "still"


def _until(clock: Clock, log: Sequence[Entry]) -> datetime:
    """When counting ended: the promise was met, or the ticket closed without an answer."""
    if clock.met_at is not None:
        return clock.met_at
    return log[-1].at if log and log[-1].state in DONE else now()


def usual_words(ticket: Ticket) -> str:
    """How long such answers usually take, until there is one; nothing while we cannot say."""
    is_open = ticket.is_live and ticket.state not in DONE
    found = usual_wait(ticket.service_id, ticket.kind) if is_open else None
    return wait_words(found[0].half_minutes, found[0].nine_minutes, found[1]) if found else ""


def meanwhile(ticket: Ticket) -> list[str]:
    """For mails: how long it usually takes, and what is wrong with its service, with addresses."""
    usual = usual_words(ticket)
    return [*([f"{usual} {say(EXPERIENCE)}"] if usual else []), *_known_lines(ticket)]


def _known_lines(ticket: Ticket) -> list[str]:
    base = current_app.config["BASE_URL"]
    known = queries.known_now(ticket)
    said = [_("There is a known problem: %(title)s", title=one.title) for one in known]
    return [f"{words}\n{base}{one.path}" for words, one in zip(said, known, strict=True)]
