"""How often questions are answered from one place."""

from datetime import timedelta

from forum.kernel.limits import Limit

ANSWERS_FROM_PLACE = Limit(
    "survey answers from place",
    30,
    timedelta(hours=1),
    "Many answers came from where you are. Wait an hour, then send yours again.",
)
