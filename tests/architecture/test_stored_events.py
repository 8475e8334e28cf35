"""Every event ever shipped can still be read: one stored example for each kind and version."""

import json
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from forum.kernel.db import db, writing
from forum.kernel.events import Event, Published, PublishedEvent
from forum.kernel.subjects import new_subject
from tests.architecture.house import events
from tests.architecture.sources import PACKAGES, told

EXAMPLES = Path(__file__).parent / "events"
FILES = sorted(EXAMPLES.glob("*.json"))
HAPPENED = datetime.fromisoformat("2026-03-02T09:00:00+00:00")


def test_every_kind_and_version_has_an_example():
    wanted = {f"{kind}.{event.version}.json" for kind, event in events().items()}

    missing = sorted(wanted - {path.name for path in FILES})

    assert not missing, told(
        "Old rows are read for ever. Store what is published today in tests/architecture/events.",
        missing,
    )


def test_examples_are_never_taken_away():
    unknown = [path.name for path in FILES if path.stem.split(".")[0] not in events()]

    assert not unknown, told(
        "A kind that was shipped stays readable: keep its class, or an upcaster.", unknown
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_stored_event_loads_and_says_the_same_again(path):
    """A newer version may say more, but never something else."""
    stored = json.loads(path.read_text())
    row = Published(id=1, happened_at=HAPPENED, origin="live", channel="web")

    event = events()[stored["kind"]].from_facts(stored["facts"], actor_id=7, published=row)

    is_old = stored["version"] < event.version
    said = {name: value for name, value in event.facts().items() if name in stored["facts"]}
    assert (said if is_old else event.facts()) == stored["facts"]
    assert event.stream == stored["stream"]
    assert event.subject_id == stored["subject"]


def test_a_kind_belongs_to_one_event_only():
    classes = [e for e in _heirs(Event) if e.kind and e.__module__.split(".")[0] in PACKAGES]

    twice = [kind for kind, times in Counter(e.kind for e in classes).items() if times > 1]

    assert not twice, told("Two events with one kind cannot be told apart in the ledger.", twice)


def test_an_unknown_kind_is_kept_and_read_as_nothing(app):
    with writing():
        new_subject("thread")
        row = PublishedEvent(
            kind="from_the_future",
            version=9,
            stream="thread:1",
            channel="web",
            origin="live",
            facts={"colour": 3},
            happened_at=HAPPENED,
        )
        db.add(row)

    assert (
        db.query(PublishedEvent).where(PublishedEvent.kind == "from_the_future").one().event is None
    )


def _heirs(event: type[Event]) -> list[type[Event]]:
    return [heir for child in event.__subclasses__() for heir in (child, *_heirs(child))]
