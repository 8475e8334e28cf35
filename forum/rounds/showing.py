"""A question with its answer as a page shows it, and who answers."""

from typing import Any

from forum.accounts.models import Member
from forum.accounts.standing import name_with_team
from forum.kernel.text import as_typed, shown
from forum.rounds.queries import Asked
from forum.rounds.states import Reason
from forum.rounds.wording import REASONS


def told_of(one: Asked, *, with_name: bool) -> dict[str, Any]:
    """In public nobody’s name stands on a question; `html` is None where it was taken away."""
    question, answer = one.question, one.answer
    asker = question.asker if with_name else None
    told = {
        "id": question.id,
        "asker_id": question.asker_id,
        "asker": asker.shown_name if asker is not None else None,
        "at": question.asked_at,
        "html": shown(as_typed(question.body)) if question.body is not None else None,
        "answer": answer,
        "corrections": one.corrections,
    }
    if answer is None:
        return told
    reason = REASONS[Reason(answer.reason)] if answer.reason else None
    return told | {"by": team_name(answer.by), "reason": reason, "said": shown(answer.html)}


def team_name(member: Member) -> str:
    """As "Dev, Waste team"."""
    return name_with_team(member.name, member.role, member.team)
