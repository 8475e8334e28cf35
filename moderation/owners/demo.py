"""Tickets of the demo borough that went from one person to the next, or did not."""

from datetime import timedelta
from functools import partial

from forum.home.demo.people import member_called
from forum.kernel.diary import Diary
from moderation.helpdesk.demo import ticket_titled, write_in_turn
from moderation.owners import actions, queries
from moderation.owners.models import TicketTransfer

MARA, DEV, HAMISH, SUNITA, WANDA = (
    *("Mara Stone", "Dev Patel", "Hamish Orr", "Sunita Rao", "Wanda Brook"),
)
SALT = "How much does the borough spend on salting roads?"
MOULD = "The mould is back six weeks after they washed it off"
LAMP = "Street light outside 14 Heron Lane is out again"
PASS = "Nobody rings back about my son’s bus pass"
SALT_NOTE = (
    "He has been asked whether lorries count. The figures are in the winter folder, by year."
)
MOULD_NOTE = "The roofer comes next week. Could you take it? It began with a question of yours."
NOT_MINE = "I know the family from another matter: somebody else should answer them."
LAMP_NOTE = "The gas company marks its pipe this week. Then the crew has to be told."
PASS_NOTE = "The zone on the pass is wrong. The printer is at the library; she wants to be rung."
A_DAY = timedelta(hours=25)


def load(diary: Diary) -> None:
    """One confirmed, one refused, one that nobody took, and one that waits for a yes."""
    salt = ((0, partial(_pass_on, SALT, MARA, DEV, SALT_NOTE)), (3, _confirm))
    write_in_turn(diary, diary.when("8w 09:40"), salt)
    mould = ((0, partial(_pass_on, MOULD, HAMISH, SUNITA, MOULD_NOTE)), (4, _refuse))
    write_in_turn(diary, diary.when("15w 10:00"), mould)
    left_at = diary.write(diary.when("5w 10:30"), partial(_pass_on, LAMP, MARA, WANDA, LAMP_NOTE))
    diary.write(left_at + A_DAY, _send_back)
    diary.write(diary.when("5h"), partial(_pass_on, PASS, MARA, SUNITA, PASS_NOTE))


def _pass_on(title: str, giver: str, to: str, note: str) -> None:
    to_id = member_called(to).id
    actions.propose(ticket_titled(title), to_id, by=member_called(giver), note=note)


def _confirm() -> None:
    actions.confirm(_last(SALT), by=member_called(DEV))


def _refuse() -> None:
    actions.refuse(_last(MOULD), by=member_called(SUNITA), reason=NOT_MINE)


def _send_back() -> None:
    actions.send_back(_last(LAMP))


def _last(title: str) -> TicketTransfer:
    return queries.newest_of(ticket_titled(title).id)
