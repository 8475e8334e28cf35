"""What can have happened to the words of somebody whose problem is not ours."""

from dataclasses import dataclass

from moderation.helpdesk.events import TicketEvent


@dataclass(frozen=True, kw_only=True)
class WordsPassedOn(TicketEvent, kind="words_passed_on"):
    """The person agreed that their words go to the body that answers for it."""

    body_id: int
