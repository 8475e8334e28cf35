"""The room's pages are registered here; what they share: a change shown before it is saved."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from forum.kernel.forms import PlainForm, fingerprint
from forum.kernel.web import room
from forum.services.queries import all_services
from moderation.choices import queries
from moderation.choices.models import ChoiceChange
from moderation.choices.wording import lines_of

choices = room("choices", str(Path(__file__).parent))

BOTH = ["GET", "POST"]
Lines = list[list[str]]
SAVED = "It is saved. You can undo it below."


def is_seen(form: PlainForm) -> bool:
    """Whether somebody has looked at the preview of exactly this."""
    return bool(form["seen"].data == fingerprint(form))


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Lines:
    """What a change does, in words."""
    return in_words(*queries.differences(before, after))


def told(changes: Sequence[ChoiceChange]) -> list[tuple[ChoiceChange, Lines]]:
    """A history, each change in words."""
    return [(one, in_words(one.before, one.after)) for one in changes]


def in_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> Lines:
    names_service = "service_id" in after
    services = {one.id: one.name for one in all_services()} if names_service else {}
    return lines_of(before, after, services=services)
