"""How often one may complain."""

from datetime import timedelta

from forum.kernel.limits import Limit

GRIEVANCES_FROM_PLACE = Limit(
    "grievances from place",
    10,
    timedelta(hours=1),
    "Many complaints came from where you are. Wait an hour, then send yours again.",
)
