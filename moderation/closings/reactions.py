"""What somebody wants passed on is mailed to the body that answers for it."""

from forum.kernel.mail import owe
from moderation.closings.events import WordsPassedOn


def send_words(event: WordsPassedOn) -> None:
    """Once for each yes: the mail is a row of its own."""
    to = f"referral:{event.ticket_id}"
    owe("words_elsewhere", event_id=event.event_id, recipient=to, subject_id=event.ticket_id)
