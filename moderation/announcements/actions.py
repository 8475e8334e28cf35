"""What staff do with alerts, each written down in the audit log, and the words they had before."""

from collections.abc import Mapping

from forum.accounts.models import Member
from forum.alerts import actions
from forum.alerts.actions import Draft
from forum.alerts.models import Alert
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.written import Written, write_up
from moderation.announcements import queries
from moderation.announcements.models import WordsChange
from moderation.settings.changes import differences

Texts = Mapping[str, str]


def write(draft: Draft, *, by: Member) -> Alert:
    alert = actions.write_alert(draft, by=by)
    _note("alert written", alert, by)
    return alert


def change(
    alert: Alert, draft: Draft, *, by: Member, version: int, undoes: WordsChange | None = None
) -> None:
    before, was_public = _texts(alert), alert.state != "draft"
    actions.change_alert(alert, draft, by=by, version=version)
    keep_words(alert.id, before, _texts(alert), by=by, was_public=was_public, undoes=undoes)
    _note("alert change undone" if undoes else "alert changed", alert, by)


def undo(alert: Alert, made: WordsChange, *, by: Member) -> None:
    """The alert is locked. Its words as they were before this change; nobody is mailed. Twice is
    harmless.
    """
    texts = _texts(alert)
    if not queries.goes_back(made, texts, is_public=alert.state != "draft"):
        return
    said = texts | made.before
    where, when = (alert.service_id, alert.kind), (alert.begins_at, alert.ends_at)
    draft = Draft(*where, said["title"], write_up(said["body"]), *when, alert.topic_id)
    change(alert, draft, by=by, version=alert.version, undoes=made)


def keep_words(
    subject_id: int,
    before: Texts,
    after: Texts,
    *,
    by: Member,
    was_public: bool,
    undoes: WordsChange | None = None,
) -> None:
    """What it said before, so that it can be put back; nothing where no word differs."""
    sides = dict(zip(("before", "after"), differences(before, after), strict=True))
    if not sides["after"]:
        return
    undoes_id = undoes.id if undoes else None
    made = {"subject_id": subject_id, "actor_id": by.id, "made_at": now()}
    db.add(WordsChange(**made, **sides, was_public=was_public, undoes_id=undoes_id))
    db.flush()


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


def _texts(alert: Alert) -> dict[str, str]:
    return {"title": alert.title, "body": alert.body}


def _note(deed: str, alert: Alert, by: Member) -> None:
    audit.record(deed, by=by.id, subject_id=alert.id, reason=f"version {alert.version}")
