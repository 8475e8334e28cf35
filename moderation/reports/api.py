"""Reporting in JSON, with an account or without."""

from typing import Any

from apiflask import Schema
from apiflask.fields import Integer, String
from flask import current_app, request

from forum.accounts.current import network_address, reader
from forum.accounts.emails import checked_email
from forum.kernel import limits
from forum.kernel.api import Text, api
from forum.kernel.db import writing
from forum.kernel.events import acting_through
from moderation.reports import actions, queries
from moderation.reports.actions import Reporter
from moderation.reports.forms import LONGEST_REPORT
from moderation.reports.limits import REPORTS_FROM_PLACE
from moderation.reports.models import Report
from moderation.reports.references import key_to
from moderation.reports.reporters import reporter, spend

reports_api = api("reports", __name__)

MADE_ALREADY: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The report this reporter has made about this post before.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Reported"}}},
    }
}


class NewReport(Schema):
    """`subject` is the id of a thread, an answer or a comment; `reason` is a code."""

    subject = Integer(required=True)
    reason = Text(most=40, one_line=True, required=True)
    text = Text(most=LONGEST_REPORT, load_default="")
    name = Text(most=100, one_line=True, load_default="")
    email = Text(most=254, one_line=True, load_default="", described={"format": "email"})


class Reported(Schema):
    id = Integer()
    url = String()
    reference = String()
    subject = Integer()
    reason = String()
    state = String()


@reports_api.post("/reports")
@reports_api.input(NewReport, arg_name="sent")
@reports_api.output(Reported, status_code=201)
@reports_api.doc(responses=MADE_ALREADY)
def report(sent: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Report a post: 201 with a new report, 200 with the one made before."""
    email = checked_email(sent["email"]) if sent["email"] else ""
    limits.check(REPORTS_FROM_PLACE, network_address())
    nonce = request.headers.get("Idempotency-Key", "")
    with acting_through("api"), writing():
        by = reporter(reader(), email=email, name=sent["name"], nonce=nonce)
        spend(by)
        post = queries.post_of(max(sent["subject"], 0), to=by.member)
        made, is_new = actions.report(post, by=by, reason=sent["reason"], body=sent["text"])
        shown = _shown(made, by)
    return shown, 201 if is_new else 200


def _shown(made: Report, by: Reporter) -> dict[str, Any]:
    """Without an account the address carries the key."""
    page = f"{current_app.config['BASE_URL']}/reports/{made.reference}"
    return {
        "id": made.id,
        "url": page if by.member else f"{page}?key={key_to(made.id)}",
        "reference": made.reference,
        "subject": made.about_id,
        "reason": made.reason,
        "state": "open" if made.case.is_open else "decided",
    }
