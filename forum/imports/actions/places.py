"""The topics and tags of an archive; its new topics belong to one service, which is always open."""

import re
from collections.abc import Iterator
from itertools import count

from sqlalchemy import func, select

from forum.imports.actions.known import TOPIC, WHOLE_ARCHIVE, Known
from forum.imports.batches import Batch
from forum.imports.records import Category, Proposal, Question, Tag
from forum.imports.tally import Tally
from forum.kernel.db import db
from forum.services.actions import add_service
from forum.threads.actions import slug_of
from forum.topics.actions import add_topic, tags_called
from forum.topics.models import Tag as TagRow
from forum.topics.models import Topic

SUMMARY = "Questions and answers from an earlier forum"
IDEAS_SUMMARY = "Ideas from an earlier platform"
ALWAYS = {"zone": "UTC", "frames": {str(day): [["00:00", "24:00"]] for day in range(7)}}
SOURCES = {
    "stackexchange": "Questions from Stack Exchange",
    "discourse": "Questions from Discourse",
    "petitions": "Petitions",
    "decidim": "Proposals from Decidim",
    "ideas-csv": "Ideas from a table",
    "threads-csv": "Questions from a table",
}
"""What the topic is called for whatever names none."""
OF_IDEAS = {"petitions", "decidim", "ideas-csv"}
LONGEST_TAG = 35


def add_topics(batch: Batch, known: Known, tally: Tally) -> None:
    """A topic for each category, and one for the questions that name none."""
    categories = {category.key: category for category in batch.of(Category)}
    new = [category for key, category in categories.items() if key not in known.topics]
    tally.see("topics", new=len(new), known=len(categories) - len(new))
    tally.created["topics"] += sum(_add_category(known, category) for category in new)

    posts: list[Question | Proposal] = [*batch.of(Question), *batch.of(Proposal)]
    homeless = any(post.category_key is None for post in posts)
    if homeless and WHOLE_ARCHIVE not in known.topics:
        _add(known, WHOLE_ARCHIVE, SOURCES[_source(known)])


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


def _add_category(known: Known, category: Category) -> bool:
    """Whether it had to be made."""
    number = category.key.partition(":")[2]
    name = category.name or f"Category {number}"
    wanted = func.lower(Topic.name) == name.lower()
    here = db.scalar(select(Topic.id).where(wanted).limit(1)) if category.joins else None
    if here is None:
        _add(known, category.key, name)
    else:
        known.remember(TOPIC, {category.key: here})
    return here is None


def _source(known: Known) -> str:
    return known.archive.partition(" ")[0]


def _add(known: Known, key: str, name: str) -> None:
    """Staff may rename it later: the key of the archive keeps the connection."""
    are_ideas = _source(known) in OF_IDEAS
    summary = IDEAS_SUMMARY if are_ideas else SUMMARY
    service = add_service(
        slug="imported-ideas" if are_ideas else "imported-questions",
        name="Imported ideas" if are_ideas else "Imported questions",
        summary=summary,
        owner="Community team",
        phone="",
        place="",
        opening="Always",
        calendar=ALWAYS,
        first_response_minutes=2 * 24 * 60,
        resolution_minutes=5 * 24 * 60,
    )
    slug, free_name = _free(name)
    topic = add_topic(name=free_name, slug=slug, summary=summary, service_id=service.id)
    known.remember(TOPIC, {key: topic.id})


def _free(name: str) -> tuple[str, str]:
    """A slug no topic has, and the name that goes with it."""
    slug = slug_of(name)
    taken = set(db.scalars(select(Topic.slug).where(Topic.slug.startswith(slug))))
    if slug not in taken:
        return slug, name
    number = next(n for n in count(2) if f"{slug}-{n}" not in taken)
    return f"{slug}-{number}", f"{name} ({number})"
