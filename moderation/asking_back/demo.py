"""What people of the demo borough said when their tickets had ended."""

from datetime import timedelta

from sqlalchemy import select

from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.diary import Diary
from forum.surveys import actions
from forum.surveys.actions import Said
from forum.surveys.models import Survey
from forum.surveys.queries import Last, with_answer
from moderation.helpdesk.demo import FromLetter, Letter, Step

SAID = (
    Said(5, "yes", "Quick, and somebody who knew what they were talking about."),
    Said(4, "yes"),
    Said(4, "partly", "The letter came, but I had to ask twice."),
    Said(5, "yes"),
    Said(2, "no", "I was sent somewhere else and still do not know who mends it."),
    Said(3, "partly"),
    Said(5, "yes"),
)
PERMITS = (
    (
        "May my daughter park on my permit?",
        "She is here twice a week to look after me.",
        "Fern Ailes",
    ),
    ("My permit shows the old number plate", "I sold the car in May.", "Gus Tarrant"),
    ("Two cars, one drive", "Can we have a permit for the second one?", "Iris Blount"),
    ("Where is my visitors’ book?", "I paid for ten days and got none.", "Jory Penn"),
    ("The machine in Mill Lane took my card twice", "The bank shows two payments.", "Kit Sorrel"),
    ("A permit for a carer", "She works for three of us in this street.", "Lorna Mott"),
    ("My street is not in your list", "Weaver’s Yard was finished in spring.", "Miles Opie"),
    ("How do I end a permit?", "We move away at the end of the month.", "Nita Rowe"),
    ("Paid by phone, fined all the same", "I have the message that says I paid.", "Otto Lane"),
    ("Blue badge and the market days", "Which places are open to me then?", "Peg Sallow"),
    ("A skip in front of the house", "It stands on two places for a week.", "Quin Hale"),
    ("Motorbikes in the residents’ zone", "Do they need a permit as well?", "Rhoda Finch"),
)
ANSWER = "We have put that right today. You read it in your account, and a letter is on its way."
BY = "Dev Patel"
STEPS = (Step(1, BY, "claim"), Step(2, BY, "answer_privately", ANSWER))
FIRST, APART = 75, 5
"""Days ago, and days from one to the next."""
EACH = len(SAID) + 1
"""One in so many says nothing."""
LATER = timedelta(hours=5)
EVENINGS = 120


def load(diary: Diary) -> None:
    """Some write about permits. Each evening, whoever was asked hours before says how it was."""
    for number, (title, words, name) in enumerate(PERMITS):
        when = f"{FIRST - APART * number}w 10:{10 + number}"
        email = f"{name.lower().replace(' ', '.')}@example.org"
        about = (when, "parking", "question", title, words, name, email)
        FromLetter(Letter(*about, STEPS), diary).write()
    for days in range(EVENINGS, 0, -1):
        diary.write(diary.when(f"{days} 19:30"), _say_it)


def _say_it() -> None:
    rows = with_answer(select(Survey)).where(Last.id.is_(None))
    asked = rows.where(Survey.asked_at < now() - LATER, Survey.closes_at > now())
    for survey in db.scalars(asked.order_by(Survey.id)).all():
        turn = survey.id % EACH
        if turn < len(SAID):
            actions.answer(survey.id, SAID[turn], by=None)
