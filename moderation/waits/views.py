"""How long answers usually take, and how often what we said was true: a page, JSON and a table."""

from typing import Any

from flask import Response, jsonify
from werkzeug.wrappers import Response as AnyResponse

from forum.kernel.languages import say
from forum.kernel.web import page, room
from forum.services.models import Service, UsualWait
from forum.services.wording import promise_words
from moderation.asking_back.queries import by_service
from moderation.asking_back.showing import facts_of, share_kept, shares
from moderation.helpdesk.queries import kinds
from moderation.reports.published import as_table
from moderation.reports.queries.few import Note
from moderation.waits import queries
from moderation.waits.queries import Calibration

waits = room("waits", __file__)

COLUMNS = ("service", "cases", "within_half", "within_nine", "note")


@waits.get("/waiting-times")
def figures() -> AnyResponse:
    """What is said at present, and what became of what was said in the last year."""
    known = kinds()
    said = [_said(wait, service, known) for wait, service in queries.estimates()]
    year = by_service()
    shown: dict[str, Any] = {
        "content": [[one.service, *shares(one.found)] for one in year if one.found.asked],
        "kept": [[one.service, *share_kept(one.kept)] for one in year if one.kept.promises],
    }
    return page("waits/figures.html", said=said, found=queries.calibration(), **shown)


@waits.get("/waiting-times.json")
def figures_json() -> Response:
    """The same figures for programs."""
    said = [
        {
            **{"service": service.slug, "kind": wait.kind, "cases": wait.cases},
            **{"half_minutes": wait.half_minutes, "nine_minutes": wait.nine_minutes},
            "reckoned_at": wait.reckoned_at.isoformat(),
        }
        for wait, service in queries.estimates()
    ]
    year = [facts_of(one) for one in by_service()]
    return jsonify(
        estimates=said,
        calibration=[_row(one) for one in queries.calibration()],
        satisfaction=[content for content, _kept in year],
        promises=[kept for _content, kept in year],
    )


@waits.get("/waiting-times.csv")
def figures_csv() -> Response:
    """How often it was true, as a table."""
    rows = [_row(one) for one in queries.calibration()]
    return as_table(COLUMNS, rows, words="service")


def _said(wait: UsualWait, service: Service, known: Any) -> list[Any]:
    hours = service.calendar_version.calendar
    kind = known[wait.kind].label if wait.kind in known else wait.kind
    within = (promise_words(minutes, hours) for minutes in (wait.half_minutes, wait.nine_minutes))
    return [service.name, say(kind), wait.cases, *within]


def _row(one: Calibration) -> dict[str, Any]:
    shares = {"within_half": one.share(one.half), "within_nine": one.share(one.nine)}
    cases = one.cases if one.is_told else None
    note = Note.EXACT if one.is_told else Note.FEWER
    return {"service": one.slug, "cases": cases, **shares, "note": str(note)}
