"""Tokens with which one's own programs act: making one, seeing them, ending one."""

from datetime import timedelta

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts import queries, throttles, tokens
from forum.accounts.current import current_member
from forum.accounts.forms import TokenForm
from forum.accounts.scopes import SCOPES
from forum.kernel import limits
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.web import page, room

own_tokens = room("own_tokens", __file__, url_prefix="/me/tokens")


@own_tokens.get("")
def index() -> Response:
    """The tokens that work, and a form for another one."""
    return _page(TokenForm(days=90))


@own_tokens.post("")
def make() -> Response:
    """Make a token and show it, this once."""
    form = TokenForm.sent()
    if not form.is_fine:
        return _page(form, status=422)

    try:
        with writing():
            member = current_member()
            limits.spend(throttles.TOKENS_OF_MEMBER, member.id)
            ends_at = now() + timedelta(days=form.days.data)
            secret = tokens.issue_token(
                member, name=form.name.data, scopes=form.scopes, ends_at=ends_at
            )
    except Invalid as wrong:
        form.read.errors = [str(wrong)]
        return _page(form, status=422)
    return _page(TokenForm(days=90), secret=secret)


@own_tokens.post("/<int:token_id>/removal")
def end(token_id: int) -> Response:
    """End a token: from the next call on it opens nothing."""
    with writing():
        tokens.end_own_token(token_id, by=current_member())
    flash(_("The token is ended."), "good")
    return redirect(url_for("own_tokens.index"), 303)


def _page(form: TokenForm, *, secret: str = "", status: int = 200) -> Response:
    member = current_member()
    offered = tokens.scopes_for(member)
    answer = page(
        "own_tokens/tokens.html",
        status,
        form=form,
        boxes=[form[name] for name in offered],
        secret=secret,
        tokens=queries.live_tokens(member),
        scopes=SCOPES,
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
