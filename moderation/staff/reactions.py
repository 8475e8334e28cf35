"""The mail that follows from an invitation."""

from forum.kernel.mail.outgoing import owe
from moderation.staff.events import PersonInvited


def send_invitation(event: PersonInvited) -> None:
    recipient = f"invitation:{event.invitation_id}"
    owe("invitation", event_id=event.event_id, recipient=recipient)
