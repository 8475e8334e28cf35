"""Who may write alerts, and who may see which."""

from datetime import timedelta

from forum.accounts.models import Member
from forum.accounts.standing import DESK_ROLES
from forum.alerts.models import Alert
from forum.kernel.clock import now

REOPENS_WITHIN = timedelta(days=1)


def may_announce(member: Member | None) -> bool:
    return member is not None and member.works_as(DESK_ROLES)


def may_see(member: Member | None, alert: Alert) -> bool:
    return alert.state != "draft" or may_announce(member)


def may_reopen(alert: Alert) -> bool:
    return alert.ended_at is not None and now() - alert.ended_at < REOPENS_WITHIN
