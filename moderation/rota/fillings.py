"""On the page of a ticket at the desk: why the rota gave it to this person."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from moderation.rota import queries
from moderation.rota.wording import WAYS


def at_desk(ticket_ids: Sequence[int], _reader: Member | None) -> dict[int, Markup]:
    """Nothing on tickets that somebody took by hand."""
    found = {id_: queries.given_to(id_) for id_ in ticket_ids}
    part = get_template_attribute("rota/parts.html", "why")
    return {id_: part(given, WAYS) for id_, given in found.items() if given}
