"""Tags that begin like what somebody types, for a form that is open."""

from flask import Response, jsonify, request

from forum.threads.forms import LONGEST_TAG
from forum.threads.queries.offering import tags_beginning
from forum.threads.views.room import threads


@threads.get("/tags")
def offer_tags() -> Response:
    """Nothing for nothing; a few of those in use, by the alphabet."""
    start = "-".join(request.args.get("begins", "").lower().split())
    found = tags_beginning(start) if 0 < len(start) <= LONGEST_TAG else []
    return jsonify(offers=[{"text": name, "note": ""} for name in found])
