"""Fills a place with people who never lived and posts nobody wrote, in one transaction."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice
from random import Random
from typing import Any

from sqlalchemy import exists, insert, select

from forum.accounts.events import MemberJoined
from forum.accounts.models import Member
from forum.accounts.names import name_key
from forum.generating.pouring import room_for
from forum.generating.shapes import FIRST, LAST
from forum.generating.shelves import Place, Shelves
from forum.generating.talks import Talk, Talks, people_for
from forum.generating.words import GIVEN, PLACES, SUBJECTS, TAGS
from forum.imports.actions.places import ALWAYS
from forum.imports.actions.rows import table_of
from forum.imports.folding import fold
from forum.imports.models import ImportedKey
from forum.kernel.db import db, insert_once, writing
from forum.kernel.errors import Refused
from forum.kernel.events import Origin, PublishedEvent
from forum.services.actions import add_service
from forum.topics.actions import add_topic, tags_called

ARCHIVE = "generated"
TOPICS = SUBJECTS[:8]
SERVICE: dict[str, Any] = {
    "summary": "Invented by a program, to measure with",
    "owner": "Nobody",
    "phone": "",
    "place": "",
    "opening": "Always",
    "first_response_minutes": 2 * 24 * 60,
    "resolution_minutes": 5 * 24 * 60,
}
AT_ONCE = 1_000
REAL_PEOPLE = (
    "Real people have joined here, and a place of theirs is not filled with invented posts. "
    "Use an empty FOLKMOOT_HOME and FOLKMOOT_DATABASE_URL."
)
SAME_SEED = "This seed has been used here. Take another one to add more: --seed {next}."


def generate(
    posts: int, *, seed: int, progress: Callable[[int], object] = lambda posts: None
) -> None:
    """Exactly so many posts more; the same seed gives the same. Raises Refused."""
    with writing():
        _refuse_unless_free(seed, posts)
        talks = Talks(posts, Random(seed), topics=len(TOPICS), tags=len(TAGS))
        place = _place(posts, seed)
        for part in _parts(talks):
            shelves = Shelves(place)
            for talk in part:
                shelves.take(talk)
            shelves.put_away()
            progress(sum(1 + len(talk.replies) for talk in part))
    fold(sorted(place.helpers), as_of=LAST)


def _refuse_unless_free(seed: int, posts: int) -> None:
    of_demo = exists().where(
        PublishedEvent.actor_id == Member.id,
        PublishedEvent.kind == MemberJoined.kind,
        PublishedEvent.origin == Origin.DEMO,
    )
    if db.scalar(select(Member.id).where(~Member.is_imported, ~of_demo).limit(1)):
        raise Refused(REAL_PEOPLE)
    used = {"archive": ARCHIVE, "kind": "seed", "key": str(seed), "target_id": posts}
    if not insert_once(ImportedKey, **used):
        raise Refused(SAME_SEED.format(next=seed + 1))


def _place(posts: int, seed: int) -> Place:
    return Place(
        people=_people(people_for(posts), seed),
        topics=_topics(),
        tags=[tag.id for tag in tags_called(TAGS)],
        numbers=count(room_for(posts)),
    )


def _parts(talks: Iterable[Talk]) -> Iterator[list[Talk]]:
    talks = iter(talks)
    while part := list(islice(talks, AT_ONCE)):
        yield part


def _people(number: int, seed: int) -> list[int]:
    """Like those of an archive: no address, no password, never mailed. Names repeat."""
    dice = Random(f"people {seed}")
    rows = []
    for one in range(number):
        name = f"{dice.choice(GIVEN)} {dice.choice(PLACES).title()}"
        key = f"{name_key(name)}~{seed}~{one}"
        rows.append({"name": name, "name_key": key, "is_imported": True, "joined_at": FIRST})
    made = insert(table_of(Member)).returning(Member.id, sort_by_parameter_order=True)
    return list(db.scalars(made, rows))


def _topics() -> list[int]:
    service = add_service(slug="generated", name="Generated questions", calendar=ALWAYS, **SERVICE)
    return [_topic(noun, service.id) for noun in TOPICS]


def _topic(noun: str, service_id: int) -> int:
    name, slug = f"About a {noun}", f"generated-{noun}"
    return add_topic(name=name, slug=slug, summary=SERVICE["summary"], service_id=service_id).id
