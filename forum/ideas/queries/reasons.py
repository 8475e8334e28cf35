"""The reasons for decisions, as staff have worded them; codes stay what they are for ever."""

from typing import Any

from forum.ideas.states import LEADS_TO, REASONS, Stage
from forum.kernel.languages import say
from forum.kernel.site import rows_shown_everywhere

ROW = "idea_reasons"  # in the site's settings; pages read it anyway
NOT_GIVEN_BY_HAND = ("author", "duplicate", "elsewhere")


def idea_reasons() -> list[dict[str, Any]]:
    """Code, label, whether it is retired, and its version: those staff keep, or the first ones."""
    kept: list[dict[str, Any]] = rows_shown_everywhere().get(ROW, {}).get("reasons", [])
    if kept:
        return kept
    return [
        {"code": code, "label": label, "is_retired": False, "version": 1}
        for code, label in REASONS.items()
    ]


def reason_words(code: str) -> str:
    """What everybody reads; a retired reason still has its words."""
    for reason in idea_reasons():
        if reason["code"] == code:
            return str(reason["label"])
    return REASONS.get(code, "")


def given_by_hand() -> list[tuple[str, str]]:
    """What the policy team can choose from, as (code, words)."""
    return [
        (one["code"], say(one["label"]))
        for one in idea_reasons()
        if not one["is_retired"] and one["code"] not in NOT_GIVEN_BY_HAND
    ]


def reasons_for(stage: Stage) -> set[str]:
    """The codes of the reasons somebody may give for a move there."""
    offered = [one["code"] for one in idea_reasons() if not one["is_retired"]]
    return {code for code in offered if stage in LEADS_TO.get(code, {stage})}
