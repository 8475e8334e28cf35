"""What can have happened when somebody is thanked."""

from dataclasses import dataclass

from forum.accounts.events import MemberEvent


@dataclass(frozen=True, kw_only=True)
class BadgeEarned(MemberEvent, kind="badge_earned"):
    """For the first time; one that was taken back and is given again is told to nobody."""

    badge: str


@dataclass(frozen=True, kw_only=True)
class StaffThanked(MemberEvent, kind="staff_thanked"):
    """A member of staff wrote a thank-you note about one post of theirs."""

    note_id: int
    post_id: int

    @property
    def subject_id(self) -> int | None:
        return self.post_id


@dataclass(frozen=True, kw_only=True)
class YearEnded(MemberEvent, kind="year_ended"):
    """A year in which they helped somebody is over, and can be read in figures."""

    year: int
