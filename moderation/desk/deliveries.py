"""What the machinery gave up: deliveries, timed work and mails, and trying them again."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel import chores, relay
from forum.kernel.db import writing
from forum.kernel.web import page
from moderation.desk import actions
from moderation.desk.views import desk

__all__ = ["deliveries", "desk", "revive"]


@desk.get("/desk/deliveries")
def deliveries() -> Response:
    """Every delivery, piece of work and mail that was given up, with why."""
    return page("desk/deliveries.html", rows=chores.given_up(), waiting=relay.waiting())


@desk.post("/desk/deliveries/revival")
def revive() -> Response:
    """Give all of them another first attempt; written down in the audit log."""
    with writing():
        actions.revive_deliveries(by=current_member())
    flash("All of them will be tried again within a minute.", "good")
    return redirect(url_for("desk.deliveries"), 303)
