"""What roles and changes are called on the pages of the staff."""

from collections.abc import Mapping
from typing import Any

from forum.kernel.languages import say

ROLES = {
    "citizen": "Citizen",
    "agent": "Agent",
    "moderator": "Moderator",
    "policy": "Policy team",
    "manager": "Manager",
    "admin": "Administrator",
}
ROLE_HINTS = {
    "citizen": "Asks, answers and proposes, like everybody.",
    "agent": "Answers tickets.",
    "moderator": "Decides about reports.",
    "policy": "Decides about ideas.",
    "manager": "Does all of that, and keeps services, topics and promises.",
    "admin": "Does all of that, and says who works here.",
}
FIELDS = {"role": "Role", "team": "Team", "services": "Services"}
ALL = "All services"


def lines_of(
    before: Mapping[str, Any], after: Mapping[str, Any], services: Mapping[int, str]
) -> list[list[str]]:
    """Field, before, after, in words."""
    return [
        [say(words), _told(name, before.get(name), services), _told(name, after[name], services)]
        for name, words in FIELDS.items()
        if name in after
    ]


def _told(name: str, value: Any, services: Mapping[int, str]) -> str:
    if name == "role":
        return say(ROLES.get(value or "", ""))
    if name == "services":
        return ", ".join(services.get(one, "?") for one in value or []) or say(ALL)
    return value or "–"
