"""The page that explains the rungs to everybody."""

from werkzeug.wrappers import Response

from forum.kernel.web import page
from forum.people import ladder_page
from forum.people.views.room import people
from forum.reputation.queries.versions import rules_now, rules_of, rules_to_come


@people.get("/ladder")
def ladder() -> Response:
    """How people grow here: what each rung asks for and what it opens, the same for everybody."""
    rules, to_come = rules_now(), rules_to_come()
    return page(
        "people/ladder.html",
        rungs=ladder_page.rungs_shown(rules),
        ways=ladder_page.WAYS,
        days=rules.window.days,
        share=ladder_page.share_to_keep(rules),
        notice=ladder_page.days_before_a_step_down(rules),
        to_come=to_come,
        changes=ladder_page.changes(rules, rules_of(to_come)) if to_come else [],
    )
