"""Every hostile string of the real collections, through every field of every form."""

import json
from pathlib import Path

import pytest

from config import Config
from tests.architecture.hostile import body_of, dangers, encoded
from tests.architecture.sent_forms import SENT
from tests.architecture.sources import told
from tests.architecture.test_hostile_forms import FORM, fields_of, fine, forgive_everybody, url_of
from tests.cast import OURS, Person

SECURITY = Config.from_environment().DATA / "security"

pytestmark = pytest.mark.acceptance


@pytest.mark.parametrize("name", sorted(SENT))
def test_hostile_strings_are_refused_or_shown_harmlessly(town, name):
    sent, broken = SENT[name], []
    person = town.people[sent.who]
    token = person.csrf if isinstance(person, Person) else ""
    for text in _strings():
        filled = fine(town, sent) | dict.fromkeys(fields_of(name), text) | {"csrf_token": token}
        forgive_everybody()

        answer = town.ask(
            sent.who,
            url_of(town, sent),
            method="POST",
            data=body_of(encoded(filled)),
            content_type=FORM,
            headers=OURS,
        )

        if answer.status_code >= 500 or dangers(answer):
            broken.append(f"{text[:60]!r}: {answer.status_code} {dangers(answer)}")

    assert not broken, told(f"{name} at {sent.url} must refuse or tame whatever is sent.", broken)


def _strings() -> list[str]:
    kinds = [_read("naughty-strings.json")["strings"]]
    kinds += [texts for texts in _read("hostile-html.json").values() if isinstance(texts, list)]
    return [text for texts in kinds for text in texts]


def _read(name: str) -> dict[str, list[str]]:
    path: Path = SECURITY / name
    if not path.exists():
        pytest.skip(f"NOT RUN: the real data is not there ({path}). Set FOLKMOOT_DATA.")
    found: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return found
