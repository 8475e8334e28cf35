"""What stands behind the scenes about rounds that people can ask in now."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.rounds import policy, queries

MOST = 3


def going_on(member_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """Nothing while there is none: the page of all rounds has a link of its own."""
    if reader is None or reader.id not in member_ids:
        return {}
    found = queries.going_on(most=MOST)
    part = get_template_attribute("rounds/fillings.html", "going_on")
    html: Markup = part(found, policy.may_ask(reader))
    return {reader.id: html}
