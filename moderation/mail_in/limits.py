"""How many mails of one address become tickets, and how often we write back by ourselves."""

from datetime import timedelta

from forum.kernel.limits import Limit

MAILS_OF_ADDRESS = Limit(
    "mails of address",
    20,
    timedelta(hours=1),
    "We have twenty mails from this address in an hour already.",
)
ANSWERS_TO_ADDRESS = Limit(
    "answers to address",
    1,
    timedelta(hours=1),
    "This address was told within the last hour that we have its mail.",
)
