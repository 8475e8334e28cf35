"""Many services and topics at once: from a table, or the starter set."""

from pathlib import Path

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.forms import fingerprint, is_seen, text_of_file
from forum.kernel.web import page
from moderation.catalogue import actions, queries, sheet
from moderation.catalogue.forms import SheetForm, usual_calendar
from moderation.catalogue.queries import Judged
from moderation.catalogue.views.room import BOTH, catalogue

STARTER = Path(__file__).parents[1] / "starter.csv"
MOST_BYTES = 400_000


@catalogue.route("/desk/services/csv", methods=BOTH)
def upload() -> Response:
    """Bring a table: first each line with what becomes of it, then saved."""
    if request.method == "GET":
        return _sheet_page(SheetForm())
    form = SheetForm.sent()
    if text := text_of_file("file", most=MOST_BYTES):
        form.text.data = text
    if (rows := _rows(form)) is None:
        return _sheet_page(form, status=422)
    if not is_seen(form):
        form.seen.data = fingerprint(form)
        return _sheet_page(form, rows)

    return _added(rows)


@catalogue.post("/desk/services/starter")
def add_starter() -> Response:
    """Eight services a council usually has, with their topics; those that are there stay."""
    return _added(queries.judged(sheet.read(STARTER.read_text(encoding="utf-8"))))


def _added(rows: list[Judged]) -> Response:
    calendar = usual_calendar()
    with writing():
        number = actions.add_rows(rows, calendar, by=current_member())
    added = ngettext("%(num)s line is added.", "%(num)s lines are added.", number)
    kept = _("What was there already is as it was.")
    flash(f"{added} {kept}", "good")
    return redirect(url_for("catalogue.index"), 303)


def _rows(form: SheetForm) -> list[Judged] | None:
    """None, with the sentence at the field, when it is no table of ours."""
    if not form.is_fine:
        return None
    try:
        return queries.judged(sheet.read(form.text.data))
    except ValueError as error:
        form.text.errors = [str(error)]
        return None


def _sheet_page(
    form: SheetForm, rows: list[Judged] | None = None, *, status: int = 200
) -> Response:
    return page(
        "catalogue/sheet.html",
        status,
        form=form,
        rows=rows,
        fates={fate: [row.fate for row in rows or []].count(fate) for fate in queries.FATES},
        columns=", ".join(sheet.COLUMNS),
    )
