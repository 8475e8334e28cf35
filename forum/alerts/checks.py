"""What `folkmoot doctor` asks of alerts, and what `folkmoot rebuild` mends."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from forum.alerts import actions, queries
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.house import Finding

WRONG_BOARD = "The list of alerts on every page differs from the alerts: run `rebuild alerts`."


def wrong_board() -> Iterator[Finding]:
    """What every page shows is what the alerts say."""
    known = {line["id"]: line for line in queries.board_as_it_is() if not _is_over(line)}
    right = {line["id"]: line for line in queries.board_as_it_should_be()}
    for alert_id in sorted(known.keys() | right.keys()):
        if known.get(alert_id) != right.get(alert_id):
            yield Finding("alert board", WRONG_BOARD, alert_id)


def rebuild_board() -> int:
    """The board every page reads, made anew from the alerts."""
    with writing():
        return actions.rebuild_board()


def _is_over(line: dict[str, Any]) -> bool:
    return line["ends_at"] is not None and datetime.fromisoformat(line["ends_at"]) <= now()
