"""How often one may report and appeal."""

from datetime import timedelta

from forum.kernel.limits import Limit

REPORTS_FROM_PLACE = Limit(
    "reports from place",
    20,
    timedelta(hours=1),
    "Many reports came from where you are. Wait an hour. If somebody is in danger, call us.",
)
REPORTS_OF_MEMBER = Limit(
    "reports of member",
    30,
    timedelta(days=1),
    "You reported thirty posts today. We read them all: report more tomorrow.",
)
REPORTS_OF_ADDRESS = Limit(
    "reports of address",
    10,
    timedelta(hours=1),
    "We have ten reports from this address already. Wait an hour.",
)
APPEALS_FROM_PLACE = Limit(
    "appeals from place",
    10,
    timedelta(hours=1),
    "Many appeals came from where you are. Wait an hour, then send yours again.",
)
