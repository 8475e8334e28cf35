"""Other rules for the rungs: written down, tried on everybody, announced, and withdrawn.

Nobody's rung changes by any of this. On its day the version holds, and the night looks at
everybody by it; whoever is below the new mark has the notice of a step down first.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.tasks import plan
from forum.reputation import policy
from forum.reputation.events import LadderRulesAnnounced, LadderRulesWithdrawn
from forum.reputation.models import RulesVersion
from forum.reputation.queries.versions import rules_now, rules_to_come
from forum.reputation.rulebook import read_rules, written_rules

TRY = "ladder.try_version"
NOT_YOURS = "Only managers and administrators change the rules of the ladder."
AS_NOW = "These are the rules that hold now. Change a number first."
NOT_TRIED = "Wait until the trial is done: then you see what would change."
ONE_AT_A_TIME = "Other rules are announced already. Withdraw them first, or wait for their day."
OVER = "This was announced or withdrawn before. Write new rules instead."
TOO_SOON = "Choose a later day: people read it at least %(days)s days before."
WRITE_WHY = "Write why the rules change. Everybody reads it."
TOO_LATE = "These rules hold already, or were withdrawn."


def draft_rules(text: str, *, by: Member) -> RulesVersion:
    """Keep rules that are to be tried, and plan the trial. Raises Invalid for what is no rules."""
    _require(by)
    holding = rules_now()
    rules = read_rules(text, base=holding)
    if written_rules(rules) == written_rules(holding):
        raise Invalid(AS_NOW, {"written": AS_NOW})

    newest = db.scalar(select(func.max(RulesVersion.version))) or 1
    draft = RulesVersion(version=newest + 1, written=written_rules(rules), made_by_id=by.id)
    db.add(draft)
    db.flush()
    audit.record("draft rules of the ladder", by=by.id, reason=str(draft.version))
    plan(TRY, str(draft.id), at=now(), version_id=draft.id)
    return draft


def keep_trial(version_id: int, counted: dict[str, Any]) -> None:
    """What the trial counted; a version that was announced keeps what was announced with it."""
    version = _locked(version_id)
    if version.announced_at is None:
        version.trial, version.tried_at = counted, now()
    db.flush()


def announce_rules(version_id: int, *, by: Member, effective_at: datetime, why: str) -> None:
    """Say to everybody from when on these rules hold, and why."""
    _require(by)
    version = _locked(version_id)
    if version.announced_at or version.withdrawn_at:
        raise Refused(OVER)
    if version.tried_at is None:
        raise Refused(NOT_TRIED)
    if rules_to_come():
        raise Refused(ONE_AT_A_TIME)
    notice = rules_now().notice
    if effective_at < now() + notice:
        raise Invalid(told := TOO_SOON % {"days": notice.days}, {"first_day": told})
    if not why.strip():
        raise Invalid(WRITE_WHY, {"why": WRITE_WHY})

    version.why, version.effective_at = why.strip(), effective_at
    version.announced_at, version.announced_by_id = now(), by.id
    db.flush()
    audit.record("announce rules of the ladder", by=by.id, reason=str(version.version))
    publish(LadderRulesAnnounced(actor_id=by.id, rules_version=version.version))


def withdraw_rules(version_id: int, *, by: Member) -> None:
    """They will not hold. What holds already is changed by other rules only."""
    _require(by)
    version = _locked(version_id)
    if not may_withdraw(version):
        raise Refused(TOO_LATE)

    version.withdrawn_at, version.withdrawn_by_id = now(), by.id
    db.flush()
    audit.record("withdraw rules of the ladder", by=by.id, reason=str(version.version))
    if version.announced_at:
        publish(LadderRulesWithdrawn(actor_id=by.id, rules_version=version.version))


def may_withdraw(version: RulesVersion) -> bool:
    """Before its day, once."""
    holds = version.effective_at is not None and version.effective_at <= now()
    return not (holds or version.withdrawn_at)


def _require(by: Member) -> None:
    if not policy.may_rule(by):
        raise Refused(NOT_YOURS)


def _locked(version_id: int) -> RulesVersion:
    """Two who announce at once come one after the other: all versions are locked, in order."""
    rows = select(RulesVersion).order_by(RulesVersion.id).with_for_update()
    found = db.scalars(rows.execution_options(populate_existing=True)).all()
    return next(one for one in found if one.id == version_id)
