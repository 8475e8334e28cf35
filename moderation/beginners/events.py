"""What can have happened to the first answers of somebody new."""

from dataclasses import dataclass

from moderation.helpdesk.events import TicketEvent


@dataclass(frozen=True, kw_only=True)
class FirstAnswerReviewed(TicketEvent, kind="first_answer_reviewed"):
    """`outcome` is sent or changes."""

    first_answer_id: int
    outcome: str
