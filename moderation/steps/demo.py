"""A request under a law that the desk of the demo borough is in the middle of."""

from forum.home.demo.people import member_called
from forum.kernel.diary import Diary
from moderation.helpdesk import actions
from moderation.helpdesk.demo import FromLetter, Letter, Step, ticket_titled, write_in_turn
from moderation.helpdesk.queries import open_steps

BY, TITLE = "Hamish Orr", "Everything in the file of my tenancy"
LETTER = Letter(
    "9w 09:20",
    "housing",
    "personal_data_request",
    TITLE,
    "I rent 4 Millbrook Close since 2019. I should like to see all that is written about me.",
    "Pola Wren",
    "pola.wren@example.org",
    (Step(2, BY, "claim"),),
)


def load(diary: Diary) -> None:
    """The first step of its kind is done."""
    FromLetter(LETTER, diary).write()
    write_in_turn(diary, diary.when(LETTER.when), ((6, _tick_first),))


def _tick_first() -> None:
    ticket = ticket_titled(TITLE)
    actions.tick(ticket, open_steps(ticket)[0], by=member_called(BY))
