"""The loyalty ladder: what each rung asks for and what it unlocks; roles of the staff."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    CITIZEN = "citizen"
    MODERATOR = "moderator"
    AGENT = "agent"
    POLICY = "policy"
    MANAGER = "manager"
    ADMIN = "admin"


STAFF_ROLES = {Role.MODERATOR, Role.AGENT, Role.POLICY, Role.MANAGER, Role.ADMIN}
DESK_ROLES = {Role.AGENT, Role.MANAGER, Role.ADMIN}
MODERATING_ROLES = {Role.MODERATOR, Role.MANAGER, Role.ADMIN}
POLICY_ROLES = {Role.POLICY, Role.MANAGER, Role.ADMIN}


class Rung(StrEnum):
    NEWCOMER = "newcomer"
    REGULAR = "regular"
    FOLLOWER = "follower"
    ADVOCATE = "advocate"
    EMERITUS = "emeritus"


class Privilege(StrEnum):
    ASK = "ask"
    ANSWER = "answer"
    COMMENT = "comment"
    THANK = "thank"
    ME_TOO = "me too"
    SUPPORT = "support ideas"
    PROPOSE = "propose an idea"
    PROPOSE_FREELY = "propose ideas without a first look"
    UPVOTE = "upvote"
    EDIT_WIKI = "edit wiki answers"
    SUGGEST_TAGS = "suggest tags and moves"
    LOOK_INSIDE = "look behind the scenes"
    TRIAGE = "triage"
    MARK_DUPLICATES = "mark duplicates"
    ESCALATE_OTHERS = "escalate others' threads"
    ADOPT_TOPIC = "adopt a topic"
    HEAR_EARLY = "hear of changes early"
    ADVISE = "join the advisory group"
    ASK_STAFF = "ask in a round of questions"


# Privileges that nothing asks for yet: since when they stand here, and what they come with. Whoever
# builds that takes the line out; a house rule lets no other privilege be without effect.
COMES_WITH = {
    Privilege.EDIT_WIKI: (date(2026, 11, 30), "answers that several people edit"),
    Privilege.SUGGEST_TAGS: (
        date(2026, 11, 30),
        "suggestions of tags and moves, for staff to decide",
    ),
    Privilege.TRIAGE: (date(2026, 11, 30), "a queue of new posts for advocates"),
}


@dataclass(frozen=True)
class Step:
    """One rung: the privileges it unlocks and how much wider its limits are."""

    privileges: frozenset[Privilege]
    wider: float = 1.0


_NEWCOMER = frozenset(
    {
        Privilege.ASK,
        Privilege.ANSWER,
        Privilege.COMMENT,
        Privilege.THANK,
        Privilege.ME_TOO,
        Privilege.SUPPORT,
        Privilege.PROPOSE,
    }
)
_REGULAR = _NEWCOMER | {Privilege.UPVOTE, Privilege.PROPOSE_FREELY}
_FOLLOWER = _REGULAR | {
    Privilege.EDIT_WIKI,
    Privilege.SUGGEST_TAGS,
    Privilege.LOOK_INSIDE,
}
_ADVOCATE = _FOLLOWER | {
    Privilege.TRIAGE,
    Privilege.MARK_DUPLICATES,
    Privilege.ESCALATE_OTHERS,
    Privilege.ADOPT_TOPIC,
    Privilege.HEAR_EARLY,
    Privilege.ADVISE,
    Privilege.ASK_STAFF,
}

LADDER = {
    Rung.NEWCOMER: Step(_NEWCOMER),
    Rung.REGULAR: Step(_REGULAR),
    Rung.FOLLOWER: Step(_FOLLOWER, wider=1.5),
    Rung.ADVOCATE: Step(_ADVOCATE, wider=1.5),
    Rung.EMERITUS: Step(_REGULAR),
}


def name_shown(name: str, role: str) -> str:
    """Staff show by their first name, everybody else as they wish."""
    return name.split()[0] if role in STAFF_ROLES else name


def name_with_team(name: str, role: str, team: str | None) -> str:
    """Staff with their team, as "Dev, Waste team"; everybody else by their name."""
    shown = name_shown(name, role)
    return f"{shown}, {team}" if team and role in STAFF_ROLES else shown
