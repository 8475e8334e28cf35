"""The room's pages are registered here; what they share: a change shown before it is saved."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from forum.ideas.queries import places
from forum.kernel.languages import say
from forum.kernel.web import room
from forum.services.queries import all_services
from moderation.choices.models import ChoiceChange
from moderation.choices.wording import Names, lines_of
from moderation.helpdesk.criteria import KEEPS
from moderation.settings.changes import differences

choices = room("choices", str(Path(__file__).parent))

BOTH = ["GET", "POST"]
Lines = list[list[str]]
SAVED = "It is saved. You can undo it below."


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Lines:
    """What a change does, in words; what is added has nothing before it."""
    return in_words(*differences(before, after)) if before else in_words({}, after)


def told(changes: Sequence[ChoiceChange]) -> list[tuple[ChoiceChange, Lines]]:
    """A history, each change in words."""
    return [(one, in_words(one.before, one.after)) for one in changes]


def in_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> Lines:
    services = all_services() if "service_id" in after else []
    named: Names = {
        "service_id": {one.id: one.name for one in services},
        "keeps": {code: say(words) for code, words in KEEPS.items()},
        "default": {one.slug: one.name for one in places()},
    }
    return lines_of(before, after, named=named)
