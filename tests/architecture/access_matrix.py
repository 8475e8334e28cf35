"""The reviewed table of who may open what; run this module to write down what happens today.

For a page: what the person gets. For a deed: whether the door opens; what stands behind it is
tried by the tests of its room. `asker` is the person whose thread and ticket it is.
"""

import os
import subprocess
import sys
from itertools import count
from pathlib import Path

from werkzeug.test import TestResponse

from tests.architecture.house import Route, routes
from tests.architecture.town import Town

FILE = Path(__file__).with_name("access_matrix.txt")
ROLES = (
    *("visitor", "suspended", "citizen", "asker"),
    *("moderator", "agent", "policy", "manager", "admin"),
)
_EVERYONE = set(ROLES)
_MEMBERS = _EVERYONE - {"visitor"}
_STAFF = {"moderator", "agent", "policy", "manager", "admin"}
MEANING = {
    "anyone": _EVERYONE,
    "member": _MEMBERS,
    "staff": _STAFF,
    "desk": {"agent", "manager", "admin"},
    "moderator": {"moderator", "manager", "admin"},
    "policy": {"policy", "manager", "admin"},
    "manager": {"manager", "admin"},
    "admin": {"admin"},
}
FORGED = {"Sec-Fetch-Site": "cross-site"}
SHUT = b"This part is for the people who work on it"
WORDS = {403: "refused", 404: "hidden", 410: "hidden"}
WIDTH = 72
CELL = 10
WRITES = "FOLKMOOT_WRITE_MATRIX"


def table(town: Town) -> dict[str, str]:
    """Address -> what each person finds, in the order of ROLES; also of things in other states.

    `yes`, `sign in`, `shut` (the door), `refused` or `hidden` (behind it), `fault`.
    """
    rows = {}
    for route in _addressed(town):
        rows[route.name] = _line([_found(town, route, who) for who in ROLES])
        for state in town.states_of(route) if route.is_safe else ():
            found = [_found(town, route, who, state) for who in ROLES]
            rows[f"{route.name} ({state})"] = _line(found)
    return dict(sorted(rows.items(), key=lambda row: row[0].split(" ")[1:]))


def reviewed() -> dict[str, str]:
    """The committed table."""
    lines = FILE.read_text(encoding="utf-8").splitlines()[1:]
    return {line[:WIDTH].strip(): line[WIDTH:].strip() for line in lines}


def cells() -> dict[str, dict[str, str]]:
    """The committed table: address -> person -> what they find."""
    return {
        name: {who: found[at : at + CELL].strip() for who, at in zip(ROLES, count(0, CELL))}
        for name, found in reviewed().items()
    }


def written(rows: dict[str, str]) -> str:
    head = f"{'':{WIDTH}}{_line(list(ROLES))}"
    return "\n".join([head, *(f"{name:{WIDTH}}{found}" for name, found in rows.items())]) + "\n"


def _addressed(town: Town) -> list[Route]:
    """Looking comes before doing."""
    known = [route for route in routes(town.app) if town.has_address(route)]
    return sorted(known, key=lambda route: not route.is_safe)


def _found(town: Town, route: Route, who: str, state: str = "") -> str:
    answer = town.look(who, route, state) if route.is_safe else _knock(town, route, who)
    if answer.status_code == 500:
        return "fault"
    if answer.status_code == 401:
        return "sign in"
    if answer.status_code == 403 and SHUT in answer.data:
        return "shut"
    return WORDS.get(answer.status_code, "yes") if route.is_safe else "yes"


def _knock(town: Town, route: Route, who: str) -> TestResponse:
    """Ask for a deed in a way that is refused behind the door, so that nothing is done."""
    headers = town.bearer(who) | {"Content-Type": "text/plain"} if route.is_api else FORGED
    return town.ask(
        who, town.address(route), method=route.method, headers=headers, data=b"not what is asked"
    )


def _line(found: list[str]) -> str:
    return " ".join(f"{word:{CELL - 1}}" for word in found).strip()


def main() -> None:
    """Build the town once more and write down what happens there."""
    test = "tests/architecture/test_access.py::test_the_reviewed_matrix_is_what_happens"
    subprocess.run([sys.executable, "-m", "pytest", "-q", test], env=os.environ | {WRITES: "yes"})


if __name__ == "__main__":
    main()
