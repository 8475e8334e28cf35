"""What one shift of the demo borough left to the next."""

from sqlalchemy import select

from forum.home.demo.people import member_called
from forum.kernel.db import db
from forum.kernel.diary import Diary
from forum.services.queries import service_called
from moderation.helpdesk.demo import ticket_titled, write_in_turn
from moderation.morning import actions
from moderation.morning.models import ShiftNote

WANDA, HAMISH, MARA, DEV = "Wanda Brook", "Hamish Orr", "Mara Stone", "Dev Patel"
BINS = "Blue bins in Fenside missed three times running"
COLD = "Radiators are cold on the second floor of Tannery Court"
SMALL_LORRY = "The small lorry goes on Thursday. Whoever rings from Reed Street can be told so."
BY_FLOORS = "The engineer lets the air out floor by floor. Ring flat 17 when the second is done."


def load(diary: Diary) -> None:
    """One that was confirmed, one that is not read yet, and a morning that was looked through."""
    write_in_turn(diary, diary.when("6w 15:00"), ((0, _leave_first), (4, _confirm)))
    diary.write(diary.when("22h"), _read)
    diary.write(diary.when("3h"), _leave_second)


def _leave_first() -> None:
    _leave("waste", SMALL_LORRY, BINS, WANDA)


def _leave_second() -> None:
    _leave("housing", BY_FLOORS, COLD, HAMISH)


def _leave(slug: str, words: str, title: str, by: str) -> None:
    named = [ticket_titled(title).reference]
    actions.leave_note(service_called(slug).id, words, named, by=member_called(by))


def _confirm() -> None:
    note = db.scalars(select(ShiftNote).where(ShiftNote.body == SMALL_LORRY)).one()
    actions.confirm_note(note, by=member_called(MARA))


def _read() -> None:
    """Before what came in since then."""
    actions.mark_read(by=member_called(DEV))
