"""What a newcomer is asked once, and where they take it back later."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.referrals import queries


def on_welcome(member_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """Only where the box was ticked in another browser: it may have been somebody else."""
    return _shown("on_welcome", member_ids, reader, only_asked=True)


def on_privacy(member_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """Nothing for whoever came by no invitation, or did not tick the box."""
    return _shown("on_privacy", member_ids, reader, only_asked=False)


def _shown(
    macro: str, member_ids: Sequence[int], reader: Member | None, *, only_asked: bool
) -> dict[int, Markup]:
    if reader is None or reader.id not in member_ids:
        return {}
    row = queries.referral_of(reader.id)
    if row is None or row.inviter_id is None:
        return {}
    is_asked = queries.is_unsure(row)
    if only_asked and not is_asked:
        return {}
    inviter = db.get_one(Member, row.inviter_id)
    part = get_template_attribute("referrals/parts.html", macro)
    return {reader.id: part(inviter.shown_name, is_asked)}
