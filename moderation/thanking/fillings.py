"""What staff find beside a question, an answer and an idea: the way to thank for it."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.recognition.policy import may_thank
from forum.recognition.queries import can_be_thanked_for


def on_posts(post_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """For staff only, with one query: a comment is thanked for with its answer."""
    if reader is None or not may_thank(reader):
        return {}
    link = get_template_attribute("thanking/parts.html", "link")
    return {post_id: link(post_id) for post_id in can_be_thanked_for(list(post_ids))}


def on_ideas(idea_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    if reader is None or not may_thank(reader):
        return {}
    part = get_template_attribute("thanking/parts.html", "on_idea")
    return {idea_id: part(idea_id) for idea_id in idea_ids}
