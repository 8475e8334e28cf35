"""What services show on one's own page: those one follows."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.services.queries import followed_by


def followed(member_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """Nothing for whoever follows none."""
    if reader is None or reader.id not in member_ids:
        return {}
    services = followed_by(reader.id)
    if not services:
        return {}
    html: Markup = get_template_attribute("services/fillings.html", "followed")(services)
    return {reader.id: html}
