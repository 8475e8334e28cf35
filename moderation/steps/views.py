"""Ticking a step of a ticket, and taking that back."""

from collections.abc import Callable
from typing import Any

from flask import redirect, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.web import room
from moderation.helpdesk.actions import tick, untick
from moderation.helpdesk.queries import visible_ticket
from moderation.steps.forms import StepForm

steps = room("steps", __file__)


@steps.post("/desk/tickets/<reference>/steps")
def do(reference: str) -> Response:
    """A required step is done."""
    return _with_step(reference, tick)


@steps.post("/desk/tickets/<reference>/steps/removal")
def take_back(reference: str) -> Response:
    """A required step is not done after all."""
    return _with_step(reference, untick)


def _with_step(reference: str, deed: Callable[..., Any]) -> Response:
    form = StepForm.sent().or_refuse()
    with writing():
        member = current_member()
        ticket = visible_ticket(reference, to=member, lock=True)
        deed(ticket, form.step.data, by=member)
        here = url_for("desk.ticket", reference=ticket.reference, _anchor="steps")
    return redirect(here, 303)
