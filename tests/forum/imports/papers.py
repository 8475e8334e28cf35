"""Small invented petitions, proposals and tables, in the formats in which they come."""

import csv
import gzip
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from forum.imports.records import Record

Row = dict[str, Any]
R = TypeVar("R")

DAY = "2021-03-04T10:00:00.000Z"
LATER = "2021-09-04T22:59:59.999Z"


def petition(number: int, **more: Any) -> Row:
    """One that is open; what is named otherwise is among its attributes."""
    told: Row = {"action": f"Mend bridge {number}", "background": "It is shut.", "state": "open"}
    told |= {"additional_details": "Since May.", "signature_count": 30, "created_at": DAY}
    told |= {"opened_at": DAY, "closed_at": None, "rejected_at": None, "rejection": None}
    told |= {"government_response": None, "departments": [], "debate": None}
    return {"id": number, "attributes": told | more}


def rejected(number: int, code: str, details: str = "See the other one.") -> Row:
    why = {"code": code, "details": details}
    return petition(number, state="rejected", opened_at=None, rejected_at=LATER, rejection=why)


def proposal(number: int, **more: Any) -> Row:
    told = {"id": number, "title": f"A tree in square {number}", "summary": "It is hot there."}
    told |= {"author": person(1), "from_meeting": None, "official": False, "closed": True}
    told |= {"category": {"id": 2, "name": "Green"}, "created_at": "22/01/2016", "hidden": False}
    told |= {
        "status": "accepted",
        "total_votes": 17,
        "url": f"https://town.example/pam/p/tree-{number}",
    }
    return told | more


def person(number: int, name: str = "Ona", **more: Any) -> Row:
    return {"id": number, "name": name, "erased": False} | more


def remark(number: int, *, on: int, **more: Any) -> Row:
    told = {"id": number, "commentable_id": on, "commentable_type": "Proposal", "alignment": 1}
    told |= {"author": person(2, "Pau"), "body": "<p>Yes.</p>", "ancestry": None, "hidden": False}
    return (
        told | {"created_at": "17/03/2016 14:25:48", "total_likes": 2, "total_dislikes": 1} | more
    )


def written(path: Path, rows: Iterable[Row], *, packed: bool = False) -> Path:
    """A JSON object on each line."""
    text = "".join(f"{json.dumps(row)}\n" for row in rows).encode()
    path.write_bytes(gzip.compress(text) if packed else text)
    return path


def idea(number: int, **more: Any) -> Row:
    told = {"id": f"I{number}", "title": f"A bench at stop {number}", "body": "It is a long wait."}
    return told | {"proposed_at": "2020-05-06", "author": "Ada", "topic": "Buses"} | more


def asked(number: int, **more: Any) -> Row:
    told = {
        "id": number,
        "question": "",
        "title": "When are bins emptied?",
        "body": "Mine is full.",
    }
    return told | {"written_at": "2020-05-06 10:00", "author": "Ada", "topic": "Bins"} | more


def answered(number: int, *, to: int, **more: Any) -> Row:
    told = {"id": number, "question": to, "title": "", "body": "On Tuesdays."}
    return told | {"written_at": "2020-05-07 10:00", "author": "Ben"} | more


def table(path: Path, rows: Iterable[Row], *, mark: str = ",") -> Path:
    """A CSV file with all columns that the rows have."""
    rows = list(rows)
    columns = dict.fromkeys(name for row in rows for name in row)
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=mark)
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def only(records: Iterable[Record], kind: type[R]) -> list[R]:
    """What is of this kind among them."""
    return [record for record in records if isinstance(record, kind)]
