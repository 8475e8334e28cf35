"""Writing a thank-you note about one post."""

from flask import flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.paging import LARGEST
from forum.kernel.subjects import kind_of, urls_of
from forum.kernel.web import page, room
from forum.recognition import actions
from forum.recognition.queries.notes import author_of
from moderation.thanking.forms import ThankForm

thanking = room("thanking", __file__)


@thanking.route("/desk/posts/<int:post_id>/thanks", methods=["GET", "POST"])
def write(post_id: int) -> Response:
    """The note is read by whoever wrote the post, and by others once that person shows it."""
    form = ThankForm.sent() if request.method == "POST" else ThankForm(None)
    post_id = min(post_id, LARGEST)
    person, url = author_of(post_id), urls_of(kind_of(post_id), [post_id])[post_id]
    if request.method == "GET" or not form.is_fine:
        status = 200 if request.method == "GET" else 422
        shown = {"name": person.shown_name, "url": url, "post_id": post_id}
        return page("thanking/write.html", status, form=form, **shown)
    with writing():
        actions.thank(post_id, form.body.data, by=current_member())
    flash(_("Your thanks are on their way."), "good")
    return redirect(url, 303)
