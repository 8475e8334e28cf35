"""Sending a picture from an open form, and showing one."""

from flask import Response, current_app, jsonify, request

from forum.accounts.current import reader
from forum.kernel.errors import Invalid
from forum.kernel.web import HEADERS, room
from forum.uploads import queries
from forum.uploads.forms import PictureForm
from forum.uploads.pictures import SIZES
from forum.uploads.taking import keep_sent, sent_file

uploads = room("uploads", __file__)

ALONE = f"{HEADERS['Content-Security-Policy']}; sandbox"


@uploads.post("/uploads")
def add() -> tuple[Response, int]:
    """Keep a picture that was pasted; the answer says how it is written in the text."""
    form, sent = PictureForm.sent().or_refuse(), sent_file()
    if not sent:
        raise Invalid(SIZES.no_picture)
    return jsonify(text=keep_sent(sent, form.picture_alt.data)), 201


@uploads.get("/uploads/<key>")
def show(key: str) -> Response:
    """Asked again each time it is shown: who may not see the post any more does not see it."""
    found = queries.visible_picture(key, to=reader())
    response = current_app.response_class(b"", content_type=found.media)
    response.set_etag(found.key)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Disposition"] = "inline; filename=picture"
    response.headers["Content-Security-Policy"] = ALONE
    response.make_conditional(request)
    if response.status_code == 200:
        response.set_data(found.body)
    return response
