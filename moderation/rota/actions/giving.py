"""Saying that one is away, saying how a service gives its tickets, and giving a new one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import publish
from moderation.helpdesk.actions import own_first
from moderation.helpdesk.actions.writing import named
from moderation.helpdesk.events import TicketAssigned
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import manages, works_at_desk
from moderation.helpdesk.queries import locked_ticket
from moderation.rota import queries
from moderation.rota.models import Availability, Given, GivingChange, GivingRule
from moderation.rota.queries import Taker
from moderation.rota.wording import BY_HAND, FEWEST, WAYS
from moderation.settings.changes import CHANGED_MEANWHILE
from moderation.settings.queries import is_back

ONLY_MANAGERS = "Only managers and administrators say how a service gives its tickets."
NO_WAY = "Choose one of the ways."


def set_availability(*, by: Member, capacity: int | None, away_until: datetime | None) -> None:
    """What somebody at the desk says about themselves."""
    if not works_at_desk(by):
        raise Refused("Only the desk has a rota.")
    insert_once(Availability, member_id=by.id, capacity=None, away_until=None)
    said = db.get_one(Availability, by.id, with_for_update=True, populate_existing=True)
    if (said.capacity, said.away_until) == (capacity, away_until):
        return

    said.capacity, said.away_until = capacity, away_until
    audit.record("rota of one's own changed", by=by.id)


def set_way(service_id: int, way: str, *, by: Member, version: int) -> None:
    """Raises Conflict when somebody else changed it since the form was opened."""
    _require(by)
    if way not in WAYS:
        raise Invalid(NO_WAY, {"way": NO_WAY})
    rule = _locked_rule(service_id)
    if rule.way == way:
        return
    if rule.version != version:
        raise Conflict(CHANGED_MEANWHILE)

    _change(rule, way, by)


def undo(made: GivingChange, *, by: Member) -> None:
    """Put back what stood there before, unless it was changed again since. Twice is harmless."""
    _require(by)
    rule = _locked_rule(made.service_id)
    if not is_back(made, {"way": rule.way}):
        _change(rule, made.before["way"], by, undoes=made.id)


def give(ticket_id: int) -> None:
    """A new ticket to somebody, as its service says; what somebody holds already stays with them.

    The rules are locked before anything is counted: two tickets at once are given one after the
    other, so nobody's turn is lost and nobody gets more than they take.
    """
    ticket = locked_ticket(ticket_id)
    if ticket.assignee_id is not None or not ticket.is_live:
        return
    held = select(GivingRule).order_by(GivingRule.service_id).with_for_update()
    rules = db.scalars(held.execution_options(populate_existing=True)).all()
    rule = next((one for one in rules if one.service_id == ticket.service_id), None)
    if rule is None or rule.way == BY_HAND:
        return
    takers, asked = queries.takers(ticket), queries.skills_asked(ticket)
    fit, is_skilled = _with_skills(takers, asked)
    if chosen := _next(rule, fit):
        rule.last_id = chosen.id
        _put_with(ticket, chosen.id)
        told = {"asked": {"names": list(asked.values())}, "is_skilled": is_skilled}
        _explain(ticket, chosen.id, rule.way, among=len(fit), **told)


def _with_skills(takers: list[Taker], asked: Mapping[int, str]) -> tuple[list[Taker], bool | None]:
    """Those who have every skill it asks for; all of them, and False, when none of them has."""
    if not asked:
        return takers, None
    able = queries.skilled([one.id for one in takers], asked)
    fit = [one for one in takers if one.id in able]
    return (fit, True) if fit else (takers, False)


def _explain(ticket: Ticket, member_id: int, way: str, **told: Any) -> None:
    """The last time counts: a ticket nobody has any more can be given again."""
    db.execute(delete(Given).where(Given.ticket_id == ticket.id))
    made = {"ticket_id": ticket.id, "member_id": member_id, "way": way, "given_at": now()}
    insert_once(Given, **made, **told)


def _next(rule: GivingRule, takers: list[Taker]) -> Taker | None:
    """Whose turn is after the last one; with the fewest, the turn decides between equals."""
    last = rule.last_id or 0
    in_turn = sorted(takers, key=lambda one: (one.id <= last, one.id))
    if rule.way == FEWEST:
        return min(in_turn, key=lambda one: one.load, default=None)
    return in_turn[0] if in_turn else None


def _put_with(ticket: Ticket, member_id: int) -> None:
    ticket.assignee_id, ticket.lease_until = member_id, None
    ticket.version += 1
    own_first(ticket, member_id)
    publish(TicketAssigned(actor_id=None, **named(ticket, assignee_id=member_id)))


def _require(by: Member) -> None:
    if not manages(by):
        raise Refused(ONLY_MANAGERS)


def _locked_rule(service_id: int) -> GivingRule:
    insert_once(GivingRule, service_id=service_id, way=BY_HAND, last_id=None, version=1)
    return db.get_one(GivingRule, service_id, with_for_update=True, populate_existing=True)


def _change(rule: GivingRule, way: str, by: Member, *, undoes: int | None = None) -> None:
    sides = {"before": {"way": rule.way}, "after": {"way": way}}
    rule.way, rule.version = way, rule.version + 1
    made = GivingChange(service_id=rule.service_id, actor_id=by.id, undoes_id=undoes, **sides)
    made.made_at = now()
    db.add(made)
    db.flush()
    audit.record("giving of tickets changed", by=by.id, reason=f"change {made.id}")
