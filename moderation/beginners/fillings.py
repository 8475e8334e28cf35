"""On the page of a ticket at the desk: the answer of somebody new that waits for a colleague."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.kernel.text import shown
from moderation.beginners import policy, queries
from moderation.beginners.forms import RemarkForm
from moderation.beginners.models import FirstAnswer
from moderation.beginners.wording import STATES, WAITS
from moderation.staff.queries import is_under_review


def at_desk(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """Nothing on tickets that nobody new has answered."""
    found = {id_: queries.answers_on(id_) for id_ in ticket_ids}
    return {id_: _part(answers, reader) for id_, answers in found.items() if answers}


def _part(answers: Sequence[FirstAnswer], reader: Member | None) -> Markup:
    is_new = reader is not None and is_under_review(reader.id)
    part = get_template_attribute("beginners/parts.html", "at_desk")
    lines = [
        (one, shown(one.html), one.state == WAITS and policy.may_review(reader, one, is_new=is_new))
        for one in answers
    ]
    html: Markup = part(lines, RemarkForm(None), STATES)
    return html
