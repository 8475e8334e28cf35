"""Looking changes nothing, tells nothing about the reader, and is safe in every browser."""

import hashlib
from collections.abc import Iterator

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from forum.kernel.db import Model, database
from tests.architecture.house import Route, reads
from tests.architecture.sources import told
from tests.architecture.town import Town
from tests.cast import OURS

# That a member of staff looks at these is written down, because they read what is private.
AUDITED = {
    *("desk.ticket", "helpdesk.opened", "helpdesk.show", "helpdesk_api.ticket"),
    *("reports.case", "reports.hear", "ladder.show", "reversals.show"),
    *("counter.person", "persons.show", "coaching.show", "granting.show"),
}
WRITTEN_DOWN = {"audit_entry", "look_reason", "person_look"}

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@pytest.mark.parametrize("who", ["visitor", "asker", "agent", "admin"])
def test_looking_changes_nothing_in_the_database(town, who):
    changed = []
    before = _contents(town)
    for route, _ in _looks(town, who):
        after = _contents(town)
        tables = {name for name in after if after[name] != before[name]}
        if tables - (WRITTEN_DOWN if route.endpoint in AUDITED and who != "asker" else set()):
            changed.append(f"{route} changed {', '.join(sorted(tables))}")
        before = after

    assert not changed, told(
        "GET is followed by robots, previews and back buttons: what it sees is kept by observe().",
        changed,
    )


def test_visitors_get_no_cookie_and_no_token(town):
    telling = []
    for route, answer in _looks(town, "visitor"):
        if "Set-Cookie" in answer.headers:
            telling.append(f"{route} sets {answer.headers['Set-Cookie'].split('=')[0]}")
        if b"csrf_token" in answer.data:
            telling.append(f"{route} holds a token")

    assert not telling, told(
        "A visitor's page is the same for everyone: it can be cached and follows nobody.", telling
    )


def test_every_answer_carries_the_safe_headers(town):
    unsafe = [
        f"{name} ({answer.status_code}): {fault}"
        for name, answer in _answers_of_every_kind(town)
        for fault in _faults(answer)
    ]

    assert not unsafe, told("The last wall is the browser's: it must be told every time.", unsafe)


def test_every_kind_of_answer_was_looked_at(town):
    seen = {answer.status_code for _, answer in _answers_of_every_kind(town)}

    assert seen >= {200, 401, 403, 404, 405, 413, 500}


FOR_EVERYBODY = {
    *("design.asset", "design.theme_sheet", "home.logo", "openapi.spec"),
    *("disclosures.index_csv", "disclosures.index_json"),
    *("reports.transparency_csv", "reports.transparency_json", "grievances.figures_json"),
    *("fairness.figures_csv", "fairness.figures_json"),
    *("waits.figures_csv", "waits.figures_json", "owners.figures_json"),
    *("installing.manifest", "installing.offline", "installing.worker"),
    "uploads.show",  # kept by the reader's own browser alone, which asks each time whether it may
    "threads.news",  # the reader's own browser asks whether it is still so
}


def test_members_pages_are_kept_by_no_cache(town):
    kept = [
        str(route)
        for route, answer in _looks(town, "asker")
        if not route.is_api
        and route.endpoint not in FOR_EVERYBODY
        and not route.endpoint.startswith(("health.", "found."))
        and answer.status_code == 200
        and "no-store" not in answer.headers.get("Cache-Control", "")
    ]

    assert not kept, told("What one member sees must not be shown to the next.", kept)


def _looks(town: Town, who: str) -> Iterator[tuple[Route, TestResponse]]:
    for route in reads(town.app):
        yield route, town.look(who, route)


def _answers_of_every_kind(town: Town) -> Iterator[tuple[str, TestResponse]]:
    """Each page for a visitor and an administrator, then the answers nobody writes a view for."""
    for who in ("visitor", "citizen", "admin"):
        yield from ((str(route), answer) for route, answer in _looks(town, who))
    yield "a page that is not there", town.ask("visitor", "/no-such-page")
    yield "a part of the API that is not there", town.ask("visitor", "/api/v1/no-such-thing")
    yield "a method nobody offers", town.ask("visitor", "/healthz", method="PATCH", headers=OURS)
    yield "too much at once", _too_much(town)
    yield "another host", town.ask("visitor", "/", headers={"Host": "elsewhere.example"})
    yield from _faulty(town)


def _too_much(town: Town) -> TestResponse:
    """A form far above what any page takes."""
    body = {"email": "a" * 4_000_000}
    return town.ask("visitor", "/sign-in", method="POST", data=body, headers=OURS)


def _faulty(town: Town) -> Iterator[tuple[str, TestResponse]]:
    """A page of which the view breaks."""

    def broken() -> str:
        raise LookupError("a view broke")

    view = town.app.view_functions["health.process"]
    town.app.view_functions["health.process"] = broken
    yield "a fault", town.ask("visitor", "/healthz")
    town.app.view_functions["health.process"] = view


def _faults(answer: TestResponse) -> Iterator[str]:
    policy = answer.headers.get("Content-Security-Policy", "")
    wanted = HEADERS | dict.fromkeys(("Server", "X-Powered-By"))
    for name, value in wanted.items():
        if answer.headers.get(name) != value:
            yield f"{name} is {answer.headers.get(name)}"
    said = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    for part, value in POLICY.items():
        if said.get(part) != value:
            yield f"{part} is {said.get(part)}"
    if "unsafe-" in policy:
        yield "allows inline code"


def _contents(town: Town) -> dict[str, str]:
    """A digest of every table."""
    with database().reading.connect() as connection:
        return {
            table.name: hashlib.sha256(
                repr(sorted(map(repr, connection.execute(select(table))))).encode()
            ).hexdigest()
            for table in Model.metadata.sorted_tables
        }
