"""What badges there are, who helped many, what staff thanked for, and a year in figures."""

from flask import request
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.paging import LARGEST
from forum.kernel.web import page
from forum.recognition import queries
from forum.recognition.rules import Badge
from forum.recognition.views.room import recognition
from forum.recognition.wording import FOR, NAMES, RULES


@recognition.get("/badges")
def badges() -> Response:
    """Every badge there is and what it asks for, the same page for everybody."""
    rows = [(NAMES[badge], RULES[badge]) for badge in Badge]
    return page("recognition/badges.html", rows=rows)


@recognition.get("/helpers")
def helpers() -> Response:
    """People who want to stand here, by how many different people they helped in 365 days."""
    return page("recognition/helpers.html", found=queries.helpers(cursor=request.args.get("after")))


@recognition.get("/me/thanks")
def thanks() -> Response:
    """Every thank-you note to oneself, the newest first."""
    found = queries.notes_to(current_member().id, cursor=request.args.get("after"))
    return page("recognition/thanks.html", found=found, words=FOR)


@recognition.get("/me/years/<int:year>")
def year(year: int) -> Response:
    """What you did in one year, in figures, from the same facts that badges are given for."""
    shown = queries.year_of(current_member(), min(year, LARGEST))
    return page("recognition/year.html", shown=shown)
