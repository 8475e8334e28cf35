"""The moderators' queue, one case in its context, and the decision with its statement."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.languages import say
from forum.kernel.web import page
from moderation.reports import actions, policy, queries
from moderation.reports.actions import Statement
from moderation.reports.forms import DecisionForm, last_moment_of
from moderation.reports.letters import statement_of
from moderation.reports.models import Decision, ReportCase
from moderation.reports.reasons import DEEDS, HOW_TO_APPEAL, MAY_HIDE_TOO, SAID_TO_AUTHOR, Deed
from moderation.reports.views import desk
from moderation.reports.views.blueprint import reports
from moderation.sanctions.models import Sanction


@reports.get("/desk/reports")
def queue() -> Response:
    return page("reports/queue.html", queue=desk.queue(current_member()))


@reports.get("/desk/reports/<int:case_id>")
def case(case_id: int) -> Response:
    """That it was opened is written down, and committed, before the page is made."""
    with writing():
        member = current_member()
        about_id = queries.case_to_read(case_id).about_id
        author_id = queries.post_of(about_id, to=member).author_id
        actions.note_opened(about_id, by=member, person_id=author_id)
    return _page(case_id, DecisionForm(None))


@reports.post("/desk/reports/<int:case_id>/claim")
def claim(case_id: int) -> Response:
    return _do(case_id, lambda case, member: actions.claim(case, by=member))


@reports.post("/desk/reports/<int:case_id>/claim/removal")
def release(case_id: int) -> Response:
    return _do(case_id, lambda case, member: actions.release(case, by=member))


@reports.post("/desk/reports/<int:case_id>/decision")
def decide(case_id: int) -> Response:
    form = DecisionForm.sent()
    if not form.is_fine:
        return _page(case_id, form, 422)
    if form.look.data:
        return _page(case_id, form, preview=_preview(form))

    def deed(case: ReportCase, member: Member) -> None:
        post = queries.post_of(case.about_id, to=member, lock=True)
        asked = {"hides_post": form.hides_post.data, "until": _until(form)}
        statement = Statement(form.rule.data, form.facts.data)
        actions.decide(case, post, Deed(form.deed.data), by=member, statement=statement, **asked)

    try:
        answer = _do(case_id, deed)
    except Invalid as refusal:
        return _again(case_id, form, refusal)
    flash("It is decided. The people concerned are told.", "good")
    return answer


def _do(case_id: int, deed: Callable[[ReportCase, Member], Any]) -> Response:
    """One deed on the locked case; the post is locked first, as everywhere."""
    with writing():
        member = current_member()
        about_id = queries.case_to_read(case_id).about_id
        queries.post_of(about_id, to=member, lock=True)
        deed(queries.locked_case(case_id), member)
    return redirect(url_for("reports.case", case_id=case_id), 303)


def _until(form: DecisionForm) -> datetime | None:
    if form.deed.data == Deed.LIMIT:
        return now() + timedelta(days=int(form.days.data))
    return last_moment_of(form.until.data) if form.deed.data == Deed.SUSPEND else None


def _again(case_id: int, form: DecisionForm, refusal: Invalid) -> Response:
    """What only the action could know stands at its field."""
    for name, sentence in (refusal.faults or {"deed": str(refusal)}).items():
        form[name].errors = [sentence]
    return _page(case_id, form, 422)


def _preview(form: DecisionForm) -> list[str]:
    """The statement as it would stand, from rows that are never stored."""
    measure, until = form.deed.data, _until(form)
    hides = measure == Deed.HIDE or (measure in MAY_HIDE_TOO and form.hides_post.data)
    decision = Decision(
        deed=measure,
        rule=form.rule.data,
        facts=form.facts.data,
        did_hide=hides,
        is_automated=False,
        redress=HOW_TO_APPEAL,
        sanction=Sanction(measure=measure, until=until) if until else None,
    )
    return statement_of(decision)


def _page(
    case_id: int, form: DecisionForm, status: int = 200, *, preview: Sequence[str] = ()
) -> Response:
    member = current_member()
    shown = queries.case_to_read(case_id)
    post = queries.post_of(shown.about_id, to=member)
    return page(
        "reports/case.html",
        status,
        queue=desk.queue(member, case_id=case_id),
        case=shown,
        about=queries.about(post),
        reasons=queries.reasons(),
        strikes=queries.strikes_of(post.author_id),
        said={deed: SAID_TO_AUTHOR[deed] for deed in Deed},
        deeds=_deeds(post.state),
        may_decide=policy.may_decide(member, shown, post.author_id),
        holds=shown.is_held and shown.assignee_id == member.id,
        form=form,
        preview=preview,
        **_said(case_id),
    )


def _said(case_id: int) -> dict[str, Any]:
    """Who reported it, how often they were right before, and what was decided."""
    made, decision = queries.reports_of(case_id), queries.decision_on(case_id)
    accuracy = queries.accuracy_of({report.reporter_id for report in made if report.reporter_id})
    return {
        "made": [(report, accuracy.get(report.reporter_id or 0)) for report in made],
        "decision": decision,
        "statement": statement_of(decision) if decision else [],
    }


def _deeds(state: str) -> list[tuple[str, ...]]:
    """Each as a card: its code, what it is called, what it does."""
    fitting = (deed for deed in DEEDS if _fits(deed, state))
    return [(str(deed), *map(say, DEEDS[deed])) for deed in fitting]


def _fits(deed: Deed, state: str) -> bool:
    """What shows can be hidden, what is hidden can come back."""
    if deed == Deed.RESTORE:
        return state == "hidden"
    return deed != Deed.HIDE or state in ("visible", "held")
