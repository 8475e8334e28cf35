"""The front page, and the pages that say what this place is and how to use it."""

from flask import current_app
from flask_babel import format_date
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.alerts.queries import on_now
from forum.design.views import FOR_GOOD
from forum.home.criteria import LOOKED_ON, Found, of
from forum.home.queries import logo_with, text_called
from forum.home.wording import TEXTS
from forum.ideas import queries as ideas
from forum.kernel.found import Outside
from forum.kernel.languages import say
from forum.kernel.text import shown
from forum.kernel.web import page, room
from forum.threads import queries as threads
from forum.topics.queries import all_topics

home = room("home", __file__)

SHOWN, FEW = 5, 3
WHAT_IT_IS = (
    "Ask about bins, permits, schools and streets. Neighbours often answer first. If they cannot,"
    " the council answers and promises you a time."
)


@home.get("/")
def front() -> Response:
    """One question, one box; then what was solved, what waits, which ideas rise, and the topics."""
    return page(
        "home/front.html",
        outside=Outside(_(WHAT_IT_IS), "website"),
        alerts=on_now(),
        solved=threads.solved_lately(SHOWN),
        waiting=threads.threads_in(state="unanswered", size=SHOWN).items,
        rising=ideas.ideas_in(order="rising", size=FEW).items,
        topics=all_topics(),
        pace=threads.pace(),
        thread_path=threads.thread_path,
        idea_path=ideas.idea_path,
    )


@home.get("/about")
def about() -> Response:
    """What this place is and who runs it."""
    return page("home/about.html")


@home.get("/help")
def help_page() -> Response:
    """How to ask, answer and reach the council."""
    return page("home/help.html")


@home.get('/<any("privacy", "house-rules", "moderation-hours"):name>')
def text(name: str) -> Response:
    """What staff have written about how this place is run."""
    return page("home/text.html", title=say(TEXTS[name]), html=shown(text_called(name)))


@home.get("/logo-<digest>")
def logo(digest: str) -> Response:
    """The picture of this place; another picture has another address."""
    found = logo_with(digest)
    response = current_app.response_class(found.body, content_type=found.media)
    response.headers["Cache-Control"] = FOR_GOOD
    return response


@home.get("/accessibility")
def accessibility() -> Response:
    """What works for whom, what does not yet, and how to tell us."""
    return page(
        "home/accessibility.html",
        looked_on=format_date(LOOKED_ON, "d MMMM y"),
        tested=of(Found.TESTED),
        nothing=of(Found.NOTHING),
        unmet=of(Found.OPEN),
        unseen=of(Found.BY_HAND),
        halves=of(Found.PARTLY),
    )
