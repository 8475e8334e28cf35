"""What happened in an archive, for the ledger of events: in bulk, and nothing is delivered."""

from collections.abc import Iterable
from datetime import datetime

from forum.imports.actions.rows import add_rows
from forum.kernel.events import Event, Origin, PublishedEvent, channel_now

Act = tuple[Event, datetime]


def add_acts(acts: Iterable[Act]) -> None:
    """Events with the moment they happened at; nothing reacts to the past."""
    channel = channel_now()
    rows = [
        {
            "kind": event.kind,
            "version": event.version,
            "stream": event.stream,
            "subject_id": event.subject_id,
            "actor_id": event.actor_id,
            "channel": channel,
            "origin": Origin.IMPORT,
            "facts": event.facts(),
            "request_id": None,
            "happened_at": moment,
        }
        for event, moment in acts
    ]
    add_rows(PublishedEvent, rows)
