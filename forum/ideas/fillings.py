"""What ideas show on other rooms' pages: one's own ones on one's own page."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.ideas import queries

FEW = 5


def my_ideas(member_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """The newest ideas of this person and where they stand; nobody else's page shows them here."""
    if reader is None or reader.id not in member_ids:
        return {}
    found = queries.ideas_of(reader.id, most=FEW)
    if not found:
        return {}
    html: Markup = get_template_attribute("ideas/rows.html", "mine")(found)
    return {reader.id: html}
