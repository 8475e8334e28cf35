"""The blueprint of the room, and what its pages share."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from forum.kernel.web import room
from forum.services.queries import all_services
from moderation.handover.models import DeskChange
from moderation.handover.wording import lines_of
from moderation.settings.changes import differences

handover = room("handover", str(Path(__file__).parent))

BOTH = ["GET", "POST"]
Lines = list[list[str]]
SAVED = "It is saved. You can undo it below."


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Lines:
    """What a change does, in words; what is added has nothing before it."""
    return in_words(*differences(before, after)) if before else in_words({}, after)


def told(changes: Sequence[DeskChange]) -> list[tuple[DeskChange, Lines]]:
    """A history, each change in words."""
    return [(one, in_words(one.before, one.after)) for one in changes]


def in_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> Lines:
    services = all_services() if "services" in after else []
    return lines_of(before, after, services={one.slug: one.name for one in services})
