"""Similar ideas on petitions of which staff have said which earlier one says the same."""

import csv
import gzip
import json
from collections import defaultdict
from datetime import datetime
from hashlib import sha256
from itertools import chain
from statistics import mean

import pytest

from search.documents import Document
from search.index import Engine, terms
from tests.acceptance.conftest import ARCHIVES

pytestmark = pytest.mark.acceptance

IDEAS = ARCHIVES.parent / "ideas"
SHOWN = 5
HALVES = "in the half it was chosen on", "in the other"


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
    """Among those that had been opened before it was written."""
    assert _recall(index, petitions, pairs, moment="created_at") >= 0.85


def test_also_among_all_that_had_been_opened_when_staff_decided(index, petitions, pairs):
    """Many an original was opened after its duplicate had been begun: more pairs and candidates."""
    assert _recall(index, petitions, pairs, moment="rejected_at") >= 0.85


def _recall(index, petitions, pairs, *, moment):
    """The part of the answerable pairs of which the earlier one is shown, and of each half."""
    found = defaultdict(list)
    for later, first in pairs:
        asked_at = petitions[later][moment]
        if asked_at and petitions[first]["opened_at"] <= asked_at:
            shown = _shown(index, petitions[later], moment, later)
            found[_half(later)].append(first in shown)
    every = list(chain.from_iterable(found.values()))
    halves = ", ".join(f"{mean(found[half]):.3f} of {len(found[half])} {half}" for half in HALVES)
    print(f"recall@{SHOWN} at {moment}: {mean(every):.3f} of {len(every)} ({halves})")
    return mean(every)


def _half(id_):
    """What counts how much was chosen on one half of the pairs alone."""
    return HALVES[sha256(str(id_).encode()).digest()[0] % 2]


def _shown(index, petition, moment, own_id):
    then = datetime.fromisoformat(petition[moment])
    hits = index.similar(
        "idea",
        title=terms(petition["action"]),
        body=terms(petition["background"] or ""),
        sees=["everyone"],
        before=then,
        moment=then,
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
