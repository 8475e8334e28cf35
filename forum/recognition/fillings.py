"""What recognition shows on one's own pages: notes of thanks, and who may see what."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.recognition import queries


def on_privacy(member_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """Nothing for whoever has no badge: they have not heard of any yet."""
    if reader is None or reader.id not in member_ids or not queries.badges_of(reader.id):
        return {}
    part = get_template_attribute("recognition/parts.html", "on_privacy")
    return {reader.id: part(queries.is_quiet(reader.id), queries.is_listed(reader.id))}


def my_thanks(member_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """The newest notes; nothing for whoever has none."""
    if reader is None or reader.id not in member_ids:
        return {}
    notes = queries.newest_notes_to(reader.id)
    if not notes:
        return {}
    part = get_template_attribute("recognition/parts.html", "my_thanks")
    return {reader.id: part(notes)}
