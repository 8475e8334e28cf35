"""Work by the clock and by command: a yes that waits too long, and all referrals anew."""

from sqlalchemy import select

from forum.kernel.db import db, fresh_reading, writing
from forum.referrals import actions
from forum.referrals.models import MemberReferral

CHUNK = 200


def forget_waiting() -> None:
    """Once a day."""
    with writing():
        actions.forget_waiting()


def rebuild_referrals() -> int:
    """Work out from the ledger which count; how many were wrong. Nobody is told."""
    wrong, after = 0, 0
    while True:
        with fresh_reading():
            rows = select(MemberReferral.invited_id).where(MemberReferral.invited_id > after)
            found = db.scalars(rows.order_by(MemberReferral.invited_id).limit(CHUNK))
            ids = [id_ for id_ in found if id_ is not None]
        if not ids:
            return wrong
        with writing():
            wrong += sum(actions.settle_referral(id_, tells=False) for id_ in ids)
        after = ids[-1]
