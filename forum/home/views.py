"""The front page, and the pages that say what this place is and how to use it."""

from werkzeug.wrappers import Response

from forum.alerts.queries import on_now
from forum.kernel.web import page, room
from forum.threads import queries as threads
from forum.topics.queries import all_topics

home = room("home", __file__)

SHOWN = 5


@home.get("/")
def front() -> Response:
    """One question, one box; then what was solved, what waits, and the topics."""
    return page(
        "home/front.html",
        alerts=on_now(),
        solved=threads.solved_lately(SHOWN),
        waiting=threads.threads_in(state="unanswered", size=SHOWN).items,
        topics=all_topics(),
        pace=threads.pace(),
        thread_path=threads.thread_path,
    )


@home.get("/about")
def about() -> Response:
    """What this place is and who runs it."""
    return page("home/about.html")


@home.get("/help")
def help_page() -> Response:
    """How to ask, answer and reach the council."""
    return page("home/help.html")


@home.get("/accessibility")
def accessibility() -> Response:
    """What works for whom, what does not yet, and how to tell us."""
    return page("home/accessibility.html")
