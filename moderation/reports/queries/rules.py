"""The reasons people can choose and the rules a decision can name, as staff have set them."""

from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.site import SiteSetting
from moderation.reports.reasons import NO_RULE, REASONS, Reason

ROW = "report_reasons"
BREAKS_NONE = "It breaks no rule"


def reasons() -> dict[str, Reason]:
    """By code; those of the settings row when there is one, else those we begin with.

    A page and its form ask several times; the session, which lasts no longer, remembers.
    """
    if ROW not in db.info:
        row = db.scalar(select(SiteSetting.value).where(SiteSetting.name == ROW))
        known = [Reason(**reason) for reason in row["reasons"]] if row else REASONS
        db.info[ROW] = {reason.code: reason for reason in known}
    return dict(db.info[ROW])


def offered_reasons() -> dict[str, Reason]:
    """Those that people can choose now."""
    return {code: reason for code, reason in reasons().items() if not reason.is_retired}


def rules() -> dict[str, str]:
    """Code and words of each rule a decision can have named; `none` for what keeps them all."""
    return _named(reasons())


def offered_rules() -> dict[str, str]:
    """Those that a decision can name now."""
    return _named(offered_reasons())


def _named(known: dict[str, Reason]) -> dict[str, str]:
    return {NO_RULE: BREAKS_NONE} | {code: one.rule for code, one in known.items()}
