"""The reasons people can choose and the rules a decision can name, as staff have set them."""

from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.site import SiteSetting
from moderation.reports.reasons import NO_RULE, REASONS, Reason

ROW = "report_reasons"


def reasons() -> dict[str, Reason]:
    """By code; those of the settings row when there is one, else those we begin with.

    A page and its form ask several times; the session, which lasts no longer, remembers.
    """
    if ROW not in db.info:
        row = db.scalar(select(SiteSetting.value).where(SiteSetting.name == ROW))
        known = [Reason(**reason) for reason in row["reasons"]] if row else REASONS
        db.info[ROW] = {reason.code: reason for reason in known}
    return dict(db.info[ROW])


def rules() -> dict[str, str]:
    """Code and words of each rule a decision can rest on; `none` for what keeps them all."""
    named = {code: reason.rule for code, reason in reasons().items()}
    return {NO_RULE: "It breaks no rule", **named}
