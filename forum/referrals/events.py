"""What can have happened to an invitation. No event says who came: that is only in a row that goes.

`member_id` is who invited.
"""

from dataclasses import dataclass

from forum.accounts.events import MemberEvent


@dataclass(frozen=True, kw_only=True)
class JoinLinkMade(MemberEvent, kind="join_link_made"):
    """They have a link, or a new one for an old one that opens nothing any more."""


@dataclass(frozen=True, kw_only=True)
class ReferralEvent(MemberEvent):
    referral_id: int


@dataclass(frozen=True, kw_only=True)
class ReferralAccepted(ReferralEvent, kind="referral_accepted"):
    """Somebody who came by the link is here, and wants it to be known."""


@dataclass(frozen=True, kw_only=True)
class ReferralCounted(ReferralEvent, kind="referral_counted"):
    """A question of theirs is solved. `is_first` is true once for each who invites."""

    is_first: bool


@dataclass(frozen=True, kw_only=True)
class ReferralUncounted(ReferralEvent, kind="referral_uncounted"):
    """No question of theirs is solved any more."""


@dataclass(frozen=True, kw_only=True)
class ReferralWithdrawn(ReferralEvent, kind="referral_withdrawn"):
    """Whoever came does not want to be counted any more."""
