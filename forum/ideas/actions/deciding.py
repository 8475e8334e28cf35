"""What the council decides: a move of the table, its reason, and the reply everybody reads."""

from typing import Any

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.ideas import policy
from forum.ideas.actions.changing import change_idea, hold, named
from forum.ideas.actions.replying import reply
from forum.ideas.events import IdeaMoved
from forum.ideas.models import Idea, StageMove
from forum.ideas.queries.reasons import reasons_for
from forum.ideas.states import (
    LABELS,
    MOVED_BY_STAFF,
    MOVES,
    UNDECIDED,
    Stage,
    needs_reason,
)
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Invalid, Refused
from forum.kernel.events import publish
from forum.kernel.languages import say
from forum.kernel.written import Written


def decide(
    idea: Idea,
    *,
    by: Member,
    stage: str,
    reason: str = "",
    summary: str = "",
    details: Written | None = None,
    department: str = "",
) -> None:
    """Move it and reply in public. `summary` is the text of the move and of the reply.

    The same decision sent twice is one; without a move it is a new version of the reply.
    """
    if not policy.may_decide(by):
        raise Refused("Only the policy team decides about ideas.")
    wanted = _stage(stage)
    hold(idea)
    if not idea.is_visible:
        raise Refused("This idea does not show. Let it show before you decide about it.")

    move_id = None
    if wanted != idea.stage:
        _check(policy.stage_of(idea), wanted, reason=reason, summary=summary)
        move_id = move_along(idea, wanted, by_id=by.id, reason=reason, text=summary)
    if summary:
        said = {"summary": summary, "department": department}
        reply(idea, by=by, details=details, move_id=move_id, **said)


def move_along(idea: Idea, stage: Stage, *, by_id: int | None, reason: str, text: str) -> int:
    """Write the move down and give its id. The caller has judged who may, and the table and the
    database judge what.
    """
    before = policy.stage_of(idea)
    _check_allowed(before, stage)
    move = StageMove(
        idea_id=idea.id, before=before, stage=stage, reason=reason, text=text, actor_id=by_id
    )
    move.moved_at = now()
    db.add(move)
    db.flush()
    change_idea(idea, **_stands(stage))
    moved: dict[str, Any] = {"before": before, "state": stage, "reason": reason}
    publish(IdeaMoved(**named(idea, by=by_id, move_id=move.id, **moved)))
    return move.id


def _stands(stage: Stage) -> dict[str, Any]:
    """What follows for the row; an idea its author took back was not decided by anybody."""
    is_undecided = stage in UNDECIDED
    decided_at = None if is_undecided or stage == Stage.WITHDRAWN else now()
    return {"stage": stage, "is_undecided": is_undecided, "decided_at": decided_at}


def _stage(name: str) -> Stage:
    if name not in MOVED_BY_STAFF:
        raise Invalid("Choose where it stands now.", {"stage": "Choose where it stands now."})
    return Stage(name)


def _check(before: Stage, stage: Stage, *, reason: str, summary: str) -> None:
    _check_allowed(before, stage)
    faults = {}
    if reason and reason not in reasons_for(stage):
        faults["reason"] = _("This reason does not fit what you decided.")
    if needs_reason(before, stage) and not reason:
        faults["reason"] = _("Choose the reason. Everybody who supports it will read it.")
    if needs_reason(before, stage) and not summary:
        faults["summary"] = _("Say in a sentence what you decided and why.")
    if faults:
        raise Invalid(next(iter(faults.values())), faults)


def _check_allowed(before: Stage, stage: Stage) -> None:
    if stage not in MOVES[before]:
        said = {"now": say(LABELS[before]), "then": say(LABELS[stage])}
        raise Refused(_("An idea that says “%(now)s” cannot go to “%(then)s”.", **said))
