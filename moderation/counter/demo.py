"""Somebody rang the desk of the demo borough this morning."""

from forum.home.demo.people import member_called
from forum.kernel.diary import Diary
from forum.kernel.written import write_up
from forum.services.queries import service_called
from moderation.counter.actions import Call, take_call

BY = "Hamish Orr"
COLD = "Radiators are cold on the second floor of Tannery Court"
WORDS = "The tap is warm again, the radiators are not. She is in flat 17 and has two children."
NAME, PHONE = "Leonie Ash", "01632 960158"


def load(diary: Diary) -> None:
    diary.write(diary.when("4h"), _take)


def _take() -> None:
    call = Call(
        title=COLD,
        body=write_up(WORDS),
        name=NAME,
        phone=PHONE,
        service=service_called("housing"),
        nonce="demo-call",
    )
    take_call(call, by=member_called(BY), person=None)
