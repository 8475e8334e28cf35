"""Every column of text says what it holds, and the ledger of events holds no text at all."""

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import datetime

from sqlalchemy import JSON, String

from forum.kernel.db import Facts, Private
from forum.kernel.events import Event
from tests.architecture.house import columns, events, models
from tests.architecture.sources import told

# docs/privacy.md says for each class how long it is kept and what erasure does to it.
CLASSES = {
    "identity",
    "contact",
    "words",
    "public",
    "code",
    "facts",
    "secret",
    "digest",
    "technical",
}

WITHOUT_TEXT = {int, float, bool, type(None), datetime}

# Facts of type str are short codes of ours. A name joins when it can hold nothing else.
CODES = {
    "after": "a kind of ticket",
    "badge": "a badge of the published table",
    "before": "a state or a rung before the move",
    "clock": "which promise: first_response, next_response or resolution",
    "deed": "what a decision does",
    "ground": "why a reversal was made: ring, fans, exchange, shared_address or burst",
    "impact": "low, medium or high",
    "measure": "warn, limit or suspend",
    "outcome": "upheld, partly or not upheld, reversed; kept, changed or dropped",
    "purpose": "what a code by mail is for",
    "reason": "a reason from a list of the staff",
    "remedy": "what is put right after a grievance",
    "role": "a role of the staff",
    "root": "thread or idea",
    "rung": "a rung of the ladder",
    "state": "a state of a ticket, an article, a note, a round or an item of an agenda",
    "threshold": "review or promise",
    "way": "how a question reaches somebody: mail, page or none",
    "why": "kind or service; declined or duplicate; why somebody moved, or a hat went off",
    "trigger": "what opened the ticket",
    "urgency": "low, medium or high",
    "visibility": "public, private or internal",
}


def test_every_column_of_text_says_what_it_may_hold():
    silent = [
        f"{model.__tablename__}.{column.name}"
        for model in models()
        for column in columns(model)
        if _holds_text(column) and column.name not in model.__privacy__
    ]

    assert not silent, told(
        "Export, erasure and retention read `__privacy__`: an unlisted column would be forgotten.",
        silent,
    )


def test_nothing_else_is_listed():
    listed = [
        f"{model.__tablename__}.{name}"
        for model in models()
        for name in model.__privacy__
        if name not in {column.name for column in columns(model) if _holds_text(column)}
    ]

    assert not listed, told("`__privacy__` names a column of text of its own table.", listed)


def test_the_classes_are_known():
    unknown = [
        f"{model.__tablename__}.{name}: {holds}"
        for model in models()
        for name, holds in model.__privacy__.items()
        if holds not in CLASSES
    ]

    assert not unknown, told("docs/privacy.md explains these classes and no other.", unknown)


def test_each_table_lists_its_own_columns():
    heirs = [model.__tablename__ for model in models() if "__privacy__" not in vars(model)]

    assert not heirs, told("A table without text says so: `__privacy__ = {}`.", heirs)


def test_facts_of_events_hold_no_text():
    texts = [
        f"{event.__name__}.{name}"
        for event in events().values()
        for name, kinds in _facts(event).items()
        if kinds - WITHOUT_TEXT and not (kinds <= WITHOUT_TEXT | {str} and name in CODES)
    ]

    assert not texts, told(
        "The ledger is never rewritten: text or a name in it could not be erased. Facts are ids, "
        "numbers, moments, and codes whose name is in CODES.",
        texts,
    )


def test_every_event_is_a_frozen_dataclass_in_the_past():
    wrong = [e.__name__ for e in events().values() if not is_dataclass(e) or _is_open(e)]

    assert not wrong, told("What has happened does not change: @dataclass(frozen=True).", wrong)


def _holds_text(column: typing.Any) -> bool:
    return isinstance(column.type, String | JSON | Private) or column.type is Facts


def _facts(event: type[Event]) -> dict[str, set[type]]:
    """Field -> the types it may have, without what every event carries."""
    hints = typing.get_type_hints(event)
    named = {field.name for field in fields(event)} - {"published"}
    return {name: _types(hints[name]) for name in sorted(named)}


def _types(hint: typing.Any) -> set[type]:
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return set(typing.get_args(hint))
    return {hint}


def _is_open(event: type[Event]) -> bool:
    return not event.__dataclass_params__.frozen  # type: ignore[attr-defined]
