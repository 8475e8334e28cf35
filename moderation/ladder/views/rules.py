"""The rules of the rungs: written down, tried on everybody, announced and withdrawn."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.standing import Rung
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.languages import say
from forum.kernel.web import page
from forum.people.ladder_page import changes
from forum.reputation import policy
from forum.reputation.actions import ruling
from forum.reputation.models import RulesVersion
from forum.reputation.queries.versions import (
    all_versions,
    rules_now,
    rules_of,
    rules_to_come,
    version_with_id,
)
from forum.reputation.rulebook import written_rules
from moderation.ladder import wording
from moderation.ladder.forms import AnnounceForm, RulesForm
from moderation.ladder.views.room import ladder


@ladder.get("/desk/ladder/rules")
def rules() -> Response:
    """Which rules hold, which are to come, and those that were tried."""
    return _list()


@ladder.post("/desk/ladder/rules")
def draft() -> Response:
    """Keep other rules, and have them tried on everybody."""
    form = RulesForm.sent()
    if not form.is_fine:
        return _list(422, form=form)
    try:
        with writing():
            made = ruling.draft_rules(form.written.data, by=current_member())
            return redirect(url_for("ladder.version", version_id=made.id), 303)
    except Invalid as error:
        form.written.errors = [str(error)]
        return _list(422, form=form)


@ladder.get("/desk/ladder/rules/<int:version_id>")
def version(version_id: int) -> Response:
    """One version: what differs, and what the trial counted."""
    return _version(version_id)


@ladder.post("/desk/ladder/rules/<int:version_id>/announcement")
def announce(version_id: int) -> Response:
    """Tell everybody from which day on these rules hold."""
    version_with_id(version_id)
    form = AnnounceForm.sent()
    if not form.is_fine or form.begins is None:
        return _version(version_id, 422, form=form)
    said = {"effective_at": form.begins, "why": form.why.data}
    try:
        with writing():
            ruling.announce_rules(version_id, by=current_member(), **said)
    except Invalid as error:
        (form.why if "why" in error.faults else form.first_day).errors = [str(error)]
        return _version(version_id, 422, form=form)
    flash(say(wording.IS_ANNOUNCED), "good")
    return redirect(url_for("ladder.version", version_id=version_id), 303)


@ladder.post("/desk/ladder/rules/<int:version_id>/withdrawal")
def withdraw(version_id: int) -> Response:
    """They will not hold."""
    version_with_id(version_id)
    with writing():
        ruling.withdraw_rules(version_id, by=current_member())
    flash(say(wording.IS_WITHDRAWN), "good")
    return redirect(url_for("ladder.rules"), 303)


def _list(status: int = 200, form: RulesForm | None = None) -> Response:
    holding = rules_now()
    return page(
        "ladder/rules.html",
        status,
        holding=holding,
        to_come=rules_to_come(),
        versions=all_versions(),
        form=form or RulesForm(None, written=written_rules(holding)),
        may_rule=policy.may_rule(current_member()),
    )


def _version(version_id: int, status: int = 200, form: AnnounceForm | None = None) -> Response:
    one = version_with_id(version_id)
    holding = rules_now()
    return page(
        "ladder/version.html",
        status,
        version=one,
        changes=changes(holding, rules_of(one)),
        columns=[_("Now"), *((say(wording.RUNGS[rung]), "n") for rung in Rung)],
        table=_table(one),
        is_over=bool(one.announced_at or one.withdrawn_at),
        may_withdraw=ruling.may_withdraw(one),
        form=form or AnnounceForm(None),
        may_rule=policy.may_rule(current_member()),
        days=holding.notice.days,
    )


def _table(version: RulesVersion) -> list[list[Any]]:
    """Each rung with how many stand there now and after, and who would come from where."""
    if not version.trial:
        return []
    counted = version.trial["table"]
    return [
        [say(wording.RUNGS[before]), *(counted[before][after] for after in Rung)] for before in Rung
    ]
