"""No row is deleted anywhere without a thought about what has to be kept."""

import ast
from collections.abc import Iterator

from forum.kernel.db import Model
from tests.architecture.deletions import UNASKED
from tests.architecture.sources import Source, rooms, told

ASKS = {"is_free", "refuse_if_held", "is_held", "is_kept", "refuse_if_kept", "handled_before"}


def test_every_deletion_asks_whether_it_has_to_be_kept():
    silent = [
        source.at(call.lineno, f"deletes {what}")
        for source, call, what, asks in _deletions()
        if not asks and f"{source.place} {what}" not in UNASKED
    ]

    assert not silent, told(
        "While a request or a legal hold is open, nothing it covers may go. Ask forum/kernel/"
        "holding.py, or say in tests/architecture/deletions.py why this need not.",
        silent,
    )


def test_no_reason_outlives_its_deletion():
    there = {f"{source.place} {what}" for source, _, what, _ in _deletions()}

    assert sorted(set(UNASKED) - there) == []


def test_tables_that_the_database_guards_are_deleted_from_only_after_asking(app):
    kept = {model.__name__ for model in _models() if hasattr(model, "__kept__")}

    unasked = [key for key in UNASKED if key.rpartition(" ")[2] in kept]

    assert kept >= {"Thread", "Answer", "Comment", "Idea", "Ticket", "Message", "Attachment"}
    assert not unasked, told("The database would refuse this when a hold covers it.", unasked)


def _deletions() -> Iterator[tuple[Source, ast.Call, str, bool]]:
    """Each call that deletes rows, what it deletes, and whether its function asks before."""
    for source in rooms():
        for function in source.functions:
            calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
            asks = bool({_name(call.func) for call in calls} & ASKS)
            for call in calls:
                if what := _deleted(call):
                    yield source, call, what, asks


def _deleted(call: ast.Call) -> str | None:
    """`delete(Draft)`, `db.delete(said)` and `db.query(Work)….delete()`; never a route."""
    if isinstance(call.func, ast.Name) and call.func.id == "delete":
        return _name(call.args[0])
    if not isinstance(call.func, ast.Attribute) or call.func.attr != "delete":
        return None
    if isinstance(call.func.value, ast.Name) and call.func.value.id == "db":
        return _name(call.args[0])
    queried = [node for node in ast.walk(call.func.value) if _is_query(node)]
    return _name(queried[0].args[0]) if queried else None  # type: ignore[attr-defined]


def _is_query(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _name(node.func) == "query"


def _name(node: ast.expr) -> str:
    return getattr(node, "id", getattr(node, "attr", ""))


def _models() -> list[type[Model]]:
    return [mapper.class_ for mapper in Model.registry.mappers]
