"""The page of a form once more: with its text as everybody will see it, or with what is wrong.

For whoever has no script; with one, the button opens the preview in place (see views.py).
"""

from collections.abc import Callable
from typing import Any

from flask import request

from forum.accounts.current import reader
from forum.kernel.forms import PlainForm
from forum.kernel.text import shown
from forum.kernel.written import Written
from forum.uploads.taking import write_up_post


def is_preview() -> bool:
    """Whether a member sent the form with the button “Preview”."""
    return reader() is not None and request.form.get("preview") == "yes"


def shown_again(
    form: PlainForm, write: Callable[[str], Written] = write_up_post
) -> dict[str, Any] | None:
    """The status of the page and its preview; nothing when the form can be posted as it is."""
    if not is_preview():
        return None if form.is_fine else {"status": 422}
    body = form["body"]
    if not body.validate(form):
        return {"status": 422}
    return {"status": 200, "preview": shown(write(body.data).html)}
