"""What reports show on the pages of others: the link on each post, why one is hidden, strikes."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup
from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.db import db
from moderation.reports import queries
from moderation.reports.models import Decision
from moderation.reports.reasons import SAID_TO_AUTHOR, Deed
from moderation.sanctions.policy import may_moderate

PARTS = "reports/fillings.html"
A_POST = "{post}"
"""Stands in the link until each post's number does: twenty links are made from one."""


def report_links(post_ids: Sequence[int], _reader: Member | None) -> dict[int, Markup]:
    """The same for every reader, and no query: the form asks who may see what."""
    link = _part("report_link", post_id=A_POST)
    return {post_id: link.replace(A_POST, str(post_id)) for post_id in post_ids}


def why_hidden(post_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """To the author the decision with the way to appeal, to moderators the case."""
    if reader is None:
        return {}
    rows = select(Decision).where(Decision.about_id.in_(post_ids), Decision.did_hide)
    standing = db.scalars(rows.where(Decision.reversed_at.is_(None)).order_by(Decision.id))
    moderates = may_moderate(reader)
    return {
        decision.about_id: _part("why", decision=decision, moderates=moderates)
        for decision in standing
        if moderates or decision.person_id == reader.id
    }


def my_decisions(member_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """On one's own page: what was decided about one's posts; nothing for nearly everybody."""
    if reader is None or reader.id not in member_ids:
        return {}
    decisions = queries.decisions_against(reader.id)
    if not decisions:
        return {}
    said = {deed: SAID_TO_AUTHOR[Deed(deed)] for deed in Deed}
    return {reader.id: _part("mine", decisions=decisions, said=said)}


def _part(name: str, **shown: object) -> Markup:
    html: Markup = get_template_attribute(PARTS, name)(**shown)
    return html
