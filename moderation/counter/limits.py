"""How often somebody at the desk looks for people, and tries codes."""

from datetime import timedelta

from forum.kernel.limits import Limit

PEOPLE_SEARCHED = Limit(
    "people searched",
    300,
    timedelta(minutes=10),
    "You have looked for very many people in ten minutes. Wait a little.",
)
PEOPLE_CHOSEN = Limit(
    "people chosen",
    60,
    timedelta(hours=1),
    "You have opened very many people in an hour. Wait a little.",
)
CODES_TRIED = Limit(
    "codes tried at the counter",
    30,
    timedelta(minutes=10),
    "You have tried many codes. Ask for the name and the address instead.",
)
