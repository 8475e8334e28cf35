"""The mail that somebody asked for to see whether mails go out."""

from forum.kernel.mail.outgoing import owe
from moderation.start.events import TestMailAsked
from moderation.start.wording import TEST_MAIL


def send_test_mail(event: TestMailAsked) -> None:
    owe(TEST_MAIL, event_id=event.event_id, recipient=f"member:{event.actor_id}")
