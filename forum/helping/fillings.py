"""What the room shows on other pages: on a topic's, and among one's own things."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.helping import policy, queries


def on_topic(topic_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """For those who may look after it: the way to what waits, or the button. Else no question."""
    if not policy.may_help(reader):
        return {}
    assert reader is not None
    mine = {one.topic_id for one in queries.adopted_by(reader.id)}
    topics = {one.id: one for one in queries.open_topics()}
    return {id_: _part("on_topic", topics[id_], id_ in mine) for id_ in topic_ids if id_ in topics}


def my_topics(member_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """On one's own page: what one looks after, and what waits there; also what rests."""
    if reader is None or reader.id not in member_ids or reader.is_under_18:
        return {}
    adopted, works = queries.adopted_by(reader.id), policy.may_help(reader)
    if not adopted and not works:
        return {}
    waiting = queries.waiting_in([one.topic_id for one in adopted]) if adopted and works else {}
    return {reader.id: _part("mine", adopted, waiting, works)}


def _part(name: str, *shown: object) -> Markup:
    html: Markup = get_template_attribute("helping/fillings.html", name)(*shown)
    return html
