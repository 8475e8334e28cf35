"""What was not for the demo borough, and what its desk learned."""

from functools import partial

from forum.home.demo.people import member_called
from forum.kernel.db import db
from forum.kernel.diary import Diary
from forum.kernel.written import write_up
from moderation.closings import actions
from moderation.helpdesk.demo import FromLetter, Letter, Step, ticket_titled, write_in_turn
from moderation.macros.actions import add, refer
from moderation.macros.models import OutsideBody
from moderation.macros.queries import pointing_to
from moderation.macros.speech import TAKEN
from moderation.macros.wording import BODY

MANAGER, BY = "Mara Stone", "Dev Patel"
HOSPITAL = {
    "name": "Vale Hospitals",
    "does": "the car parks of the hospitals, and fines given there",
    "takes": "mail",
    "link": "",
    "email": "parking@valehospitals.example.org",
    "phone": "01632 960190",
    "is_retired": False,
}
BUSES = {
    "name": "Vale Buses",
    "does": "times and routes of buses",
    "takes": "page",
    "link": "https://valebuses.example.org/tell-us?words={words}",
    "email": "times@valebuses.example.org",
    "phone": "",
    "is_retired": False,
}
FINE = "A fine from the hospital car park"
POINTED = (
    "The car park belongs to the hospital, so only Vale Hospitals can take the fine back. Your "
    "words are below their address, ready to be sent."
)
LETTER = Letter(
    "10w 09:30",
    "parking",
    "question",
    FINE,
    "I was with my mother in casualty and the ticket ran out by ten minutes.",
    "Ottilie Crane",
    "ottilie.crane@example.org",
    (Step(2, BY, "claim"),),
)
LESSONS = (
    (
        "Single person discount stopped and nobody wrote to me",
        "Sunita Rao",
        "A review letter that comes back is rung after before a discount stops.",
        True,
    ),
    (
        "Boiler dead since last night, and there is a baby in the flat",
        "Hamish Orr",
        "The night line asks first whether a child under one lives there.",
        False,
    ),
    (
        "Rats by the bin store at Tannery Court",
        "Wanda Brook",
        "A broken latch at a bin store is mended the day it is reported.",
        False,
    ),
)


def load(diary: Diary) -> None:
    diary.write(diary.when("60w 11:00"), _keep_bodies)
    FromLetter(LETTER, diary).write()
    write_in_turn(diary, diary.when(LETTER.when), ((4, _point), (30, _say_taken)))
    for days, (title, by, words, is_correction) in enumerate(LESSONS, start=15):
        learned = partial(_learn, title, by, words, is_correction)
        diary.write(diary.when(f"{days}w 16:00"), learned)


def _keep_bodies() -> None:
    for facts in (HOSPITAL, BUSES):
        add(BODY, dict(facts), by=member_called(MANAGER))


def _point() -> None:
    body = db.query(OutsideBody).filter_by(name=HOSPITAL["name"]).one()
    text = write_up(pointing_to(body, POINTED, asks=True))
    refer(ticket_titled(FINE), body, by=member_called(BY), text=text)


def _say_taken() -> None:
    actions.say_accepted(ticket_titled(FINE), TAKEN, by=None)


def _learn(title: str, by: str, words: str, is_correction: bool) -> None:
    ticket = ticket_titled(title)
    actions.learn(ticket, words, by=member_called(by), is_correction=is_correction)
