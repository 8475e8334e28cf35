"""Another way of asking: three short questions, whose answers become the question."""

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from forum.kernel.web import page
from forum.threads.forms import AskForm, GuideForm
from forum.threads.views.asking import ask_page
from forum.threads.views.room import threads


@threads.get("/ask/guide")
def guide() -> Response:
    """Three questions, one after the other."""
    return page("threads/guide.html", form=GuideForm())


@threads.post("/ask/guide")
def guided() -> Response:
    """The form to ask with the answers put together; nothing is kept before that is sent."""
    form = GuideForm.sent()
    if not form.is_fine:
        return page("threads/guide.html", 422, form=form)

    told = {"title": form.wish.data, "body": _told(form), "topic": form.topic.data}
    return ask_page(AskForm(MultiDict(told | {"door": "public"})), guided=True)


def _told(form: GuideForm) -> str:
    happened: str = form.happened.data
    if not form.tried.data:
        return happened
    return "\n\n".join([happened, str(_("What I have tried:")), form.tried.data])
