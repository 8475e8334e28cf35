"""Figures by quarter as programs read them: JSON, and a table."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import Response, jsonify

from forum.kernel.site import site
from moderation.reports.queries.few import Line
from moderation.reports.queries.quarters import Quarter

FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def as_json(quarters: Sequence[Quarter], lines: Sequence[Line]) -> Response:
    """Each line with its values in the order of the quarters."""
    return jsonify(
        zone=site().zone,
        quarters=[quarter.name for quarter in quarters],
        figures=[
            {"label": line.label, "values": [told.as_facts() for told in line.told]}
            for line in lines
        ],
    )


def as_table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, words: str) -> Response:
    """CSV; what stands in the column `words` was written by people."""
    written = io.StringIO()
    sheet = csv.DictWriter(written, columns)
    sheet.writeheader()
    for row in rows:
        sheet.writerow({**row, words: _harmless(row[words])})
    return Response(written.getvalue(), content_type="text/csv; charset=utf-8")


def _harmless(label: str) -> str:
    """A program for tables would take it for a formula."""
    return f"'{label}" if label.startswith(FORMULAS) else label
