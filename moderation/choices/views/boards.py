"""The list of boards for managers; opening one and changing its rules."""

from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.ideas.models import Board
from forum.ideas.queries import all_boards, board_called, ideas_on_boards
from forum.ideas.queries.boards import first_board, is_open
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.forms import fingerprint, is_seen
from forum.kernel.web import page
from moderation.choices import actions, queries
from moderation.choices.forms import BoardForm
from moderation.choices.views.room import BOTH, SAVED, Lines, changed, choices, told
from moderation.choices.wording import BOARD, DEFAULT
from moderation.settings.changes import undone


@choices.get("/desk/boards")
def boards() -> Response:
    """Every board of ideas with its rules."""
    counts = ideas_on_boards()
    kept = all_boards() or [first_board()]
    rows = [(board, counts.get(board.id, 0), is_open(board)) for board in kept]
    return page("choices/boards.html", rows=rows)


@choices.route("/desk/boards/new", methods=BOTH)
def add_board() -> Response:
    """Open a board: first shown as it will be, then saved."""
    if request.method == "GET":
        usual = first_board()
        usual.name = ""
        return _page(BoardForm.of(usual))
    form = BoardForm.sent()
    if not form.is_fine:
        return _page(form, status=422)
    if not is_seen(form):
        return _page(form, preview=True)

    try:
        with writing():
            slug = actions.open_board(form.facts, by=current_member()).slug
    except Invalid as taken:
        form.name.errors = [str(taken)]
        return _page(form, status=422)
    flash("The board is there.", "good")
    return redirect(url_for("choices.edit_board", slug=slug), 303)


@choices.route("/desk/boards/<slug>/edit", methods=BOTH)
def edit_board(slug: str) -> Response:
    """Change a board: first shown what differs, then saved."""
    board = board_called(slug)
    if request.method == "GET":
        return _page(BoardForm.of(board), board)
    form = BoardForm.sent()
    if not form.is_fine:
        return _page(form, board, status=422)
    if not is_seen(form):
        return _page(form, board, preview=True)

    with writing():
        facts, version = _facts(form, board), form.version.data
        actions.change_board(slug, facts, by=current_member(), version=version)
    flash(SAVED, "good")
    return redirect(url_for("choices.edit_board", slug=slug), 303)


def _changed(form: BoardForm, board: Board | None) -> Lines:
    before = queries.facts_with_default(board) if board else {}
    return changed(before, _facts(form, board))


def _facts(form: BoardForm, board: Board | None) -> dict[str, Any]:
    """There is always one board for ideas that name none: naming another is what ends it."""
    if board is None:
        return form.facts
    known = queries.facts_with_default(board)[DEFAULT]
    return form.facts | {DEFAULT: board.slug if form.is_default.data else known}


def _page(
    form: BoardForm, board: Board | None = None, *, preview: bool = False, status: int = 200
) -> Response:
    lines = _changed(form, board) if preview else None
    form.seen.data = fingerprint(form) if preview else ""
    changes = queries.history_of(BOARD, board.slug) if board else []
    here = url_for("choices.edit_board", slug=board.slug) if board else None
    return page(
        "choices/board.html",
        status,
        form=form,
        board=board,
        lines=lines,
        action=here or url_for("choices.add_board"),
        changes=told(changes),
        undone=undone(changes),
    )
