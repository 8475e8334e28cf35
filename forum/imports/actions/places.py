"""The topics and tags of an archive; all its topics belong to one service, which is always open."""

import re
from collections.abc import Iterator
from itertools import count

from sqlalchemy import select

from forum.imports.actions.known import TOPIC, WHOLE_ARCHIVE, Known
from forum.imports.batches import Batch
from forum.imports.records import Category, Question, Tag
from forum.imports.tally import Tally
from forum.kernel.db import db
from forum.services.actions import add_service
from forum.threads.actions import slug_of
from forum.topics.actions import add_topic, tags_called
from forum.topics.models import Tag as TagRow
from forum.topics.models import Topic

SUMMARY = "Questions and answers from an earlier forum"
ALWAYS = {"zone": "UTC", "frames": {str(day): [["00:00", "24:00"]] for day in range(7)}}
SOURCES = {"stackexchange": "Stack Exchange", "discourse": "Discourse"}
LONGEST_TAG = 35


def add_topics(batch: Batch, known: Known, tally: Tally) -> None:
    """A topic for each category, and one for the questions that name none."""
    categories = {category.key: category for category in batch.of(Category)}
    new = [category for key, category in categories.items() if key not in known.topics]
    tally.see("topics", new=len(new), known=len(categories) - len(new))
    for category in new:
        number = category.key.partition(":")[2]
        _add(known, category.key, category.name or f"Category {number}")
    tally.created["topics"] += len(new)

    homeless = any(question.category_key is None for question in batch.of(Question))
    if homeless and WHOLE_ARCHIVE not in known.topics:
        source = known.archive.partition(" ")[0]
        _add(known, WHOLE_ARCHIVE, f"Questions from {SOURCES.get(source, source)}")


def add_tags(batch: Batch, tally: Tally) -> None:
    names = tag_names(tag.name for tag in batch.of(Tag))
    here = set(db.scalars(select(TagRow.name).where(TagRow.name.in_(names))))
    tally.see("tags", new=len(names) - len(here), known=len(here))
    tally.created["tags"] += len(names) - len(here)
    tags_called(names)


def tag_names(names: Iterator[str] | tuple[str, ...]) -> list[str]:
    """The names as tags are written here: one word in small letters; no two alike."""
    plain = (re.sub(r"[^\w.+#-]+", "-", name.lower()).strip("-")[:LONGEST_TAG] for name in names)
    return list(dict.fromkeys(name for name in plain if name))


def _add(known: Known, key: str, name: str) -> None:
    """Staff may rename it later: the key of the archive keeps the connection."""
    service = add_service(
        slug="imported-questions",
        name="Imported questions",
        summary=SUMMARY,
        owner="Community team",
        phone="",
        place="",
        opening="Always",
        calendar=ALWAYS,
        first_response_minutes=2 * 24 * 60,
        resolution_minutes=5 * 24 * 60,
    )
    slug, free_name = _free(name)
    topic = add_topic(name=free_name, slug=slug, summary=SUMMARY, service_id=service.id)
    known.remember(TOPIC, {key: topic.id})


def _free(name: str) -> tuple[str, str]:
    """A slug no topic has, and the name that goes with it."""
    slug = slug_of(name)
    taken = set(db.scalars(select(Topic.slug).where(Topic.slug.startswith(slug))))
    if slug not in taken:
        return slug, name
    number = next(n for n in count(2) if f"{slug}-{n}" not in taken)
    return f"{slug}-{number}", f"{name} ({number})"
