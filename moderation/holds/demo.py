"""What must be kept in the demo borough: a case before the court, and one that is over."""

from datetime import timedelta

from forum.home.demo.people import member_called
from forum.kernel.clock import now
from forum.kernel.diary import Diary
from forum.kernel.holding import Covered
from forum.services.queries import service_called
from moderation.helpdesk.demo import ticket_titled
from moderation.holds import actions
from moderation.holds.models import LegalHold

BY = "Mara Stone"
LOOKED_AT_IN = timedelta(days=60)
NOTICE = "Notice of disrepair, 9 Weavers’ Yard"
WHY = "Claim about 9 Weavers’ Yard: nothing goes until it is settled."
BEFORE = "Inquiry into the winter service of last year."
SETTLED = "The inquiry has published its report."


def load(diary: Diary) -> None:
    diary.write(diary.when("120w 10:00"), _keep_streets)
    diary.write(diary.when("70w 15:00"), _let_go)
    diary.write(diary.when("2w 16:00"), _keep_notice)


def _keep_streets() -> None:
    _open(Covered("service", service_called("streets").id), BEFORE)


def _let_go() -> None:
    hold = _open(Covered("service", service_called("streets").id), BEFORE)
    actions.release(hold, reason=SETTLED, by=member_called(BY))


def _keep_notice() -> None:
    _open(Covered("subject", ticket_titled(NOTICE).id), WHY)


def _open(covered: Covered, reason: str) -> LegalHold:
    """The one there is, when it is open already."""
    review_at = now() + LOOKED_AT_IN
    return actions.open_hold(covered, reason=reason, review_at=review_at, by=member_called(BY))
