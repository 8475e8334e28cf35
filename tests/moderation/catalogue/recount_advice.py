"""Counts again how often a promise would have been kept, minute by minute, as a stranger would.

It knows nothing of Folkmoot. JSON comes in: the opening hours on weekdays, the promised minutes,
whether the time of a known problem counts, the tickets and the problems, all moments in UTC. One
line goes out: how many tickets would have kept the promise, and of how many.
"""

import json
import sys
from datetime import datetime, timedelta
from typing import Any

Told = dict[str, Any]
MINUTE = timedelta(minutes=1)


def is_about(problem: Told, ticket: Told) -> bool:
    return problem["topic"] is None or problem["topic"] == ticket["topic"]


def lasts(problem: Told, minute: datetime) -> bool:
    ended = problem["ended"]
    begun = datetime.fromisoformat(problem["began"]) <= minute
    return begun and (ended is None or minute < datetime.fromisoformat(ended))


def used(ticket: Told, told: Told) -> int:
    opens, closes = told["hours"]
    stopping = [] if told["counts"] else [p for p in told["problems"] if is_about(p, ticket)]
    minute, count = datetime.fromisoformat(ticket["opened"]), 0
    while minute < datetime.fromisoformat(ticket["met"]):
        is_open = minute.weekday() < 5 and opens <= minute.hour < closes
        count += is_open and not any(lasts(problem, minute) for problem in stopping)
        minute += MINUTE
    return count


def main() -> None:
    told = json.load(sys.stdin)
    kept = [used(ticket, told) <= told["minutes"] for ticket in told["tickets"]]
    sys.stdout.write(json.dumps([sum(kept), len(kept)]))


if __name__ == "__main__":
    main()
