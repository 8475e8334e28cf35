"""Appealing against a decision, and hearing the appeal: never by who decided first."""

from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db, insert_once
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import publish
from forum.threads.policy import Post
from moderation.reports import policy
from moderation.reports.actions.deciding import reverse
from moderation.reports.events import AppealDecided, AppealMade
from moderation.reports.models import Appeal, Decision, Report
from moderation.reports.queries.appeals import key_of

OUTCOMES = ("upheld", "reversed")


def appeal(
    decision: Decision, *, by: Member | None, body: str, report: Report | None = None
) -> None:
    """By the person under it, or with `report` by whoever made that report; once for each."""
    if not policy.may_appeal(decision, as_reporter=report is not None):
        raise Refused("This cannot be appealed: it is over six months old, or was changed since.")
    if not body.strip():
        raise Invalid("Say why you think it is wrong.", {"body": "Say why you think it is wrong."})

    row: dict[str, Any] = {"decision_id": decision.id, "first_decider_id": decision.decider_id}
    who = {"report_id": report.id if report else None, "appellant_id": by.id if by else None}
    key = key_of(report)
    if insert_once(Appeal, **row, **who, appellant_key=key, body=body, made_at=now()):
        made = db.scalars(select(Appeal).filter_by(decision_id=decision.id, appellant_key=key))
        told = _told(decision) | {"appeal_id": made.one().id}
        publish(AppealMade(actor_id=by.id if by else None, **told))


def hear(appeal: Appeal, post: Post, *, by: Member, outcome: str, answer: str) -> None:
    """Keep the decision or reverse it. A reversal ends every other appeal against it too."""
    decision = appeal.decision
    if not policy.may_hear(by, appeal, decision):
        raise Refused("Somebody else has to hear this appeal: you are part of it.")
    if outcome not in OUTCOMES or not answer.strip():
        raise Invalid("Choose the outcome and say why.", {"answer": "Say why."})
    if not appeal.is_open:
        raise Conflict("This appeal has been decided.")

    ended = [appeal]
    if outcome == "reversed":
        reverse(decision, post, by=by)
        ended += [other for other in _open(decision) if other.id != appeal.id]
    for one in ended:
        _end(one, decision, by=by, outcome=outcome, answer=answer)


def _open(decision: Decision) -> list[Appeal]:
    rows = select(Appeal).where(Appeal.decision_id == decision.id, Appeal.outcome.is_(None))
    return list(db.scalars(rows.order_by(Appeal.id)))


def _end(appeal: Appeal, decision: Decision, *, by: Member, outcome: str, answer: str) -> None:
    if appeal.appellant_id == by.id:
        return
    appeal.outcome, appeal.answer = outcome, answer
    appeal.decider_id, appeal.decided_at = by.id, now()
    db.flush()
    person_id = appeal.appellant_id
    audit.record("hear appeal", by=by.id, subject_id=decision.about_id, person_id=person_id)
    told = _told(decision) | {"appeal_id": appeal.id, "outcome": outcome}
    publish(AppealDecided(actor_id=by.id, **told))


def _told(decision: Decision) -> dict[str, Any]:
    named = {"case_id": decision.case_id, "about_id": decision.about_id}
    return {**named, "decision_id": decision.id}
