"""The pages behind the scenes: for whom they are, one note, and what everybody reads."""

from typing import Any

from flask import request, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member, reader
from forum.inside import policy, queries
from forum.inside.wording import KINDS, OUTCOMES
from forum.kernel.clock import now
from forum.kernel.found import kept_out
from forum.kernel.slots import Slot
from forum.kernel.text import as_typed, shown
from forum.kernel.web import page, room

inside = room("inside", __file__)
ahead = Slot("behind the scenes")
"""What stands above the notes; filled for whoever looks, by their own id."""


@inside.get("/inside")
def index() -> Response:
    """What we tell those who help a lot here; everybody else reads how it opens."""
    by = current_member()
    if not policy.may_look_inside(by):
        return page("inside/closed.html", is_young=by.is_under_18)
    found = queries.inside_for(by, cursor=request.args.get("cursor"))
    older = url_for("inside.index", cursor=found.next) if found.next else None
    hears = policy.may_hear_early(by)
    told: dict[str, Any] = {"found": found.items, "older": older, "hears": hears, "now": now()}
    told["ahead"] = ahead.render([by.id], to=by).get(by.id)
    return page("inside/index.html", kinds=KINDS, outcomes=OUTCOMES, **told)


@inside.get("/announced")
def announced() -> Response:
    """Changes that were announced, and what became of plans, for everybody."""
    found = queries.announced(cursor=request.args.get("cursor"))
    older = url_for("inside.announced", cursor=found.next) if found.next else None
    told: dict[str, Any] = {"found": found.items, "older": older}
    return page("inside/announced.html", outcomes=OUTCOMES, **told)


@inside.get("/inside/<int:inside_id>")
def show(inside_id: int) -> Response:
    """One note, for whoever may read it; a public one for everybody."""
    to = reader()
    note = queries.visible_note(inside_id, to=to)
    is_public = note.is_public_at(now())
    told: dict[str, Any] = {
        "note": note,
        "html": shown(note.html),
        "is_public": is_public,
        "kinds": KINDS,
        "outcomes": OUTCOMES,
        "became": shown(as_typed(note.outcome_words or "")),
        "may_write": policy.may_write(to),
    }
    own = page("inside/show.html", **told)
    return own if is_public else kept_out(own)
