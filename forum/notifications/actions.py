"""Telling people, and how they choose to be told."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select, update

from forum.accounts.models import Member
from forum.alerts.events import AlertEvent
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Invalid
from forum.kernel.events import Event, Origin
from forum.kernel.mail.outgoing import owe
from forum.notifications.models import Notice, Preference
from forum.notifications.policy import CONCERNS, PRESETS, preset_without, wants
from forum.notifications.queries import preset_of, presets_of
from forum.services.actions import unfollow_services

Seen = tuple[int, int, datetime]


def tell(kind: str, member_ids: Iterable[int], *, event: Event) -> None:
    """Put it on their pages, and owe a mail to those who want mails of this kind.

    What it is about is the event's own subject: an answer, an idea. Nobody is told what they did
    themselves. Imported and erased people are told nothing, and nobody gets a mail about what a
    demo or an import made happen.
    """
    people = _reachable(set(member_ids) - {event.actor_id or 0})
    presets = presets_of([person.id for person in people])
    for person in people:
        insert_once(
            Notice,
            event_id=event.event_id,
            member_id=person.id,
            kind=kind,
            subject_id=event.subject_id,
            told_at=event.row.happened_at,
        )
        if event.row.origin == Origin.LIVE and wants(presets[person.id], kind):
            _owe(kind, person, event)


def mail_alert(member_ids: Iterable[int], *, event: AlertEvent) -> None:
    """Owe a mail to those of them who want it; the page of alerts tells it anyway."""
    if event.row.origin != Origin.LIVE:
        return
    people = _reachable(set(member_ids) - {event.actor_id or 0})
    presets = presets_of([person.id for person in people])
    for person in people:
        if wants(presets[person.id], "alert"):
            recipient, about = f"member:{person.id}", event.alert_id
            owe("alert", event_id=event.event_id, recipient=recipient, subject_id=about)


def choose_preset(preset: str, *, by: Member) -> None:
    """Raises Invalid for a preset we do not have."""
    if preset not in PRESETS:
        raise Invalid("Choose one of the three.")
    _set(by.id, preset)


def stop_mails(kind: str, *, of: int) -> None:
    """The person, who need not be signed in, wants no more mails of this kind."""
    member = db.get(Member, of)
    if member is not None and CONCERNS[kind] == "services":
        unfollow_services(by=member)
    elif member is not None:
        _set(of, preset_without(kind, preset=preset_of(of)))


def note_seen(batch: list[Seen]) -> None:
    """Notices up to that one have stood on the person's own page."""
    for member_id, newest, moment in sorted(batch):
        theirs = update(Notice).where(Notice.member_id == member_id, Notice.id <= newest)
        unread = theirs.where(Notice.read_at.is_(None))
        db.execute(unread.values(read_at=moment), execution_options=SILENT)


def _reachable(member_ids: set[int]) -> Sequence[Member]:
    rows = select(Member).where(Member.id.in_(member_ids)).order_by(Member.id)
    return [person for person in db.scalars(rows) if person.is_active]


def _owe(kind: str, person: Member, event: Event) -> None:
    recipient = f"member:{person.id}"
    owe(kind, event_id=event.event_id, recipient=recipient, subject_id=event.subject_id)


def _set(member_id: int, preset: str) -> None:
    if insert_once(Preference, member_id=member_id, preset=preset):
        return
    mine = update(Preference).where(Preference.member_id == member_id)
    db.execute(mine.values(preset=preset), execution_options=SILENT)
