"""The page that explains the rungs to everybody."""

from werkzeug.wrappers import Response

from forum.kernel.web import page
from forum.people import ladder_page
from forum.people.views.room import people


@people.get("/ladder")
def ladder() -> Response:
    """How people grow here: what each rung asks for and what it opens, the same for everybody."""
    return page(
        "people/ladder.html",
        rungs=ladder_page.rungs_shown(),
        ways=ladder_page.WAYS,
        days=ladder_page.days_looked_at(),
        share=ladder_page.share_to_keep(),
        notice=ladder_page.days_before_a_step_down(),
    )
