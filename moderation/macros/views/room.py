"""The room's pages are registered here; what they share: a change in words."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from forum.kernel.web import room
from forum.services.queries import all_services
from moderation.macros.queries import all_rows
from moderation.macros.wording import ANSWER, BODY, Names

macros = room("macros", str(Path(__file__).parent))


def names_in(*facts: Mapping[str, Any]) -> Names:
    """What the ids in these facts are called."""
    asked = {name for one in facts for name in one if one[name]}
    services = all_services() if "service_id" in asked else []
    answers: list[Any] = list(all_rows(ANSWER)) if "answer_id" in asked else []
    bodies: list[Any] = list(all_rows(BODY)) if "body_id" in asked else []
    return {
        "body_id": {one.id: one.name for one in bodies},
        "service_id": {one.id: one.name for one in services},
        "answer_id": {one.id: one.title for one in answers},
    }
