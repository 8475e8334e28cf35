"""The room, and the page of one hat with all that can be done about it."""

from pathlib import Path

from flask import request
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.hats.queries import are_on, grants_for, hat_of
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.text import as_typed, shown
from forum.kernel.web import page, room
from moderation.granting.forms import GiveHatForm
from moderation.granting.wording import KINDS

granting = room("granting", str(Path(__file__).parent))
BOTH = ["GET", "POST"]


def hat_page(hat_id: int, status: int = 200, *, give: GiveHatForm | None = None) -> Response:
    """That somebody read who wears it, and why, is written down before the page is made."""
    with writing():
        hat = hat_of(hat_id)
        audit.record("look at hat", by=current_member().id, reason=f"hat {hat.id}")
    hat = hat_of(hat_id)
    return page(
        "granting/show.html",
        status,
        hat=hat,
        about=shown(as_typed(hat.about)),
        found=grants_for(hat.id, cursor=request.args.get("after")),
        give=give or GiveHatForm(None),
        kinds=KINDS,
        now=now(),
        are_on=are_on(),
    )
