"""What pages that take pictures share: the file of a form, and the text it goes into."""

from contextlib import closing

from flask import g, request

from forum.accounts.current import current_member, reader
from forum.accounts.naming import write_up_naming
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.pictures import picture_of
from forum.kernel.written import Written
from forum.uploads import actions, queries
from forum.uploads.forms import PictureForm
from forum.uploads.pictures import MOST_BYTES, SIZES, plain, written

ROOM_FOR_THE_FORM = 512 * 1024
NO_WORDS = "Say in a few words what the picture shows, for people who cannot see it."


def largest_request() -> int:
    return MOST_BYTES + ROOM_FOR_THE_FORM


def sent_file() -> bytes:
    """Empty when none was chosen; one byte more than may be sent, when it is too large."""
    if "sent_picture" not in g:  # a request that lost a race is answered again, a file is read once
        g.sent_picture = b""
        if "picture" in request.files:
            with closing(request.files["picture"]) as file:
                g.sent_picture = file.read(MOST_BYTES + 1)
    return bytes(g.sent_picture)


def keep_sent(sent: bytes, alt: str) -> str:
    """Keep it; returns how it is written in a text."""
    if not (words := plain(alt)):
        raise Invalid(NO_WORDS)
    picture = picture_of(sent, SIZES)
    with writing():
        return written(actions.keep_picture(picture, by=current_member()), words)


def take_picture(form: PictureForm) -> None:
    """The picture that came with the form goes to the end of its text, or the form says why not."""
    sent, body = sent_file(), form["body"]
    if not sent or reader() is None:
        return
    try:
        text = keep_sent(sent, form.picture_alt.data or "")
    except Invalid as error:
        form.picture_fault = str(error)
        return
    body.data = f"{body.data or ''}\n\n{text}".strip()
    form.picture_alt.data = ""


def write_up_post(source: str, *, post_id: int = 0) -> Written:
    """What the person asking wrote, with names and the pictures they may show."""
    shown = queries.addresses_for(source, by=reader(), post_id=post_id)
    return write_up_naming(source, shown)
