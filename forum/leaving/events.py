"""What can have happened to somebody who wants to go."""

from dataclasses import dataclass

from forum.accounts.events import MemberEvent


@dataclass(frozen=True, kw_only=True)
class LeavingAsked(MemberEvent, kind="leaving_asked"):
    """Somebody wants their account closed and their data erased."""


@dataclass(frozen=True, kw_only=True)
class LeavingTakenBack(MemberEvent, kind="leaving_taken_back"):
    """They thought better of it in time."""


@dataclass(frozen=True, kw_only=True)
class MemberErased(MemberEvent, kind="member_erased"):
    """Nobody can sign in any more, and what was only theirs is gone."""
