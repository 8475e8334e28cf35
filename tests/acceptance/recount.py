"""Counts again how long closed requests of a table took, as anybody could who has the table.

It knows nothing of Folkmoot. The path of the CSV file comes as its argument; out goes a JSON list:
agency (then again with each type of complaint), cases, median and ninth tenth in seconds.
"""

import csv
import json
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")


def seconds(row: dict[str, str]) -> float:
    opened, closed = (
        datetime.fromisoformat(row[name]).replace(tzinfo=NEW_YORK).timestamp()
        for name in ("created_date", "closed_date")
    )
    return closed - opened


def middle(took: list[float]) -> float:
    half = len(took) // 2
    return took[half] if len(took) % 2 else (took[half - 1] + took[half]) / 2


def ninth_tenth(took: list[float]) -> float:
    """The smallest of which it is true that nine of ten took no longer."""
    return next(one for one in took if 10 * sum(other <= one for other in took) >= 9 * len(took))


def main() -> None:
    groups: dict[tuple[str, str], list[float]] = {}
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["closed_date"]:
                for what in ("", row["complaint_type"]):
                    groups.setdefault((row["agency_name"], what), []).append(seconds(row))
    found = [
        [*key, len(took), middle(sorted(took)), ninth_tenth(sorted(took))]
        for key, took in sorted(groups.items())
    ]
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
