"""What the desk of the demo borough knows about people, and what they told it. All invented."""

from sqlalchemy import select

from forum.home.demo.people import member_called
from forum.kernel.db import db
from forum.kernel.diary import Diary
from moderation.helpdesk.demo import write_in_turn
from moderation.persons import actions
from moderation.persons.actions import Needs
from moderation.persons.models import DeskPerson, SharedNote

HETTY, DEREK, ADA = "Hetty Long", "Derek Sowerby", "Ada Okafor"
SUNITA, HAMISH, DEV = "Sunita Rao", "Hamish Orr", "Dev Patel"
NOTE = "A letter of ours went to number 14. Whoever writes to you looks at the 41 twice."
REPLY = "Thank you. And in large letters, I have told Sunita."
HIS_NEEDS = Needs(large_print=True, other="Rings rather than writes back.")
HER_NEEDS = Needs(other="Ring after four: she sleeps after the night shift.")
CALLER = {"email": "hetty.long@example.org", "phone": "01632 960177"}
BY_PHONE = {"email": "a.okafor@example.org", "phone": "01632 960131"}


def load(diary: Diary) -> None:
    """Needs and notes, one caller who is a member as they agreed, and one who was asked."""
    deeds = ((0, _talk_with_derek), (3, _hear_from_derek), (30, _talk_with_hetty))
    write_in_turn(diary, diary.when("19w 10:00"), deeds)
    diary.write(diary.when("26h"), _ask_ada)


def _person(name: str) -> DeskPerson:
    return actions.know_member(member_called(name).id)


def _talk_with_derek() -> None:
    by, person = member_called(SUNITA), _person(DEREK)
    actions.give_reason(person, by=by, kind="counter")
    actions.look(person, by=by)
    actions.say_needs(person, HIS_NEEDS, by=by, agreed=True)
    actions.share_note(person, NOTE, by=by, nonce=None)


def _hear_from_derek() -> None:
    his = select(SharedNote).where(SharedNote.person_id == _person(DEREK).id)
    actions.answer_note(db.scalars(his).one(), REPLY, by=member_called(DEREK))


def _talk_with_hetty() -> None:
    """She rang, and said at the counter that the two are one."""
    by, person = member_called(HAMISH), _person(HETTY)
    caller = actions.know_caller(HETTY, **CALLER)
    actions.give_reason(person, by=by, kind="counter")
    actions.look(person, by=by)
    actions.say_needs(person, HER_NEEDS, by=by, agreed=True)
    if link := actions.propose(person, caller, by=by, evidence="phone"):
        actions.agree_for(link, by=by)


def _ask_ada() -> None:
    by, person = member_called(DEV), _person(ADA)
    actions.give_reason(person, by=by, kind="counter")
    actions.look(person, by=by)
    actions.propose(person, actions.know_caller("A. Okafor", **BY_PHONE), by=by, evidence="said")
