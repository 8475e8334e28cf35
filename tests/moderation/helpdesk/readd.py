"""Adds the counted pieces of each promise again, as anybody could with the answer of the API.

It knows nothing of Folkmoot. JSON comes in; for each promise a line goes out: clock, turn, the
minutes promised, the minutes added up, and the moment at which they were used up.
"""

import json
import sys
from datetime import UTC, datetime


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def main() -> None:
    for promise in json.load(sys.stdin)["promises"]:
        counted = [piece for piece in promise["pieces"] if piece["kind"] == "counted"]
        seconds = sum(
            (moment(piece["end"]) - moment(piece["start"])).total_seconds() for piece in counted
        )
        used_up = max(moment(piece["end"]) for piece in counted)
        line = [promise["clock"], promise["turn"], promise["minutes"], seconds / 60]
        sys.stdout.write(json.dumps([*line, used_up.isoformat()]) + "\n")


if __name__ == "__main__":
    main()
