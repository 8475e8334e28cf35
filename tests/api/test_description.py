"""The description of the API is valid, complete and true to who may call what."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import schemathesis

from forum.accounts.scopes import scope_of
from forum.kernel.house import house
from tests.api.conftest import PREFIX, PROBLEM
from tests.architecture.house import routes

ADDRESS = f"{PREFIX}/openapi.json"
ASKED_WITHOUT_DOCSTRINGS = """
import sys
from pathlib import Path
from config import Config
from forum.app import create_app
home, url, secret, address = sys.argv[1:]
app = create_app(Config(HOME=Path(home), DATABASE_URL=url, SECRET_KEY=secret))
print(app.test_client().get(address).text)
"""
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def operations(spec) -> Iterator[tuple[str, dict[str, Any]]]:
    """`POST /threads` and what is said about it."""
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path.removeprefix(PREFIX)}", operation


def test_it_is_open_to_everybody_as_json(visitor):
    answer = visitor.get(ADDRESS)

    assert answer.status_code == 200
    assert answer.content_type == "application/json"
    assert answer.json["openapi"].startswith("3.1.")
    assert answer.json["servers"] == [{"url": visitor.app.config["BASE_URL"]}]


def test_it_says_the_same_where_python_keeps_no_docstrings_as_in_the_web_processes(spec, config):
    about = [str(config.HOME), config.DATABASE_URL, config.SECRET_KEY, ADDRESS]

    printed = subprocess.run(
        [sys.executable, "-OO", "-c", ASKED_WITHOUT_DOCSTRINGS, *about],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout

    said = {name: what.get("summary") for name, what in operations(json.loads(printed))}
    assert said == {name: what["summary"] for name, what in operations(spec)}
    assert json.loads(printed) == spec


def test_it_is_valid(spec):
    schemathesis.openapi.from_dict(spec).validate()


def test_every_shape_in_it_is_a_valid_json_schema(spec):
    for schema in spec["components"]["schemas"].values():
        jsonschema_rs.meta.validate({"$schema": DIALECT} | schema)


def test_every_name_it_speaks_of_is_in_it_and_none_is_there_for_nothing(spec):
    known = {f"#/components/schemas/{name}" for name in spec["components"]["schemas"]}

    assert set(names_in(spec)) == known


def names_in(part: Any) -> Iterator[str]:
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
    for one in inner:
        yield from names_in(one)
    if isinstance(part, dict) and isinstance(part.get("$ref"), str):
        yield part["$ref"]


def test_nothing_of_an_older_standard_is_left_in_it(spec):
    """3.1 knows `null` as a type; `nullable` would be ignored without a word."""
    assert "nullable" not in str(spec)


def test_every_operation_is_summed_up_in_a_sentence(spec):
    silent = [
        name for name, operation in operations(spec) if not operation["summary"].endswith(".")
    ]

    assert silent == []


def test_it_says_who_needs_a_token(app, spec):
    """As the rooms' own tables of access have it."""
    opened = {
        route.name.replace(PREFIX, "").replace("<", "{").replace(">", "}")
        for route in routes(app)
        if route.is_api and house().access[route.endpoint] == "anyone"
    }

    for name, operation in operations(spec):
        assert ({} in operation["security"]) == (name in opened), name
        assert len([way for way in operation["security"] if way]) == 1, name


def test_it_names_the_scope_that_each_call_needs(app, spec):
    needed = {
        route.name.replace(PREFIX, "").replace("<", "{").replace(">", "}"): scope_of(
            route.method, house().access[route.endpoint]
        )
        for route in routes(app)
        if route.is_api
    }

    for name, operation in operations(spec):
        assert {"bearer": [needed[name]]} in operation["security"], name
    assert set(needed.values()) == {"read", "write", "desk"}  # administrators have pages only


def test_every_operation_says_how_it_refuses(spec):
    for name, operation in operations(spec):
        refusals = {code: a for code, a in operation["responses"].items() if code >= "4"}
        kinds = {kind for answer in refusals.values() for kind in answer["content"]}

        assert kinds == {PROBLEM}, name
        assert {"400", "401", "429"} <= set(refusals), name
        if "requestBody" in operation:
            assert {"413", "415", "422"} <= set(refusals), name
        if "{" in name:
            assert "404" in refusals, name


def test_what_is_answered_is_answered_whole(spec):
    """Every field of an answer is there, if only as null: programs need not ask."""
    sent = {
        kind["schema"]["$ref"].rsplit("/", 1)[-1]
        for _, operation in operations(spec)
        for kind in operation.get("requestBody", {"content": {}})["content"].values()
    }
    shown = {
        name: schema
        for name, schema in spec["components"]["schemas"].items()
        if name not in sent | {"Problem"}
    }

    assert {"QuestionShown", "AnswerShown", "TicketShown", "MeShown"} <= set(shown)
    for name, schema in shown.items():
        assert schema["required"] == sorted(schema["properties"]), name
