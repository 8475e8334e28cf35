"""What somebody who may look behind the scenes finds of it among their own things."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.inside import policy, queries
from forum.inside.wording import KINDS

MOST = 3


def newest(member_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """Nothing for everybody else, and nothing for people who work here."""
    if reader is None or reader.id not in member_ids or reader.is_staff:
        return {}
    if not policy.may_look_inside(reader):
        return {}
    found = queries.newest_for(reader, most=MOST)
    html: Markup = get_template_attribute("inside/fillings.html", "newest")(found, KINDS)
    return {reader.id: html}
