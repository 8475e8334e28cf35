"""Every field of every form meets what nobody should send: never a fault, never alive."""

from collections.abc import Iterator
from html import unescape
from io import BytesIO

import pytest
from werkzeug.test import TestResponse

from forum.accounts.codes import Purpose
from forum.kernel.db import db, writing
from forum.kernel.limits import LimitWindow
from tests.architecture.hostile import ALONE, BYTES, TEXTS, body_of, dangers, encoded
from tests.architecture.house import forms
from tests.architecture.sent_forms import SENT, Sent
from tests.architecture.sources import told
from tests.architecture.town import Town, new_code, new_first_day
from tests.cast import OURS, Person
from tests.portions import portion_of

OWN_WORDS = {"body", "text"}
WITH_OWN_WORDS = [name for name in sorted(SENT) if OWN_WORDS & set(SENT[name].fine)]
FORM = "application/x-www-form-urlencoded"
Pairs = list[tuple[bytes, bytes]]


def test_every_form_is_in_the_matrix():
    unsent = sorted(set(forms()) - set(SENT))

    assert not unsent, told("A form joins tests/architecture/sent_forms.py with its page.", unsent)


def test_every_line_of_the_matrix_is_a_form():
    assert sorted(set(SENT) - set(forms())) == []


@pytest.mark.parametrize("name", sorted(SENT))
def test_every_field_that_is_filled_in_exists(name):
    known = set(fields_of(name))

    assert sorted(set(SENT[name].fine) - known) == []


@pytest.mark.parametrize("name", sorted(SENT))
def test_the_form_is_fine_with_what_a_person_fills_in(town, name):
    """Otherwise nothing hostile would ever get past the first fault."""
    answer = _send(town, SENT[name], encoded(fine(town, SENT[name])))

    assert answer.status_code not in (403, 404, 405, 500), answer.get_data(as_text=True)[:500]


@pytest.mark.parametrize("name", sorted(SENT))
def test_hostile_input_is_refused_or_shown_harmlessly(town, name):
    sent, broken = SENT[name], []
    number = sorted(SENT).index(name)
    for what, hostile in portion_of(_hostile(fields_of(name)), number, parts=5):
        answer = _send(town, sent, _replaced(fine(town, sent), hostile))
        if answer.status_code >= 500:
            broken.append(f"{what}: answered {answer.status_code}")
        broken += [f"{what}: {danger}" for danger in _dangers(town, sent, answer)]

    assert not broken, told(f"{name} at {sent.url} must refuse or tame whatever is sent.", broken)


@pytest.mark.parametrize(
    "name", [name for name in sorted(SENT) if OWN_WORDS & set(SENT[name].fine)]
)
@pytest.mark.parametrize("why", ["the page was open for too long", "one word is much too long"])
def test_a_refusal_gives_the_persons_text_back(town, name, why):
    sent = SENT[name]
    field = next(field for field in sent.fine if field in OWN_WORDS)
    own = "My own words & nobody else's: one, two, three."
    long = own + (" and more" * 10_000 if why.startswith("one") else "")
    pairs = _replaced(fine(town, sent), [(field.encode(), long.encode())])
    if why.startswith("the page"):
        pairs.append((b"csrf_token", b"0" * 64))

    answer = _send(town, sent, pairs)

    assert answer.status_code in (403, 422) or sent.who == "visitor"
    if answer.status_code >= 400:
        assert unescape(answer.text).count(own) >= 1


@pytest.mark.parametrize("name", sorted(SENT))
def test_a_form_of_the_wrong_kind_is_refused_kindly(town, name):
    sent = SENT[name]
    bodies = {
        "application/json": b'{"title": ["a", {"b": null}]}',
        "multipart/form-data; boundary=b": b"--b\r\nContent-Disposition: form-data; name=",
        "text/plain": b"\xff\xfe",
        FORM: b"&&&===%%%&=x&%00=%00",
    }
    for kind, body in bodies.items():
        answer = _open(town, sent, body, kind)

        assert answer.status_code < 500, kind


def test_files_in_the_place_of_text_are_refused_kindly(town):
    for name, sent in SENT.items():
        token: dict[str, object] = {n.decode(): v.decode() for n, v in _token(town, sent)}
        files = {field: (BytesIO(b"GIF89a"), "a.gif") for field in fields_of(name)}

        answer = town.ask(
            sent.who, url_of(town, sent), method="POST", data=token | files, headers=OURS
        )

        assert answer.status_code < 500, name


def fine(town: Town, sent: Sent) -> dict[str, str]:
    parts = town.parts_now()
    return {name: text.format(**parts) for name, text in sent.fine.items()}


def _hostile(fields: list[str]) -> Iterator[tuple[str, Pairs]]:
    """What to send in which fields; a field that is named but has no pair is left out."""
    values = {what: text.encode("utf-8") for what, text in TEXTS.items()} | BYTES
    for what, value in values.items():
        yield f"everywhere: {what}", [(name.encode(), value) for name in fields]
    for name in fields:
        alone = {what: value for what, value in values.items() if what in {*ALONE, *BYTES}}
        yield from ((f"{name}: {what}", [(name.encode(), v)]) for what, v in alone.items())
        yield f"{name}: twice", [(name.encode(), b"one"), (name.encode(), b"two")]
        yield f"{name}: as a list", [(name.encode(), b""), (f"{name}[]".encode(), b"one")]
        yield f"{name}: as an object", [(name.encode(), b""), (f"{name}[$ne]".encode(), b"1")]


def _replaced(fine: dict[str, str], hostile: Pairs) -> Pairs:
    """The form as a person would send it, with the hostile pairs in place of their fields."""
    named = {name for name, _ in hostile}
    return [pair for pair in encoded(fine) if pair[0] not in named] + hostile


def _send(town: Town, sent: Sent, pairs: Pairs) -> TestResponse:
    return _open(town, sent, body_of([*pairs, *_token(town, sent)]), FORM)


def _open(town: Town, sent: Sent, body: bytes, kind: str) -> TestResponse:
    forgive_everybody()
    return town.ask(
        sent.who, url_of(town, sent), method="POST", data=body, content_type=kind, headers=OURS
    )


def forgive_everybody() -> None:
    """Limits would stop us at the tenth try, before the fields are looked at."""
    if db.query(LimitWindow).first():
        with writing():
            db.query(LimitWindow).delete()


def _token(town: Town, sent: Sent) -> Pairs:
    person = town.people[sent.who]
    return [(b"csrf_token", person.csrf.encode())] if isinstance(person, Person) else []


def _dangers(town: Town, sent: Sent, answer: TestResponse) -> list[str]:
    """On the page that answers, and on the one it leads to."""
    found = dangers(answer)
    if answer.status_code in (302, 303) and answer.location.startswith("/"):
        found += dangers(town.ask(sent.who, answer.location))
    return found


def fields_of(name: str) -> list[str]:
    form = forms()[name]
    return [field for field in dir(form) if hasattr(getattr(form, field), "_formfield")]


def url_of(town: Town, sent: Sent) -> str:
    if "{first_day_code}" in sent.url:
        return sent.url.format(first_day_code=new_first_day())
    if "{new_code}" in sent.url:
        return sent.url.format(new_code=new_code(town, Purpose.RESET))
    return sent.url.format(**town.parts_now())
