"""Similar ideas on petitions of which staff have said which earlier one says the same."""

import csv
import gzip
import json
from datetime import datetime

import pytest

from search.documents import Document
from search.index import Engine, terms
from tests.acceptance.conftest import ARCHIVES

pytestmark = pytest.mark.acceptance

IDEAS = ARCHIVES.parent / "ideas"
SHOWN = 5


@pytest.fixture(scope="module")
def petitions():
    path = IDEAS / "uk-petitions-2020-2022.jsonl.gz"
    if not path.is_file():
        pytest.skip(f"NOT RUN: the real data is not there ({path}). Set FOLKMOOT_DATA.")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {one["id"]: one["attributes"] for one in map(json.loads, lines)}


@pytest.fixture(scope="module")
def pairs(petitions):
    with (IDEAS / "uk-petitions-duplicate-pairs.csv").open() as file:
        rows = [(int(row["duplicate_id"]), int(row["original_id"])) for row in csv.DictReader(file)]
    return [(later, first) for later, first in rows if {later, first} <= petitions.keys()]


@pytest.fixture(scope="module")
def index(petitions, tmp_path_factory):
    engine = Engine(tmp_path_factory.mktemp("index"))
    documents = [_document(*one) for one in petitions.items() if one[1]["opened_at"]]
    engine.shelf.use(engine.build(documents))
    yield engine
    engine.let_go()


def test_what_staff_called_the_same_is_among_the_first_five(index, petitions, pairs):
    """Among all that were open when staff decided."""
    assert _recall(index, petitions, pairs, moment="rejected_at") >= 0.85


def test_also_among_those_that_were_open_when_it_was_written(index, petitions, pairs):
    """Many an original was opened after its duplicate had been begun: fewer and harder pairs."""
    assert _recall(index, petitions, pairs, moment="created_at") >= 0.80


def _recall(index, petitions, pairs, *, moment):
    """The part of the answerable pairs of which the earlier one is shown."""
    asked = [
        (later, first)
        for later, first in pairs
        if petitions[later][moment] and petitions[first]["opened_at"] <= petitions[later][moment]
    ]
    found = sum(first in _shown(index, petitions[later], moment, later) for later, first in asked)
    print(f"recall@{SHOWN} at {moment}: {found / len(asked):.3f} of {len(asked)}")
    return found / len(asked)


def _shown(index, petition, moment, own_id):
    hits = index.similar(
        "idea",
        title=terms(petition["action"]),
        body=terms(petition["background"] or ""),
        sees=["everyone"],
        before=datetime.fromisoformat(petition[moment]),
        most=SHOWN + 1,
    )
    return [hit.id for hit in hits if hit.id != own_id][:SHOWN]


def _document(id_, petition):
    texts = (petition["background"], petition["additional_details"])
    return Document(
        kind="idea",
        id=id_,
        title=petition["action"],
        text="\n".join(filter(None, texts)),
        made_at=datetime.fromisoformat(petition["opened_at"]),
    )
