"""The calls that the description of the API speaks of, each with something fine to send."""

from collections.abc import Iterator
from typing import Any

from tests.api.conftest import PREFIX
from tests.api.wrong import VALUES

Spec = dict[str, Any]


def bodies(spec: Spec) -> Iterator[tuple[str, str, Spec]]:
    return ((method, path, schema) for method, path, schema in calls_in(spec) if schema)


def calls_in(spec: Spec) -> Iterator[tuple[str, str, Spec]]:
    """Method, path and the schema of the body; an empty one when there is none."""
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {})
            name = content.get("application/json", {}).get("schema", {}).get("$ref", "")
            schema = spec["components"]["schemas"].get(name.rsplit("/", 1)[-1], {})
            yield method.upper(), path.removeprefix(PREFIX), schema


def queries(spec: Spec) -> Iterator[tuple[str, str, str]]:
    """Method, path and the name of one thing that may be asked for in the address."""
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            for parameter in operation["parameters"]:
                if parameter["in"] == "query":
                    yield method.upper(), path.removeprefix(PREFIX), parameter["name"]


def with_part(path: str, part: str) -> str:
    """The path with that text in the place of its id."""
    return path[: path.index("{")] + part + path[path.index("}") + 1 :]


def hostile(schema: Spec) -> Iterator[tuple[str, Spec]]:
    """One field hostile, the others as a person would fill them in."""
    for name in schema["properties"]:
        for what, value in VALUES.items():
            yield f"{name}: {what}", fine(schema) | {name: value}


def fine(schema: Spec) -> Spec:
    """What must be there, and only that."""
    return {name: fine_value(schema["properties"][name]) for name in schema.get("required", [])}


def fine_value(schema: Spec) -> Any:
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("format") == "email":
        return "nora@example.org"
    return 1 if schema["type"] == "integer" else "parking"
