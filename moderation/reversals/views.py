"""All reversals, one of them with its reasons, and giving everything back."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.integrity import actions, policy, queries
from forum.integrity.grounds import Ground
from forum.integrity.models import Reversal
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.text import as_typed, shown
from forum.kernel.web import page, room
from moderation.reversals.forms import GiveBackForm
from moderation.reversals.wording import NUMBERS, SHORT

reversals = room("reversals", __file__)


@reversals.get("/desk/reversals")
def index() -> Response:
    """Those that stand, or those that were undone."""
    stand = request.args.get("show") != "undone"
    found = queries.reversals(stand=stand, cursor=request.args.get("after"))
    return page("reversals/index.html", found=found, stand=stand, words=SHORT)


@reversals.get("/desk/reversals/<int:reversal_id>")
def show(reversal_id: int) -> Response:
    """Who gave what to whom; that it was opened is written down first."""
    with writing():
        reversal = queries.reversal_numbered(reversal_id)
        actions.note_opened(reversal, by=current_member())
    return _page(reversal_id, GiveBackForm(None))


@reversals.post("/desk/reversals/<int:reversal_id>/removal")
def give_back(reversal_id: int) -> Response:
    """Everything counts again, with the reason."""
    form = GiveBackForm.sent()
    if not form.is_fine:
        return _page(reversal_id, form, 422)
    with writing():
        reversal = queries.reversal_numbered(reversal_id, lock=True)
        actions.undo(reversal, reason=form.reason.data, by=current_member())
    flash(_("It is given back. Everybody concerned is told."), "good")
    return redirect(url_for("reversals.show", reversal_id=reversal_id), 303)


def _page(reversal_id: int, form: GiveBackForm, status: int = 200) -> Response:
    reversal = queries.reversal_numbered(reversal_id)
    shares = queries.shares_of(reversal_id)
    concerned = {one.member_id for one in shares}
    return page(
        "reversals/show.html",
        status,
        reversal=reversal,
        shares=shares,
        form=form,
        title=SHORT[Ground(reversal.ground)],
        numbers=_numbers(reversal),
        goes_on=reversal.covers_until > now(),
        may_undo=policy.may_undo(current_member(), concerned),
        why=shown(as_typed(reversal.reason or "")),
    )


def _numbers(reversal: Reversal) -> str:
    sentence = NUMBERS[Ground(reversal.ground)]
    return str(_(sentence, part=reversal.part, whole=reversal.whole))
