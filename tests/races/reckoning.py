"""What the programs were told had been done, against what is there afterwards, row by row."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.mail import OutgoingMail
from forum.kernel.mail.ids import message_id
from forum.threads.models import Answer, Comment, MeToo, Thanks, Thread
from forum.votes.models import Vote
from moderation.helpdesk.models import Ticket, TicketEntry
from tests.races.journal import Journal
from tests.services.mailsink import MailSink

MARKS = {
    "thanks": (Thanks.member_id, Thanks.answer_id),
    "me too": (MeToo.member_id, MeToo.thread_id),
    "vote": (Vote.member_id, Vote.subject_id),
}
MAY_BE = {"done": {1}, "unknown": {0, 1}, "not sent": {0}, "refused": {0}}
"""How often something may be there, by how sure whoever sent it is."""


def lost_or_doubled(journal: Journal) -> Iterator[str]:
    """What the programs were told, against the rows of the town."""
    yield from texts_that_differ(journal)
    yield from marks_that_differ(journal)
    for reference, thread_id in journal.references.items():
        found = db.scalars(select(Ticket.source_id).where(Ticket.reference == reference)).all()
        if found != [thread_id]:
            yield f"ticket {reference} of thread {thread_id}: found {found}"
    yield from calls_that_differ(journal)
    yield from acceptances_that_differ()


def texts_that_differ(journal: Journal) -> Iterator[str]:
    there: Counter[str] = Counter()
    for model in (Thread, Answer, Comment):
        there.update(db.scalars(select(model.body)))
    there.update(db.scalars(select(TicketEntry.body).where(TicketEntry.answer_id.is_(None))))
    for text, outcome in journal.texts.items():
        if there[text] not in MAY_BE[outcome]:
            yield f"{text}: {outcome}, but there {there[text]} times"


def marks_that_differ(journal: Journal) -> Iterator[str]:
    there: dict[tuple[Any, ...], Any] = {}
    for noun, columns in MARKS.items():
        there |= {(noun, *row): True for row in db.execute(select(*columns))}
    solutions = db.execute(select(Thread.id, Thread.solution_id))
    there |= {("solution", id_): solution_id for id_, solution_id in solutions}
    for mark, known in journal.marks.items():
        now = there.get(mark, False)
        if now not in known.may_be:
            yield f"{mark} is {now}, but may only be {known.may_be}"


def acceptances_that_differ() -> Iterator[str]:
    """The ledger tells of each solution what the row says."""
    kinds = Counter(db.scalars(select(PublishedEvent.kind)))
    solved = db.scalar(select(func.count()).where(Thread.solution_id.is_not(None)))
    if kinds["answer_accepted"] - kinds["answer_unaccepted"] != solved:
        yield f"{solved} threads are solved, the ledger says {kinds}"


def calls_that_differ(journal: Journal) -> Iterator[str]:
    """Each call to the desk is one ticket, found by what only this call has; never two."""
    there: Counter[Any] = Counter(db.scalars(select(Ticket.title).filter_by(source_kind="direct")))
    there.update(db.scalars(select(Ticket.source_id).where(Ticket.source_id.is_not(None))))
    for door, calls in journal.calls.items():
        for what, outcome in calls.items():
            if there[what] not in MAY_BE[outcome]:
                yield f"{what} by {door}: {outcome}, but there are {there[what]} tickets of it"
    columns = (Ticket.reference, Ticket.title, Ticket.source_id)
    known = {
        reference: (title, source_id)
        for reference, title, source_id in db.execute(select(*columns))
    }
    for reference, (door, what) in journal.shown.items():
        if what not in known.get(reference, ()):
            yield f"{reference} was shown for {what} by {door}, but is {known.get(reference)}"


def strange_mails(sink: MailSink, *, kills: int) -> Iterator[str]:
    """One row is one mail; only who was killed in the middle of a mail may have sent it twice."""
    came = Counter(str(mail.message["Message-ID"]) for mail in sink.mails)
    rows = db.execute(select(OutgoingMail.id, OutgoingMail.state)).all()
    states = Counter(state for _, state in rows)
    if states.keys() - {"sent", "dropped"} or not states["sent"]:
        yield f"not every mail is sent or dropped: {states}"
    expected = {message_id(id_) for id_, state in rows if state == "sent"}
    yield from (f"never came: {lost}" for lost in expected - came.keys())
    yield from (f"nobody owes it: {mail}" for mail in came.keys() - expected)
    doubles = sum(came.values()) - len(came)
    if doubles > kills:
        yield f"{doubles} mails came twice, but only {kills} kills can have been the cause"


def strange_acknowledgements(sink: MailSink) -> Iterator[str]:
    """The sink has exactly one mail for each ticket that says we have it; one that came again after
    a kill is the same mail, by its Message-ID, and mail programs show it once.
    """
    came = {(mail.message["Subject"], mail.message["Message-ID"]) for mail in sink.mails}
    told = Counter(str(subject).partition(": we have it") for subject, _ in came)
    acknowledged = {reference: times for (reference, said, _), times in told.items() if said}
    for reference in db.scalars(select(Ticket.reference)):
        if (times := acknowledged.pop(reference, 0)) != 1:
            yield f"{reference} was acknowledged {times} times"
    yield from (f"acknowledged, but there is no such ticket: {one}" for one in acknowledged)
