"""All that is kept about somebody, as a file they can take along."""

from flask import Response, jsonify

from forum.accounts.current import current_member
from forum.people.queries import everything_about
from forum.people.views.room import people


@people.get("/me/data.json")
def own_data() -> Response:
    """Everything kept about you, as one file to download."""
    found = everything_about(current_member().id)
    response = jsonify(found | {"exported_at": found["exported_at"].isoformat()})
    response.headers["Content-Disposition"] = "attachment; filename=my-data.json"
    response.headers["Cache-Control"] = "private, no-store"
    return response
