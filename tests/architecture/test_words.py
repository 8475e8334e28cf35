"""The catalogues are like the code, whole where they should be, and keep every named fact."""

import ast
import re
from collections.abc import Iterator
from string import Formatter

import pytest
from babel.messages import Message

from docs import words
from docs.said import FOR_OPERATORS, sentences
from tests.architecture.sources import Source, rooms, told

NAMED = re.compile(r"%\((\w+)\)[sd]")
WHOLE = re.compile(r"[A-Z“{][^_=/<]* [^_=/<]*[a-z][^_=/<]*[.?]( |$)", re.DOTALL)
# What broke is written into logs and told to whoever keeps the machine or brings an archive; of
# the register of rules the page shows only what is not met.
NOT_FOR_READERS = re.compile(
    r"^forum/kernel/(calling|events|house|telemetry|mail/building|text/legacy)\.py"
    r"|^forum/(home/criteria|imports/kinds)\.py"
)
PROGRAMMERS = {"ValueError", "LookupError", "RuntimeError", "TypeError", "AssertionError"}


@pytest.mark.parametrize("code", words.TRANSLATED)
def test_what_is_to_be_translated_is_what_the_code_says(code):
    assert words.place(code).read_bytes() == words.updated(code), "Run `make words`."


@pytest.mark.parametrize("code", words.TRANSLATED)
def test_pages_read_what_was_translated(code):
    ready = words.place(code).with_suffix(".mo").read_bytes()

    assert ready == words.compiled(code), "Run `make words`."


@pytest.mark.parametrize("code", words.TRANSLATED)
def test_no_sentence_is_missing(code):
    missing = words.missing(code)

    assert not missing, told(
        "Whoever reads this language reads it whole: translate it in forum/translations.", missing
    )


def test_every_sentence_of_the_code_can_be_translated():
    known = {one for sentence in sentences() for one in sentence}
    lost = [
        source.at(line, repr(said))
        for source in rooms()
        if not FOR_OPERATORS.search(source.place) and not NOT_FOR_READERS.search(source.place)
        for line, said in _spoken(source)
        if said not in known and WHOLE.match(said)
    ]

    assert not lost, told(
        "No catalogue holds this: put it in _(), in a table in capital letters, or in a call that "
        "docs/said.py knows. Facts have names in it; a text made with f has no translation.",
        lost,
    )


@pytest.mark.parametrize("code", words.TRANSLATED)
def test_no_translation_is_a_guess(code):
    assert not [message.id for message in words.kept(code) if message.id and message.fuzzy]


@pytest.mark.parametrize("code", words.TRANSLATED)
def test_a_translation_keeps_the_facts(code):
    lost = [
        f"{said!r} of {message.id!r}"
        for message in words.kept(code)
        if message.id
        for said in _strings(message)
        if said and not _facts(said) <= _facts_of(message)
    ]
    dropped = [
        f"{said!r}"
        for message in words.kept(code)
        if message.id and not message.pluralizable
        for said in _strings(message)
        if said and _facts(said) != _facts_of(message)
    ]

    assert not lost + dropped, told("Each %(name)s and {name} stands in both.", lost + dropped)


@pytest.mark.parametrize(("code", "forms"), [("cy", 6), ("ar", 6)])
def test_a_number_of_things_has_every_form_of_the_language(code, forms):
    many = [_strings(message) for message in words.kept(code) if message.pluralizable]
    done = {len(strings) for strings in many if any(strings)}

    assert done == {forms}


def test_what_only_staff_open_is_told_from_what_citizens_read():
    said = sentences()

    assert words.is_wanted("cy", said["Skip to the main part",])
    assert not words.is_wanted("cy", said["How far the first day has come",])


def _spoken(source: Source) -> Iterator[tuple[int, str]]:
    """The texts in the code but for docstrings and what only a programmer is told."""
    silent = {id(inner) for outer in ast.walk(source.tree) for inner in _silenced(outer)}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in silent:
            yield node.lineno, _text_of(node)


def _silenced(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from node.values
    elif isinstance(node, ast.Raise) and _raised(node.exc) in PROGRAMMERS:
        yield from ast.walk(node)


def _raised(error: ast.expr | None) -> str:
    return getattr(error.func, "id", "") if isinstance(error, ast.Call) else ""


def _text_of(node: ast.Constant | ast.JoinedStr) -> str:
    """With {} for each value that an f-string puts in."""
    pieces = node.values if isinstance(node, ast.JoinedStr) else [node]
    values = (getattr(piece, "value", "") for piece in pieces)
    return "".join(value if isinstance(value, str) else "{}" for value in values)


def _strings(message: Message) -> tuple[str, ...]:
    strings = message.string
    return tuple(strings) if isinstance(strings, tuple | list) else (strings or "",)


def _facts_of(message: Message) -> set[str]:
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    return set().union(*map(_facts, ids))


def _facts(words_: str) -> set[str]:
    named = {name for _text, name, _spec, _conversion in Formatter().parse(words_) if name}
    return set(NAMED.findall(words_)) | named
