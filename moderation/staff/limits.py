"""How often one may invite, and accept."""

from datetime import timedelta

from forum.kernel.limits import Limit

INVITATIONS_OF_MEMBER = Limit(
    "invitations of member",
    500,
    timedelta(days=1),
    "You have sent 500 invitations today. Send more tomorrow.",
)
MAILS_OF_INVITATION = Limit(
    "mails of invitation",
    3,
    timedelta(days=1),
    "This invitation was sent three times today. Ask whether it lies among unwanted mail.",
)
ACCEPTING_FROM_PLACE = Limit(
    "accepting from place",
    30,
    timedelta(hours=1),
    "Many invitations were opened from where you are. Try again in an hour.",
)
