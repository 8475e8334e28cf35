"""The catalogues are like the code, whole where they should be, and keep every named fact."""

import re
from string import Formatter

import pytest
from babel.messages import Message

from docs import words
from docs.said import sentences
from tests.architecture.sources import told

NAMED = re.compile(r"%\((\w+)\)[sd]")


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


def _strings(message: Message) -> tuple[str, ...]:
    strings = message.string
    return tuple(strings) if isinstance(strings, tuple | list) else (strings or "",)


def _facts_of(message: Message) -> set[str]:
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    return set().union(*map(_facts, ids))


def _facts(words_: str) -> set[str]:
    named = {name for _text, name, _spec, _conversion in Formatter().parse(words_) if name}
    return set(NAMED.findall(words_)) | named
