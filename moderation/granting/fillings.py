"""What managers find at an answer that is said for somebody: the way to take that off."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.hats.policy import may_decide
from forum.hats.queries import are_on, worn_on


def on_posts(post_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """For managers only, with one query, and none while hats are off."""
    if reader is None or not may_decide(reader) or not are_on():
        return {}
    link = get_template_attribute("granting/parts.html", "link")
    return {post_id: link(post_id) for post_id in worn_on(post_ids)}
