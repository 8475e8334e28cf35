"""Requests for information that the demo borough answered and shows to everybody."""

from functools import partial

from forum.home.demo.people import member_called
from forum.kernel.diary import Diary
from forum.kernel.written import write_up
from moderation.disclosures import actions
from moderation.disclosures.actions import Told
from moderation.disclosures.wording import FULL, PART
from moderation.helpdesk.demo import FromLetter, Letter, Step, ticket_titled, write_in_turn

BY = "Mara Stone"
CAMERAS, CLEANING = "Cameras in the four car parks", "What the borough pays for cleaning offices"
SEEN = (
    "There are 22 cameras: nine at Market Place, six at Canal Street, four at Station Road and "
    "three in Fenside. Pictures are kept for 28 days and then written over."
)
PAID = (
    "184,000 pounds last year and 179,500 the year before, for eleven buildings. The price of each "
    "building is not given: two firms are bidding for the next contract."
)


def _letter(when: str, service: str, title: str, words: str, answer: str) -> Letter:
    steps = (
        Step(20, BY, "claim"),
        Step(60, BY, "answer_privately", answer),
        Step(40, "", "solved"),
    )
    who = ("Research desk, Vale Courier", "research@valecourier.example.org")
    return Letter(when, service, "information_request", title, words, *who, steps)


LETTERS = (
    _letter("48w 11:00", "parking", CAMERAS, "How many are there, and who looks?", SEEN),
    _letter("36w 14:30", "libraries", CLEANING, "For two years, by building if you can.", PAID),
)
TOLD = (
    Told(CAMERAS, "How many there are and how long is kept", FULL, "", write_up(SEEN)),
    Told(
        CLEANING,
        "Sums of two years, without single buildings",
        PART,
        "Prices of single buildings would tell bidders what others ask.",
        write_up(PAID),
    ),
)


def load(diary: Diary) -> None:
    """Each is published some days after it was answered."""
    for letter, told in zip(LETTERS, TOLD, strict=True):
        FromLetter(letter, diary).write()
        began = diary.when(letter.when)
        write_in_turn(diary, began, ((240, partial(_publish, letter.title, told)),))


def _publish(title: str, told: Told) -> None:
    actions.publish(ticket_titled(title), told, by=member_called(BY), version=0)
