"""Thanks of the demo borough to people who helped, and who stands in its list. All invented."""

from sqlalchemy import select

from forum.home.demo.people import member_called
from forum.kernel.db import db
from forum.kernel.diary import Diary
from forum.recognition import actions
from forum.recognition.models import ThankYouNote
from forum.recognition.policy import may_be_thanked
from forum.threads.models import Answer, Thread
from moderation.helpdesk.demo import write_in_turn

BY = "Sunita Rao"
THANKS = (
    "Three people wrote to us that your answer got them there. You saved them a day of ringing.",
    "You answered on a Sunday, when nobody here could. Thank you from all of us.",
)


def load(diary: Diary) -> None:
    """Two notes for two solutions; one is shown, and its receiver stands in the list."""
    write_in_turn(diary, diary.when("30h"), ((0, _thank), (40, _show)))


def _thank() -> None:
    by = member_called(BY)
    for answer_id, words in zip(_solutions(), THANKS, strict=False):
        actions.thank(answer_id, words, by=by)


def _show() -> None:
    for note in db.scalars(select(ThankYouNote).order_by(ThankYouNote.id).limit(1)):
        actions.show_note(note)
    for answer_id in _solutions():
        actions.join_list(db.get_one(Answer, answer_id).author)


def _solutions() -> list[int]:
    """The newest of citizens, one for each person."""
    rows = select(Answer).join(Thread, Thread.solution_id == Answer.id)
    rows = rows.where(Answer.state == "visible", Thread.state == "visible")
    newest = db.scalars(rows.order_by(Thread.solved_at.desc(), Answer.id.desc()))
    of_each = {one.author_id: one.id for one in newest if may_be_thanked(one.author)}
    return list(of_each.values())[: len(THANKS)]
