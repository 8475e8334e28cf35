"""Fields that nobody offers change nothing, whatever their names are."""

from typing import Any

import pytest
from sqlalchemy import select

from forum.kernel.db import Model, database
from tests.api.conftest import shown, who_may
from tests.api.described import bodies, fine

NAMES = {
    *("role", "is_staff", "is_admin", "score", "author", "author_id", "state", "is_official"),
    *("is_solution", "solution_id", "helpful", "points", "rung", "privileges", "verified_at"),
    *("id", "url", "_method", "__class__", "__proto__", "constructor", "csrf_token", "by"),
}


@pytest.fixture
def columns() -> set[str]:
    """The name of every column there is, and names that others have tried."""
    tables = Model.metadata.tables.values()
    return NAMES | {column.name for table in tables for column in table.columns}


def contents(app) -> dict[str, list[Any]]:
    with app.app_context(), database().reading.connect() as connection:
        return {
            name: list(connection.execute(select(table).order_by(*table.primary_key)))
            for name, table in Model.metadata.tables.items()
        }


def test_a_body_with_fields_of_its_own_changes_nothing(
    app, spec, adas, devs, pias, samples, columns
):
    before = contents(app)
    for method, path, schema in bodies(spec):
        calls = who_may(path, adas=adas, devs=devs, pias=pias)
        own = columns - schema["properties"].keys()

        sent = dict.fromkeys(own, 1) | fine(schema)
        answer = calls(method, samples.address(path), raw={"json": sent})

        assert answer.status_code == 422, f"{method} {path}"
        assert shown(answer)["errors"].keys() == own, f"{method} {path}"
    assert contents(app) == before


def test_each_of_them_alone_is_refused(spec, adas, devs, pias, samples):
    for method, path, schema in bodies(spec):
        calls = who_may(path, adas=adas, devs=devs, pias=pias)
        for name in NAMES - schema["properties"].keys():
            sent = fine(schema) | {name: "admin"}

            answer = calls(method, samples.address(path), raw={"json": sent})

            assert answer.status_code == 422, f"{method} {path} {name}"


def test_fields_in_the_address_are_no_fields_of_the_body(adas, ada, samples, nobody):
    asked = "?role=admin&is_official=true&author_id=2&score=99&state=hidden"

    answer = adas(
        "POST", f"/threads{asked}", title="My badge", body="It never came.", topic="parking"
    )

    assert answer.status_code == 201
    shown = nobody("GET", f"/threads/{answer.json['id']}").json
    assert (shown["author"], shown["score"], shown["state"]) == ("Ada Okafor", 0, "visible")
    assert ada.member.role == "citizen"
