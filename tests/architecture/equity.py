"""Signs by which a file could tell people apart by what they have done for others."""

import ast
import re
from collections.abc import Iterator

Sign = tuple[int, str]

LEDGER = "forum.reputation"
TELLING = {
    *("rung", "standing", "Standing", "Rung", "LADDER"),
    *("reputation", "Reputation", "award", "Award", "awards"),
    *("is_newcomer", "is_first_day", "has_one_at_a_time", "is_held_at_first", "where_am_i"),
}
"""Names of columns, tables and questions, wherever they come from."""

WORDS = {"rung", "standing", "reputation", "award"}
TABLES = r"\b(rung|standing|reputation|award)\b"
IN_SQL = re.compile(
    rf"(?is)\b(select|update|join|order\s+by|where|partition\s+by)\b.*{TABLES}|{TABLES}\.\w+"
)
ORDERING = {
    *("order_by", "where", "filter", "filter_by", "having", "group_by", "case", "over", "rank"),
    *("sorted", "sort", "min", "max", "nlargest", "nsmallest", "desc", "asc", "least", "greatest"),
    *("coalesce", "row_number", "limit", "distinct", "tuple_"),
}
CAPACITY = {"trigger", "ADVOCATE", "hit_rate", "hit_rate_of", "brought_by"}
"""In which capacity somebody brought a question: an advocate's is a rung by another name."""


def signs_of_standing(tree: ast.AST) -> Iterator[Sign]:
    """Each line that could know a rung or reputation, and what is there."""
    prose = _prose(tree)
    for node in ast.walk(tree):
        if node in prose:
            continue
        for name in _names(node):
            if name in TELLING or name.startswith(LEDGER):
                yield getattr(node, "lineno", 0), name
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _tells(node.value):
            yield node.lineno, repr(node.value[:60])


def signs_of_asking(tree: ast.AST) -> Iterator[Sign]:
    """Each line that asks what somebody may, or could."""
    for node in ast.walk(tree):
        found = {"Privilege", "may"} & set(_names(node))
        if "Privilege" in found or (found and isinstance(node, ast.Attribute)):
            yield getattr(node, "lineno", 0), ", ".join(sorted(found))


def orders_by_standing(tree: ast.AST) -> Iterator[Sign]:
    """Calls that put in order, choose or leave out, with a rung or reputation inside them."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        called = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if called not in ORDERING:
            continue
        # What stands before `.order_by(…)` may carry a mark; before `.desc()` it is the order.
        inside = [*call.args, *(keyword.value for keyword in call.keywords)]
        inside += [call.func] if called in {"desc", "asc"} else []
        for node in (node for part in inside for node in ast.walk(part)):
            if {"rung", "reputation", "is_newcomer", "may"} & set(_names(node)):
                yield call.lineno, called


def signs_of_capacity(tree: ast.AST) -> Iterator[Sign]:
    for node in ast.walk(tree):
        for name in CAPACITY & set(_names(node)):
            yield getattr(node, "lineno", 0), name


def _names(node: ast.AST) -> list[str]:
    """Every name that the node itself says: read, asked for or imported."""
    if isinstance(node, ast.Attribute):
        return [node.attr]
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    if isinstance(node, ast.ImportFrom):
        module = node.module or ""
        return [part for name in node.names for part in (name.name, f"{module}.{name.name}")]
    return [node.id] if isinstance(node, ast.Name) and node.id[:1].isupper() else []


def _tells(said: str) -> bool:
    """A name of its own, an address of code, or a piece of SQL."""
    return said in WORDS or said.startswith(LEDGER) or bool(IN_SQL.search(said))


def _prose(tree: ast.AST) -> set[ast.AST]:
    """Docstrings, which nobody runs."""
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
