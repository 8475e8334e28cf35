"""Feeds: the same bytes as last time are not sent again, and what XML cannot hold is left out."""

import hashlib
import re
from datetime import datetime

from flask import Response, current_app, render_template, request

ATOM = "application/atom+xml; charset=utf-8"
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that no XML document may hold."""


def feed_of(template: str, *, changed_at: datetime | None, here: str, **shown: object) -> Response:
    """`here` is the path of the page it belongs to, `changed_at` that of its latest entry.

    A reader that names the version it has gets 304 and nothing else.
    """
    query = request.query_string.decode()
    own_path = f"{request.path}?{query}" if query else request.path
    text = render_template(
        template,
        base=current_app.config["BASE_URL"],
        here=here,
        own_path=own_path,
        changed_at=changed_at,
        **shown,
    )
    body = UNFIT.sub("", text).encode()
    response = Response(body, content_type=ATOM)
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    response.last_modified = changed_at
    response.make_conditional(request)
    return response
