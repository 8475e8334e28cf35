"""What hats show on other pages: beside a name, under one's own answer, among one's own things."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.hats import queries
from forum.hats.wording import WHYS


def beside_author(answer_ids: Sequence[int], _reader: Member | None) -> dict[int, Markup]:
    """For whom an answer is said. One query for the page, none while hats are off."""
    if not answer_ids or not queries.are_on():
        return {}
    found = queries.worn_on(answer_ids)
    return {id_: _part("beside", worn) for id_, worn in found.items()}


def on_own(answer_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """The buttons under one's own answers, of which these are; nothing for whoever has no hat."""
    if not answer_ids or reader is None or not queries.are_on():
        return {}
    states, grants = queries.own_state(answer_ids), queries.wearable_by(reader)
    if not states and not grants:
        return {}
    return {id_: _part("own", id_, states.get(id_), grants, WHYS) for id_ in answer_ids}


def my_hats(member_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """For whom one may speak; nothing for whoever was given no hat."""
    if reader is None or reader.id not in member_ids or not queries.are_on():
        return {}
    if not queries.has_any(reader.id):
        return {}
    return {reader.id: _part("mine", queries.wearable_by(reader))}


def _part(name: str, *shown: object) -> Markup:
    html: Markup = get_template_attribute("hats/parts.html", name)(*shown)
    return html
