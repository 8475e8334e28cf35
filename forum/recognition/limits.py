"""How many thank-you notes one member of staff writes in a day: a note is worth what it costs."""

from datetime import timedelta

from forum.kernel.limits import Limit

NOTES = Limit(
    "thank-you notes of staff",
    5,
    timedelta(days=1),
    "You have thanked 5 people today. Go on tomorrow.",
)
