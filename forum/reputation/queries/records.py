"""What somebody has done as of a moment, read from the ledger of events by one query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, literal, null, select, type_coerce, union_all
from sqlalchemy.orm import aliased

from forum.accounts.events import MemberEvent
from forum.accounts.models import Member
from forum.accounts.standing import Rung
from forum.kernel.db import Facts, db, only_looked_at
from forum.kernel.events import Event, PublishedEvent
from forum.reputation.footing import window_start
from forum.reputation.ladder import YEAR, Record, Rules
from forum.reputation.matching import different_people
from forum.reputation.models import Award
from forum.reputation.queries.advocating import behaviours_of, share_of
from forum.reputation.queries.circumstances import Circumstances
from forum.reputation.rules import PENALTIES
from forum.threads.events import AnswerAccepted, AnswerThanked, AnswerUnaccepted, ThanksWithdrawn
from forum.threads.models import Answer
from forum.votes.events import GiftReinstated, GiftVoided

GIVEN = {AnswerAccepted.kind, AnswerThanked.kind}
ACCEPTING = {AnswerAccepted.kind, AnswerUnaccepted.kind}
JUDGED = {GiftVoided.kind, GiftReinstated.kind}
HELPS = {*GIVEN, *ACCEPTING, ThanksWithdrawn.kind, *JUDGED}
ACT, HELP, REPORT = "act", "help", "report"
ALONE = Circumstances()


@dataclass(frozen=True, slots=True)
class Help:
    """Somebody accepted an answer or said thank you for it, and still does.

    `counts` is true from the asker and from people with the same problem; `event_id` is by
    which it was said.
    """

    event_id: int
    answer_id: int
    thread_id: int
    person_id: int | None
    counts: bool
    at: datetime


def record_of(
    member: Member, *, as_of: datetime, rules: Rules, around: Circumstances = ALONE
) -> Record:
    """For everybody but newcomers, what helped is looked for in the last year only.

    Time in which somebody's window stood still is in neither window; `around` says which.
    """
    window = window_start(as_of, rules.window, around.pauses)
    span = _Span(window, window_start(as_of, YEAR, around.pauses), as_of)
    rows = db.execute(_everything(member, span)).all()
    record = _counted(rows, member, span)
    record = replace(
        record,
        sanctions=_sanctions(member, since=as_of - rules.window),
        confirmed_by_staff=int(around.advocacy_id is not None),
    )
    if member.rung not in (Rung.FOLLOWER, Rung.ADVOCATE):
        return record
    return _as_advocate(record, member, since=span.year, as_of=as_of)


def helps_of(member_id: int) -> Sequence[Help]:
    """Everything of theirs that helped somebody else and still does, in the order it was said."""
    rows = db.execute(_said_of(member_id).order_by("happened_at", "id"))
    return _still_given(row for row in rows if row.actor_id != member_id)


def _counted(rows: Sequence[Row[Any]], member: Member, span: "_Span") -> Record:
    helps = _still_given(row for row in rows if row.why == HELP and row.actor_id != member.id)
    counting = [help_ for help_ in helps if help_.counts]
    days = {row.happened_at.astimezone(UTC).date() for row in rows if row.why == ACT}
    standing = member.standing
    return Record(
        days_here=max(0, (span.as_of - member.joined_at).days),
        threads_read=standing.threads_read if standing else 0,
        posts_read=standing.posts_read if standing else 0,
        minutes_read=standing.reading_seconds // 60 if standing else 0,
        answers_that_helped=len({help_.answer_id for help_ in helps}),
        people_helped=_people(counting, since=span.window),
        active_days=len(days),
        upheld_reports=sum(row.why == REPORT for row in rows),
        days_as_follower=_days_as_follower(member, span.as_of),
        people_helped_in_a_year=_people(counting, since=span.year),
    )


def _as_advocate(record: Record, member: Member, *, since: datetime, as_of: datetime) -> Record:
    helped = record.answers_that_helped
    return replace(
        record,
        share_that_helped=share_of(member, helped, since=since, as_of=as_of),
        behaviours_shown=len(behaviours_of(member, since=since, as_of=as_of)),
    )


@dataclass(frozen=True, slots=True)
class _Span:
    """Where the two windows begin that end at `as_of`."""

    window: datetime
    year: datetime
    as_of: datetime


def _everything(member: Member, span: _Span) -> Any:
    parts = (_acts(member, span), _helps(member, span), _reports(member, span))
    return union_all(*parts).order_by("happened_at", "id")


def _part(why: str, *, facts: Any = PublishedEvent.facts) -> Any:
    event = PublishedEvent
    columns = (event.id, event.kind, event.actor_id, event.subject_id, event.happened_at)
    return select(literal(why).label("why"), type_coerce(facts, Facts).label("facts"), *columns)


def _acts(member: Member, span: _Span) -> Any:
    """What the person did here; signing in and the like is not taking part."""
    of_accounts = [kind for kind, known in Event.kinds.items() if issubclass(known, MemberEvent)]
    return _part(ACT, facts=null()).where(
        PublishedEvent.actor_id == member.id,
        PublishedEvent.kind.not_in(of_accounts),
        PublishedEvent.happened_at > span.window,
        PublishedEvent.happened_at <= span.as_of,
    )


def _helps(member: Member, span: _Span) -> Any:
    said = _said_of(member.id).where(PublishedEvent.happened_at <= span.as_of)
    if member.rung != Rung.NEWCOMER:
        said = said.where(PublishedEvent.happened_at > span.year)
    return said


def _said_of(member_id: int) -> Any:
    """What was said about answers of theirs that can be seen.

    Were the kind looked up, SQLite took 15 s for one person of a town of five million events.
    """
    said = _part(HELP).join(Answer, Answer.id == PublishedEvent.subject_id)
    said = said.where(Answer.author_id == member_id, Answer.state == "visible")
    return said.where(only_looked_at(PublishedEvent.kind, HELPS))


def _reports(member: Member, span: _Span) -> Any:
    reversal = aliased(Award)
    upheld = _part(REPORT, facts=null()).join(Award, Award.event_id == PublishedEvent.id)
    upheld = upheld.outerjoin(reversal, reversal.undoes_id == Award.id)
    upheld = upheld.where(Award.member_id == member.id, Award.kind.in_(PENALTIES))
    within = Award.granted_at > span.window, Award.granted_at <= span.as_of
    return upheld.where(reversal.id.is_(None), *within)


def _still_given(rows: Iterable[Row[Any]]) -> Sequence[Help]:
    """An answer is accepted once, whoever said so; each person thanks for themselves.

    What a reversal made void (ADR 0036) helped nobody while it stands.
    """
    given: dict[tuple[int, int | None], Help] = {}
    said = list(rows)
    void = _void(row for row in said if row.kind in JUDGED)
    for row in (row for row in said if row.kind not in JUDGED):
        is_accepting = row.kind in ACCEPTING
        key = row.subject_id, None if is_accepting else row.actor_id
        given.pop(key, None)
        if row.kind in GIVEN and row.id not in void:
            counts = is_accepting or row.facts["counts"]
            thread_id = row.facts["thread_id"]
            by, at = row.actor_id, row.happened_at
            given[key] = Help(row.id, row.subject_id, thread_id, by, counts, at)
    return list(given.values())


def _void(judged: Iterable[Row[Any]]) -> set[int]:
    """The events whose newest judgement is that they do not count."""
    newest = {row.facts["gift_id"]: row.kind for row in judged}
    return {gift_id for gift_id, kind in newest.items() if kind == GiftVoided.kind}


def _people(helps: Iterable[Help], *, since: datetime) -> int:
    pairs = {(h.person_id, h.thread_id) for h in helps if h.at > since and h.person_id is not None}
    return different_people(pairs)


def _sanctions(member: Member, *, since: datetime) -> int:
    """A pause of the account and a limit both count, until the window is past their end."""
    ends = (member.suspended_until, member.limited_until)
    return sum(end is not None and end > since for end in ends)


def _days_as_follower(member: Member, as_of: datetime) -> int:
    if member.standing is None or member.rung != Rung.FOLLOWER:
        return 0
    return max(0, (as_of - member.standing.since).days)
