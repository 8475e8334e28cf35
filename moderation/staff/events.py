"""What can have happened to an invitation."""

from dataclasses import dataclass

from forum.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class InvitationEvent(Event):
    invitation_id: int

    @property
    def stream(self) -> str:
        return f"invitation:{self.invitation_id}"


@dataclass(frozen=True, kw_only=True)
class PersonInvited(InvitationEvent, kind="person_invited"):
    """The link is to be mailed, for the first time or again."""


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(InvitationEvent, kind="invitation_withdrawn"):
    """The link that was mailed opens nothing any more."""


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(InvitationEvent, kind="invitation_accepted"):
    """`member_id` is who took it up."""

    member_id: int
