"""What nobody should put into an address, put into every address: never a fault, never alive."""

import re
from urllib.parse import quote

import pytest

from tests.architecture.hostile import BYTES, TEXTS, dangers
from tests.architecture.house import Route, reads
from tests.architecture.sources import rooms, told
from tests.architecture.town import Town

LONGEST = 2_000
READ_FROM_ADDRESS = re.compile(r"request\.(?:args|values)(?:\.get\(|\[)\s*[\"'](\w+)")
OURS = re.compile(r"/(?![/\\])")  # `//other.example` is another site
WORST = ("a megabyte", "script", "out of an attribute", "header", "number too big", "address")
WHO = ("visitor", "admin")
NUMBERS = {
    "below": "-1",
    "nothing": "0",
    "beyond 32 bits": str(2**31),
    "beyond 64 bits": str(2**63),
    "beyond everything": "9" * 400,
}


def parameters() -> list[str]:
    """Every name that some view reads from the query of an address."""
    found = {name for source in rooms() for name in READ_FROM_ADDRESS.findall(source.text)}
    return sorted(found | {"cursor", "next"})


@pytest.mark.parametrize("who", WHO)
def test_hostile_queries(town, who):
    names, broken = parameters(), []
    for route in reads(town.app):
        for what, value in _values().items():
            asked = "&".join(f"{name}={value}" for name in names)
            broken += _faults(town, who, f"{town.address(route)}?{asked}", f"{route}: {what}")

    assert not broken, told("Whoever follows a link may have got it from anybody.", broken)


@pytest.mark.parametrize("who", WHO)
def test_hostile_parts_of_addresses(town, who):
    broken = []
    for route in reads(town.app):
        for name in sorted(route.rule.arguments):
            for what, value in (_values() | NUMBERS).items():
                url = _with(town, route, name, value)
                broken += _faults(town, who, url, f"{route} {name}: {what}")

    assert not broken, told("An address may be typed, guessed or made by a robot.", broken)


def test_a_query_of_bytes_that_are_no_text(town):
    """No browser sends these unencoded, but a robot may."""
    raw = {"QUERY_STRING": b"\xff\xfe=1".decode("latin-1")}
    broken = []
    for route in reads(town.app):
        for address in (town.address(route), town.address(route).rpartition("-")[0]):
            answer = town.app.test_client().get(address or "/", environ_overrides=raw)
            if answer.status_code >= 500 and address != "/readyz":
                broken.append(f"{address}: {answer.status_code}")

    assert not broken, told("An address that cannot be read is no fault of ours.", broken)


def _values() -> dict[str, str]:
    """Percent-encoded, as they stand in an address."""
    texts = {what: TEXTS[what][:LONGEST].encode("utf-8") for what in WORST}
    return {what: quote(value, safe="") for what, value in (texts | BYTES).items()}


def _with(town: Town, route: Route, name: str, value: str) -> str:
    """The address of the route with one part replaced by what is already encoded."""

    def fill(part: re.Match[str]) -> str:
        return value if part[1] == name else quote(str(town.part(route, part[1])))

    return re.sub(r"<(?:[^<>]*:)?(\w+)>", fill, route.rule.rule)


def _faults(town: Town, who: str, url: str, what: str) -> list[str]:
    answer = town.ask(who, url)
    found = [f"{what}: {danger}" for danger in dangers(answer)]
    if answer.status_code >= 500 and not url.startswith("/readyz"):
        found.append(f"{what}: answered {answer.status_code}")
    if not OURS.match(answer.location or "/"):
        found.append(f"{what}: leads to {answer.location[:60]}")
    return found
