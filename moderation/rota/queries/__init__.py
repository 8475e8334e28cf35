"""Who could take a ticket now, who can what, and what waits with people away."""

from moderation.rota.queries.people import (
    AtDesk,
    Taker,
    at_desk,
    availability_of,
    change_numbered,
    history_of,
    left_by_people_away,
    people_for,
    rule_of,
    takers,
    ways,
)
from moderation.rota.queries.skills import (
    asked_by,
    given_to,
    holders_of,
    locked_skill,
    skill_called,
    skill_numbered,
    skilled,
    skills,
    skills_asked,
)

__all__ = [
    "AtDesk",
    "Taker",
    "asked_by",
    "at_desk",
    "availability_of",
    "change_numbered",
    "given_to",
    "history_of",
    "holders_of",
    "left_by_people_away",
    "locked_skill",
    "people_for",
    "rule_of",
    "skill_called",
    "skill_numbered",
    "skilled",
    "skills",
    "skills_asked",
    "takers",
    "ways",
]
