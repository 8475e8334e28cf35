"""What departments of the demo borough were asked to do for somebody’s ticket."""

from sqlalchemy import select

from forum.home.demo.people import member_called
from forum.kernel.db import db
from forum.kernel.diary import Diary
from forum.services.queries import service_called
from moderation.helpdesk.demo import ticket_titled, write_in_turn
from moderation.subtasks import actions
from moderation.subtasks.actions import Asking
from moderation.subtasks.models import Subtask
from moderation.subtasks.states import State

HOLE = "The hole at the bottom of Tanner’s Row has eaten two of my tyres"
MOULD = "The mould is back six weeks after they washed it off"
MARA, WANDA, HAMISH = "Mara Stone", "Wanda Brook", "Hamish Orr"
ROUND = "The big lorry cannot pass the hole. Can a small one take the bins of Tanner’s Row?"
ROUND_TOLD = "The waste team looks how bins are emptied while the road is narrow."
ROUND_DONE = "A small lorry takes them every Thursday until the road is mended."
ROOM = "The wall is opened for two days. Does the family need a room until then?"
ROOM_TOLD = "Adult care looks whether you need a room while the wall is open."


def load(diary: Diary) -> None:
    """One that is done, and one that a department is working on."""
    write_in_turn(diary, diary.when("30w 10:00"), ((0, _ask_waste), (9, _do_it)))
    diary.write(diary.when("2w 11:30"), _ask_care)


def _ask_waste() -> None:
    asking = Asking(service_called("waste").id, ROUND, ROUND_TOLD, 5)
    actions.ask_department(ticket_titled(HOLE), asking, by=member_called(MARA), nonce="demo-round")


def _do_it() -> None:
    by, ticket = member_called(WANDA), ticket_titled(HOLE)
    asked = select(Subtask).where(Subtask.ticket_id == ticket.id)
    subtask = db.scalars(asked).one()
    actions.take(subtask, by=by)
    done = {"line": "Lorry 7 does it.", "public_line": ROUND_DONE}
    actions.end(subtask, ticket, State.DONE, by=by, **done)


def _ask_care() -> None:
    asking = Asking(service_called("care").id, ROOM, ROOM_TOLD, 5)
    actions.ask_department(
        ticket_titled(MOULD), asking, by=member_called(HAMISH), nonce="demo-room"
    )
