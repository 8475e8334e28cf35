"""An appeal, heard by another moderator than the one who decided."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.web import page
from moderation.reports import actions, policy, queries
from moderation.reports.forms import HearingForm
from moderation.reports.letters import statement_of
from moderation.reports.reasons import SAID_TO_AUTHOR, Deed
from moderation.reports.views import desk
from moderation.reports.views.blueprint import reports


@reports.get("/desk/appeals/<int:appeal_id>")
def hear(appeal_id: int) -> Response:
    """That it was opened is written down first."""
    with writing():
        member = current_member()
        decision = queries.appeal_to_hear(appeal_id).decision
        person_id = decision.person_id
        actions.note_opened(decision.about_id, by=member, person_id=person_id, reason="appeal")
    return _page(appeal_id, HearingForm(None))


@reports.post("/desk/appeals/<int:appeal_id>/outcome")
def decide_appeal(appeal_id: int) -> Response:
    form = HearingForm.sent()
    if not form.is_fine:
        return _page(appeal_id, form, 422)

    with writing():
        member = current_member()
        about_id = queries.appeal_to_hear(appeal_id).decision.about_id
        post = queries.post_of(about_id, to=member, lock=True)
        appeal = queries.appeal_to_hear(appeal_id, lock=True)
        said = {"outcome": form.outcome.data, "answer": form.answer.data}
        actions.hear(appeal, post, by=member, **said)
    flash("The appeal is decided. The people concerned are told.", "good")
    return redirect(url_for("reports.hear", appeal_id=appeal_id), 303)


def _page(appeal_id: int, form: HearingForm, status: int = 200) -> Response:
    member = current_member()
    appeal = queries.appeal_to_hear(appeal_id)
    decision = appeal.decision
    post = queries.post_of(decision.about_id, to=member)
    return page(
        "reports/hearing.html",
        status,
        queue=desk.queue(member, appeal_id=appeal_id),
        appeal=appeal,
        decision=decision,
        statement=statement_of(decision),
        said=SAID_TO_AUTHOR[Deed(decision.deed)],
        about=queries.about(post),
        may_hear=policy.may_hear(member, appeal, decision),
        form=form,
    )
