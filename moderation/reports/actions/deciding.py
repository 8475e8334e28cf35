"""Deciding all reports of a post at once, with a statement of reasons, and undoing that exactly."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Conflict, Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.subjects import new_subject
from forum.threads.policy import Post
from moderation.reports import policy, queries
from moderation.reports.actions.claiming import refuse_unless_free
from moderation.reports.actions.hiding import hide, unhide
from moderation.reports.events import DecisionReversed, ReportDecided
from moderation.reports.models import Decision, ReportCase
from moderation.reports.reasons import (
    APPEAL_WITHIN,
    HOW_TO_APPEAL,
    MAY_HIDE_TOO,
    NO_RULE,
    ON_PERSON,
    SPAM,
    UPHOLDS,
    Deed,
)
from moderation.reports.references import new_reference
from moderation.sanctions import actions as sanctions


@dataclass(frozen=True)
class Statement:
    """The statement of reasons: what the author reads word for word, and how to appeal."""

    rule: str
    facts: str
    is_automated: bool = False
    redress: str = HOW_TO_APPEAL


def decide(
    case: ReportCase,
    post: Post,
    deed: Deed,
    *,
    by: Member,
    statement: Statement,
    hides_post: bool = False,
    until: datetime | None = None,
) -> Decision:
    """One decision for all reports of the case; `case` and `post` are locked."""
    _refuse_unless_allowed(case, post, by)
    _refuse_unless_reasoned(deed, post, statement)
    facts = _row(case, post, deed, by=by, statement=statement)
    facts["sanction_id"] = _impose(post, deed, by=by, statement=statement, until=until)
    facts["hides_post"] = deed == Deed.HIDE or (hides_post and deed in MAY_HIDE_TOO)
    facts["did_hide"] = facts["hides_post"] and hide(post, by=by)
    if deed == Deed.RESTORE:
        unhide(post, by=by)
    return _put_down(case, facts)


def reverse(decision: Decision, post: Post, *, by: Member) -> None:
    """As if it had never been: what it hid shows, its sanction is lifted, its points come back."""
    if not decision.stands:
        return
    if decision.did_hide:
        unhide(post, by=by)
    if decision.sanction_id is not None:
        sanctions.lift(decision.sanction_id, by=by)
    decision.reversed_at = now()
    db.flush()
    if decision.deed == Deed.DISMISS:
        _reopen(decision)
    audit.record("reverse decision", by=by.id, subject_id=post.id, person_id=decision.person_id)
    publish(DecisionReversed(actor_id=by.id, **_told(decision)))


def _refuse_unless_allowed(case: ReportCase, post: Post, by: Member) -> None:
    refuse_unless_free(case, by=by)
    if post.id != case.about_id:
        raise Conflict("These reports are about another post. Open them again.")
    if not policy.may_decide(by, case, post.author_id):
        raise Refused(
            "Somebody else has to decide this: you wrote the post, or you decided it before."
        )


def _refuse_unless_reasoned(deed: Deed, post: Post, statement: Statement) -> None:
    if not statement.facts.strip():
        raise Invalid("Write the statement of reasons.", {"facts": _("Say what, and why.")})
    if statement.rule not in queries.offered_rules():
        raise Invalid("Choose the rule.", {"rule": "Choose the rule."})
    if deed in UPHOLDS and statement.rule == NO_RULE:
        raise Invalid("Choose the rule it breaks.", {"rule": "Choose the rule it breaks."})
    if deed == Deed.RESTORE and post.state != "hidden":
        raise Invalid("It is not hidden.", {"deed": _("It is not hidden, so it cannot come back.")})


def _row(
    case: ReportCase, post: Post, deed: Deed, *, by: Member, statement: Statement
) -> dict[str, Any]:
    moment = now()
    return {
        "case_id": case.id,
        "about_id": post.id,
        "person_id": post.author_id,
        "decider_id": by.id,
        "deed": deed,
        "rule": statement.rule,
        "facts": statement.facts,
        "is_automated": statement.is_automated,
        "redress": statement.redress,
        "decided_at": moment,
        "appeal_until": moment + APPEAL_WITHIN,
    }


def _impose(
    post: Post, deed: Deed, *, by: Member, statement: Statement, until: datetime | None
) -> int | None:
    if deed not in ON_PERSON:
        return None
    said = {"statement": statement.facts, "until": until}
    return sanctions.impose(post.author_id, str(deed), by=by, **said).id  # type: ignore[arg-type]


def _put_down(case: ReportCase, facts: dict[str, Any]) -> Decision:
    """The event that gives notice is written first, because the row cannot be without it."""
    decision = Decision(id=new_subject("decision"), reference=new_reference(), **facts)
    event = ReportDecided(actor_id=decision.decider_id, **_told(decision), deed=decision.deed)
    decision.notice_id = publish(event)
    db.add(decision)
    case.is_open, case.assignee_id, case.lease_until = False, None, None
    who = {"by": decision.decider_id, "person_id": decision.person_id}
    audit.record("decide reports", subject_id=case.about_id, reason=decision.deed, **who)
    db.flush()
    return decision


def _told(decision: Decision) -> dict[str, Any]:
    return {
        "case_id": decision.case_id,
        "about_id": decision.about_id,
        "decision_id": decision.id,
        "person_id": decision.person_id,
        "counts": decision.deed in UPHOLDS,
        "is_spam": decision.rule == SPAM,
    }


def _reopen(decision: Decision) -> None:
    """A report dismissed in error is decided again, by somebody else."""
    if queries.open_case_of(decision.about_id) is not None:
        return
    case = queries.locked_case(decision.case_id)
    case.is_open, case.opened_at, case.not_by_id = True, now(), decision.decider_id
