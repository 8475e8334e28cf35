"""The advisory group of the demo borough: a meeting that has been, and one with an open ballot."""

from datetime import timedelta

from sqlalchemy import select

from forum.accounts.models import Member
from forum.advisory import actions
from forum.advisory.actions.agenda import Proposal
from forum.advisory.actions.meeting import Call
from forum.advisory.models import AgendaItem, Meeting
from forum.advisory.states import State
from forum.ballots.actions import count_closed, switch_ballots
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.diary import Diary
from forum.kernel.written import write_up
from forum.services.demo import at_desk
from forum.threads.briefs import today

FIRST, SECOND = "Letters people understand", "Bins in narrow streets"
PLACE = "Ashmere Library, first floor"
MINUTES = (
    "We read three letters about parking aloud. Nobody could say from the second one what to do "
    "next.\n\n- The first line should say what to do.\n- A letter should have one phone number, "
    "not four."
)
ANSWER = (
    "You are right. From next month each letter about parking begins with what to do, and has one "
    "number. The letters about Council Tax follow in autumn."
)


def load(diary: Diary) -> None:
    """Called, talked about, voted on, answered; and the next one is on its way."""
    for when, deed in (
        ("38w 10:00", _join_and_call),
        ("38w 12:00", _put_to_a_ballot),
        ("27w 10:20", _publish),
        ("20w 11:00", _answer),
        ("6w 09:45", _call_next),
        ("5w 12:15", _propose),
        ("4w 14:30", _put_next_to_a_ballot),
    ):
        moment = diary.write(at_desk(diary.when(when)), deed)
        if deed is _put_to_a_ballot:
            diary.write(moment + timedelta(hours=3), _vote)


def _join_and_call() -> None:
    actions.join(by=_advocate())
    switch_ballots(on=True, by=_leader())
    call = Call(FIRST, PLACE, now() + timedelta(days=4))
    meeting = actions.call_meeting(call, by=_leader())
    words = write_up("Bring a letter of ours that you did not understand.")
    actions.add_item(meeting, Proposal("Which letters come first", words), by=_leader())


def _put_to_a_ballot() -> None:
    asked = "Which letters do we rewrite first?"
    options = ["Parking fines", "Council Tax", "School places"]
    closes = now() + timedelta(hours=36)
    actions.open_ballot(_item(FIRST), asked, options, closes_at=closes, by=_leader())


def _vote() -> None:
    actions.cast_paper(_item(FIRST), {0, 1}, by=_advocate())


def _publish() -> None:
    count_closed()
    item, meeting = _item(FIRST), _meeting(FIRST)
    actions.move_item(item, State.DEALT_WITH, by=_leader())
    due = today() + timedelta(days=14)
    actions.publish_minutes(meeting, write_up(MINUTES), response_due=due, by=_leader())


def _answer() -> None:
    actions.publish_response(_meeting(FIRST), write_up(ANSWER), by=_leader())


def _call_next() -> None:
    call = Call(SECOND, PLACE, now() + timedelta(days=20))
    actions.call_meeting(call, by=_leader())


def _propose() -> None:
    words = write_up("The lorry does not fit through Fenside Road. We carry the bins ourselves.")
    proposal = Proposal("A smaller lorry, or a place to leave bins", words)
    actions.propose_item(_meeting(SECOND), proposal, by=_advocate())


def _put_next_to_a_ballot() -> None:
    item = _item(SECOND)
    actions.move_item(item, State.ON_AGENDA, by=_leader())
    asked, options = "What would help?", ["A smaller lorry", "A place at the corner", "Bags"]
    closes = now() + timedelta(days=15)
    actions.open_ballot(item, asked, options, closes_at=closes, by=_leader())


def _meeting(title: str) -> Meeting:
    return db.scalars(select(Meeting).where(Meeting.title == title)).one()


def _item(title: str) -> AgendaItem:
    rows = select(AgendaItem).where(AgendaItem.meeting_id == _meeting(title).id)
    return db.scalars(rows.order_by(AgendaItem.id).limit(1)).one()


def _leader() -> Member:
    return db.scalars(select(Member).where(Member.name == "Mara Stone")).one()


def _advocate() -> Member:
    return db.scalars(select(Member).where(Member.name == "Joyce Adeyemi")).one()
