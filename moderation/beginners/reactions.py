"""Whoever is new hears what a colleague said about their answer."""

from forum.kernel.db import db
from forum.kernel.mail import owe
from moderation.beginners.events import FirstAnswerReviewed
from moderation.beginners.models import FirstAnswer


def tell_author(event: FirstAnswerReviewed) -> None:
    answer = db.get_one(FirstAnswer, event.first_answer_id)
    to = f"member:{answer.author_id}"
    owe("first_answer_reviewed", event_id=event.event_id, recipient=to, subject_id=event.ticket_id)
