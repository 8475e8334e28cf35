"""The link of an invitation: signed, for one invitation as it was sent last."""

import re

from forum.accounts.seals import is_sealed, seal
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from moderation.staff.models import Invitation

DEAD = (
    "This invitation was used, was taken back, or is too old. "
    "Ask whoever invited you to send it again."
)
SHAPE = re.compile(r"(\d{1,18})-([0-9a-f]{64})", re.ASCII)


def link_part(invitation: Invitation) -> str:
    """What stands in the link."""
    return f"{invitation.id}-{seal(_words(invitation))}"


def invitation_behind(link: str, *, lock: bool = False) -> Invitation:
    """The live invitation of a link. Raises Missing for any other, and for what we never sent."""
    shaped = SHAPE.fullmatch(link)
    id_ = min(int(shaped[1]), LARGEST) if shaped else 0
    found = db.get(Invitation, id_, with_for_update=lock, populate_existing=lock)
    if not shaped or found is None or not found.is_live:
        raise Missing(DEAD)
    if not is_sealed(_words(found), shaped[2]):
        raise Missing(DEAD)
    return found


def _words(invitation: Invitation) -> str:
    return f"invitation:{invitation.id}:{invitation.nonce}:{invitation.email_key}"
