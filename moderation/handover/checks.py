"""What must always be true of hand-overs, and whether the lines to outside desks are well."""

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy import func, select

from forum.kernel.db import db
from forum.kernel.house import Finding
from moderation.handover import queries
from moderation.handover.models import HandOver, HandOverUpdate
from moderation.handover.states import Handing

TROUBLES = {
    "Hand-overs were refused or tried too often. See /desk/outside.": queries.count_needing_person,
    "An outside desk uses a state nobody has explained. See /desk/outside.": queries.count_unmapped,
    "Hand-overs differ from the outside desk’s side. See /desk/outside.": queries.count_drifted,
    "An outside desk does not answer. See /desk/outside.": queries.count_resting,
}


def health() -> str:
    """`ok`, or what needs a person; the administrators are told when it lasts."""
    return next((sentence for sentence, count in TROUBLES.items() if count()), "ok")


def handed_over_has_their_number() -> Iterator[Finding]:
    lost = select(HandOver.ticket_id).where(
        HandOver.state == Handing.HANDED, HandOver.remote_id.is_(None)
    )
    for ticket_id in db.scalars(lost):
        yield Finding("handed over has their number", "Their number is not known.", ticket_id)


def said_later_in_order() -> Iterator[Finding]:
    """Nothing was said before what came earlier."""
    first_open = (
        select(HandOverUpdate.hand_over_id, func.min(HandOverUpdate.id).label("first"))
        .where(HandOverUpdate.state != Handing.HANDED)
        .group_by(HandOverUpdate.hand_over_id)
        .subquery()
    )
    early = select(HandOverUpdate.hand_over_id).join(
        first_open, first_open.c.hand_over_id == HandOverUpdate.hand_over_id
    )
    early = early.where(HandOverUpdate.state == Handing.HANDED)
    for hand_over_id in db.scalars(early.where(HandOverUpdate.id > first_open.c.first)):
        sentence = _("Hand-over %(number)s: something was said too early.", number=hand_over_id)
        yield Finding("said later in order", sentence)


CHECKS = {
    check.__name__.replace("_", " "): check
    for check in (handed_over_has_their_number, said_later_in_order)
}
GAUGES = {
    "hand_overs_stopped": ("Hand-overs that need a person", queries.count_needing_person),
    "hand_overs_drifted": ("Hand-overs that differ on the other side", queries.count_drifted),
    "hand_overs_unmapped": ("Hand-overs in a state nobody has explained", queries.count_unmapped),
    "outside_desks_resting": ("Outside desks that do not answer", queries.count_resting),
}
