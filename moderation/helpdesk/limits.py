"""How often one may write to the desk, and try references."""

from datetime import timedelta

from forum.kernel.limits import Limit

CONTACTS_FROM_PLACE = Limit(
    "contacts from place",
    20,
    timedelta(hours=1),
    "Many messages came from where you are. Wait an hour, or call us.",
)
CONTACTS_OF_ADDRESS = Limit(
    "contacts of address",
    5,
    timedelta(hours=1),
    "We have had five messages from this address. Wait an hour, or call us.",
)
CHECKS_FROM_PLACE = Limit(
    "ticket checks from place",
    20,
    timedelta(minutes=10),
    "There were many tries from where you are. Wait ten minutes, or call us.",
)
CHECKS_OF_REFERENCE = Limit(
    "ticket checks of reference",
    10,
    timedelta(minutes=10),
    "There were many tries with this reference. Wait ten minutes, or call us.",
)
CODES_OF_REFERENCE = Limit(
    "codes of reference",
    40,
    timedelta(days=1),
    "There were many tries with this reference today. Go on tomorrow, or call us.",
)
CODES_MADE = Limit(
    "codes made",
    10,
    timedelta(hours=1),
    "You have had ten codes in an hour. Use the last one, or wait a little.",
)
REPLIES_ON_TICKET = Limit(
    "replies on ticket",
    20,
    timedelta(hours=1),
    "You have written twenty messages in an hour. Wait a little, we read them all.",
)
