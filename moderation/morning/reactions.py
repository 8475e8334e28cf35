"""Whoever asked for it gets a mail when their shift begins."""

from forum.kernel.mail import owe
from moderation.morning.events import ShiftBegan


def send_briefing(event: ShiftBegan) -> None:
    owe("morning", event_id=event.event_id, recipient=f"member:{event.member_id}")
