"""What staff do with alerts, each written down in the audit log."""

from forum.accounts.models import Member
from forum.alerts import actions
from forum.alerts.actions import Draft
from forum.alerts.models import Alert
from forum.kernel import audit
from forum.kernel.written import Written


def write(draft: Draft, *, by: Member) -> Alert:
    alert = actions.write_alert(draft, by=by)
    _note("alert written", alert, by)
    return alert


def change(alert: Alert, draft: Draft, *, by: Member, version: int) -> None:
    actions.change_alert(alert, draft, by=by, version=version)
    _note("alert changed", alert, by)


def publish(alert: Alert, *, by: Member) -> None:
    actions.publish_alert(alert, by=by)
    _note("alert published", alert, by)


def add(alert: Alert, body: Written, *, by: Member, version: int) -> None:
    actions.update_alert(alert, body, by=by, version=version)
    _note("alert updated", alert, by)


def end(alert: Alert, *, by: Member) -> None:
    actions.end_alert(alert, by=by)
    _note("alert ended", alert, by)


def reopen(alert: Alert, *, by: Member) -> None:
    actions.reopen_alert(alert, by=by)
    _note("alert reopened", alert, by)


def _note(deed: str, alert: Alert, by: Member) -> None:
    audit.record(deed, by=by.id, subject_id=alert.id, reason=f"version {alert.version}")
