"""Opening a ballot, handing in a paper, taking it back, and counting after the close.

Who may hand in a paper is decided by the room whose ballot it is.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from forum.accounts.models import Member
from forum.ballots import queries
from forum.ballots.events import (
    BallotCounted,
    BallotOpened,
    BallotPaperCast,
    BallotPaperTakenBack,
)
from forum.ballots.models import Ballot, BallotOption, BallotPaper
from forum.ballots.queries import SWITCH
from forum.ballots.rules import FEWEST, MOST, approvals, marks_of
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import Event, publish
from forum.kernel.site import SiteSetting
from forum.kernel.subjects import Subject, new_subject

OFF = "Ballots are switched off. A manager can switch them on."
CLOSED = "This ballot is closed. Your paper from before counts."
UNKNOWN = "Choose from the options on the paper. Open the page again."
HOW_MANY = "Write two options at least and twenty at most, one a line, each only once."
TOO_SOON = "Choose a time that is still to come."


def switch_ballots(*, on: bool, by: Member) -> None:
    """Whether new ballots can be opened. Twice is harmless."""
    if on:
        insert_once(SiteSetting, name=SWITCH, value={"since": now().isoformat()}, version=1)
    else:
        db.execute(delete(SiteSetting).where(SiteSetting.name == SWITCH), execution_options=SILENT)
    audit.record("ballots switched", by=by.id, reason="on" if on else "off")


def open_ballot(
    about_id: int, question: str, options: Sequence[str], *, closes_at: datetime, by: Member
) -> Ballot:
    """What it is about has one ballot: opened twice, it is the first one."""
    if there := queries.ballots_about([about_id]).get(about_id):
        return there
    if not queries.are_on():
        raise Refused(OFF)
    if closes_at <= now():
        raise Invalid(TOO_SOON, {"closes": TOO_SOON})
    if not FEWEST <= len(options) <= MOST or len(set(options)) < len(options):
        raise Invalid(HOW_MANY, {"options": HOW_MANY})

    ballot = Ballot(id=new_subject("ballot"), about_id=about_id, question=question)
    ballot.opened_at, ballot.closes_at = now(), closes_at
    ballot.options = [BallotOption(number=n, words=words) for n, words in enumerate(options)]
    db.add(ballot)
    db.flush()
    audit.record("ballot opened", by=by.id, subject_id=ballot.id)
    facts: dict[str, Any] = {"about_id": about_id, "options": len(options)}
    publish(BallotOpened(actor_id=by.id, ballot_id=ballot.id, **facts))
    return ballot


def cast_paper(ballot: Ballot, chosen: Collection[int], *, by: Member) -> None:
    """Approve these options; another paper takes the place of the one before.

    The ballot is locked against being counted. The row decides, so two at once are one paper.
    """
    if not ballot.is_open:
        raise Refused(CLOSED)
    try:
        marks = marks_of(chosen, options=len(ballot.options))
    except ValueError as error:
        raise Invalid(UNKNOWN) from error
    if _put_paper(ballot.id, by.id, marks):
        _tell(BallotPaperCast, ballot.id, ballot.about_id, by=by.id)


def take_back_papers(member_id: int, *, kind: str | None = None) -> None:
    """Before the close a paper goes with whoever takes it back; after it, it counts already.

    Of ballots about subjects of this kind, or of all.
    """
    count_closed()
    rows = select(Ballot.id, Ballot.about_id).join(BallotPaper, BallotPaper.ballot_id == Ballot.id)
    rows = rows.join(Subject, Subject.id == Ballot.about_id)
    rows = rows.where(BallotPaper.member_id == member_id)
    if kind is not None:
        rows = rows.where(Subject.kind == kind)
    for ballot_id, about_id in db.execute(rows.order_by(Ballot.id)).all():
        db.execute(_paper(delete(BallotPaper), ballot_id, member_id), execution_options=SILENT)
        _tell(BallotPaperTakenBack, ballot_id, about_id, by=member_id)


def count_closed() -> int:
    """Count what is closed; how many ballots that were."""
    return sum(_count(ballot_id) for ballot_id in queries.closed_uncounted())


def _count(ballot_id: int) -> bool:
    """Papers come in only while somebody holds the ballot, so none comes in between."""
    rows = select(Ballot).where(Ballot.id == ballot_id).with_for_update()
    ballot = db.scalars(rows.execution_options(populate_existing=True)).one()
    if ballot.counted_at is not None or ballot.is_open:
        return False

    papers = queries.papers_by_marks(ballot.id)
    for option, number in zip(
        ballot.options, approvals(papers, options=len(ballot.options)), strict=True
    ):
        option.approvals = number
    ballot.papers, ballot.counted_at = sum(papers.values()), now()
    mine = delete(BallotPaper).where(BallotPaper.ballot_id == ballot.id)
    db.execute(mine, execution_options=SILENT)
    facts: dict[str, Any] = {"about_id": ballot.about_id, "papers": ballot.papers}
    publish(BallotCounted(actor_id=None, ballot_id=ballot.id, **facts))
    return True


def _put_paper(ballot_id: int, member_id: int, marks: int) -> bool:
    """Whether that changed anything."""
    key = {"ballot_id": ballot_id, "member_id": member_id}
    if insert_once(BallotPaper, **key, marks=marks):
        return True
    other = _paper(update(BallotPaper), ballot_id, member_id).where(BallotPaper.marks != marks)
    changed = db.execute(other.values(marks=marks), execution_options=SILENT)
    return bool(changed.rowcount)  # type: ignore[attr-defined]


def _paper(statement: Any, ballot_id: int, member_id: int) -> Any:
    return statement.where(BallotPaper.ballot_id == ballot_id, BallotPaper.member_id == member_id)


def _tell(event: type[Event], ballot_id: int, about_id: int, *, by: int) -> None:
    facts: dict[str, Any] = {"ballot_id": ballot_id, "about_id": about_id}
    publish(event(actor_id=by, **facts))
