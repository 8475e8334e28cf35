"""Finds what an old address leads to today, and keys of archives that lead nowhere."""

from collections.abc import Iterator

from sqlalchemy import select

from forum.accounts.models import Member
from forum.accounts.names import name_key, person_path
from forum.ideas.models import Idea, IdeaComment, OfficialReply
from forum.imports.models import ImportedKey, OldAddress
from forum.imports.paths import meanings, person_name, person_number
from forum.kernel.db import Model, db
from forum.kernel.house import Finding, house
from forum.kernel.subjects import kind_of
from forum.threads.models import Answer, Comment, Note, Thread
from forum.topics.models import Topic

TARGETS: dict[str, type[Model]] = {
    "member": Member,
    "topic": Topic,
    "thread": Thread,
    "answer": Answer,
    "comment": Comment,
    "note": Note,
    "solution": Answer,
    "idea": Idea,
    "idea_comment": IdeaComment,
    "official_reply": OfficialReply,
}


def address_today(path: str, *, to: Member | None) -> str | None:
    """Where that page of an earlier forum is now, when this reader may see it."""
    if person := _person_at(path):
        return person_path(person)
    subject_id = _subject_at(path)
    if subject_id is None:
        return None
    kind = house().subjects[kind_of(subject_id)]
    if subject_id not in kind.visible_to([subject_id], to):
        return None
    return kind.urls([subject_id]).get(subject_id)


def keys_that_lead_nowhere() -> Iterator[Finding]:
    """What an archive brought is still there: imported rows are hidden or erased, never removed."""
    for kind, model in TARGETS.items():
        target = model.__table__.c.id
        lost = select(ImportedKey.key).where(ImportedKey.kind == kind)
        lost = lost.where(~select(target).where(target == ImportedKey.target_id).exists())
        for key in db.scalars(lost):
            yield Finding("imported keys", f"The {kind} with the imported key {key} is gone.")


def _subject_at(path: str) -> int | None:
    """Of two archives with the same address the one imported first has it."""
    paths = meanings(path)
    rows = select(OldAddress.path, OldAddress.subject_id).where(OldAddress.path.in_(paths))
    found: dict[str, int] = {}
    for row in db.execute(rows.order_by(OldAddress.subject_id)) if paths else ():
        found.setdefault(row.path, row.subject_id)
    return next((found[path] for path in paths if path in found), None)


def _person_at(path: str) -> str | None:
    """The name key of an imported person."""
    imported = select(Member.name_key).where(Member.is_imported, Member.erased_at.is_(None))
    if number := person_number(path):
        here = (ImportedKey.kind == "member") & (ImportedKey.target_id == Member.id)
        numbered = imported.join(ImportedKey, here).where(ImportedKey.key == f"user:{number}")
        numbered = numbered.where(ImportedKey.archive.startswith("stackexchange "))
        return db.scalar(numbered.order_by(ImportedKey.id).limit(1))
    if name := person_name(path):
        return db.scalar(imported.where(Member.name_key == name_key(name)))
    return None
