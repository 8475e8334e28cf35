"""People whose names begin like what somebody types, for a form that is open."""

from flask import Response, jsonify, request
from flask_babel import gettext as _

from forum.accounts.current import current_member
from forum.accounts.names import LONGEST, name_key
from forum.kernel.paging import LARGEST
from forum.people.queries import people_to_offer
from forum.people.views.room import people


@people.get("/members")
def offer_people() -> Response:
    """First those who take part in the question, then those who want to be found."""
    start = name_key(request.args.get("begins", "")[: LONGEST + 1])
    thread_id = min(request.args.get("thread", 0, int), LARGEST)
    is_fine = start.isprintable() and len(start) <= LONGEST
    found = people_to_offer(start, thread_id=thread_id, to=current_member()) if is_fine else []
    note = str(_("takes part here"))
    return jsonify(offers=[{"text": name, "note": note if near else ""} for name, near in found])
