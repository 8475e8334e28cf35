"""Undoing one change of a board or a reason."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from moderation.choices import actions, queries
from moderation.choices.models import ChoiceChange
from moderation.choices.views.room import choices
from moderation.choices.wording import BOARD


@choices.post("/desk/changes/<int:choice_id>/removal")
def undo(choice_id: int) -> Response:
    """Put back what was before this change."""
    with writing():
        change = queries.change_numbered(choice_id)
        actions.undo(change, by=current_member())
        here = _place(change)
    flash("It is as it was before.", "good")
    return redirect(here, 303)


def _place(change: ChoiceChange) -> str:
    if change.kind == BOARD:
        return url_for("choices.edit_board", slug=change.key)
    return url_for("choices.edit_reason", kind=change.kind, code=change.key)
