"""What can have happened to how a person is seen."""

from dataclasses import dataclass

from forum.accounts.events import MemberEvent


@dataclass(frozen=True, kw_only=True)
class FindingSwitched(MemberEvent, kind="finding_switched"):
    """`is_on`: from now on the search finds this person, because they want it to."""

    is_on: bool
