"""What waits for an answer, among one's own things."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.surveys import queries
from forum.surveys.keys import path_of
from forum.surveys.showing import what_about


def my_questions(member_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """Nothing for whoever has answered all."""
    if reader is None or reader.id not in member_ids:
        return {}
    waiting = queries.waiting_for(reader.id)
    if not waiting:
        return {}
    about = what_about.render([one.about_id for one in waiting], to=reader)
    part = get_template_attribute("surveys/parts.html", "mine")
    return {reader.id: part([(about.get(one.about_id), path_of(one.id)) for one in waiting])}
