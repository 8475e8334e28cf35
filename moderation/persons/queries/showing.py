"""What staff see of one person, in a fixed number of queries; nothing that ranks anybody."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.ideas.models import Idea
from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.paging import Page, page_of, position
from forum.threads.models import Thread
from moderation.helpdesk.models import Ticket, TicketPromise
from moderation.helpdesk.queries import read_by
from moderation.persons.models import DeskPerson, PersonLink, PersonTicket, SharedNote
from moderation.persons.queries.connections import links_of
from moderation.persons.queries.sameness import people_who_are
from moderation.persons.reasons import ACTS

SIZE = 20
FEW = 10
Act = tuple[str, datetime]


@dataclass(frozen=True)
class Shown:
    """Of somebody who does not want to be remembered only open tickets; the rest stays empty."""

    tickets: Page[Ticket]
    kept: int = 0
    missed: int = 0
    threads: Sequence[Any] = ()
    ideas: Sequence[Any] = ()
    acts: Sequence[Act] = ()
    notes: Sequence[SharedNote] = field(default_factory=list)
    links: Sequence[PersonLink] = ()
    ways: Sequence[DeskPerson] = ()


def shown_to(by: Member, person: DeskPerson, *, cursor: str | None = None) -> Shown:
    """Eight queries, whoever it is; all ways in which somebody came count as one."""
    same = people_who_are(person.id)
    ids = [one.id for one in same]
    if not all(one.is_remembered for one in same):
        return Shown(_tickets(ids, by, cursor, only_live=True), ways=same)
    members = [one.member_id for one in same if one.member_id]
    kept, missed = _promises(ids, by)
    return Shown(
        _tickets(ids, by, cursor),
        kept,
        missed,
        db.execute(_threads(members)).all(),
        db.execute(_ideas(members)).all(),
        _acts(members),
        notes_on(ids),
        links_of(ids),
        same,
    )


def notes_on(ids: Collection[int]) -> Sequence[SharedNote]:
    """The newest first."""
    rows = select(SharedNote).where(SharedNote.person_id.in_(ids))
    rows = rows.options(joinedload(SharedNote.author))
    return db.scalars(rows.order_by(SharedNote.id.desc()).limit(SIZE)).all()


def _tickets(
    ids: list[int], by: Member, cursor: str | None, *, only_live: bool = False
) -> Page[Ticket]:
    rows = select(Ticket).join(PersonTicket, PersonTicket.ticket_id == Ticket.id)
    rows = rows.where(PersonTicket.person_id.in_(ids), read_by(by))
    if only_live:
        rows = rows.where(Ticket.is_live)
    if after := position(cursor, int):
        rows = rows.where(Ticket.id < after[0])
    rows = rows.options(joinedload(Ticket.service))
    found = db.scalars(rows.order_by(Ticket.id.desc()).limit(SIZE + 1)).all()
    return page_of(found, SIZE, lambda ticket: [ticket.id])


def _promises(ids: list[int], by: Member) -> tuple[int, int]:
    """How many we kept and how many we missed, on all their tickets this reader may see."""
    in_time = case((TicketPromise.broken_at.is_(None), TicketPromise.met_at))
    rows = select(func.count(in_time), func.count(TicketPromise.broken_at))
    rows = rows.join(Ticket, Ticket.id == TicketPromise.ticket_id)
    rows = rows.join(PersonTicket, PersonTicket.ticket_id == Ticket.id)
    kept, missed = db.execute(rows.where(PersonTicket.person_id.in_(ids), read_by(by))).one()
    return kept, missed


def _threads(members: list[int]) -> Any:
    rows = select(Thread.id, Thread.slug, Thread.title, Thread.asked_at, Thread.solution_id)
    rows = rows.where(Thread.author_id.in_(members), Thread.state == "visible")
    return rows.order_by(Thread.asked_at.desc(), Thread.id.desc()).limit(FEW)


def _ideas(members: list[int]) -> Any:
    rows = select(Idea.id, Idea.slug, Idea.title, Idea.proposed_at)
    rows = rows.where(Idea.author_id.in_(members), Idea.state == "published")
    return rows.order_by(Idea.proposed_at.desc(), Idea.id.desc()).limit(FEW)


def _acts(members: list[int]) -> list[Act]:
    """What they did here last, in our words: never how others rated it."""
    at = PublishedEvent.happened_at
    rows = select(PublishedEvent.kind, at).where(PublishedEvent.actor_id.in_(members))
    rows = rows.where(PublishedEvent.kind.in_(ACTS))
    newest = rows.order_by(at.desc(), PublishedEvent.id.desc()).limit(FEW)
    return [(ACTS[kind], moment) for kind, moment in db.execute(newest)]
