"""Reads petitions in the form of petition.parliament.uk: the JSON of one petition on each line."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from forum.ideas.states import Stage
from forum.imports.entries import Entry, each
from forum.imports.lines import count_lines, first_object, objects
from forum.imports.records import (
    Archive,
    Category,
    Decision,
    LeftOut,
    Person,
    Proposal,
    Record,
    Records,
    Statement,
)
from forum.imports.values import (
    Fields,
    Unreadable,
    counted,
    line,
    moment,
    optional_moment,
    optional_text,
    short,
    text,
    whole,
)

SITE = "petition.parliament.uk"
PETITIONER = "Petitioner"
TEAM = "Petitions team"
NOT_ACCEPTED = "It was not accepted under the rules for petitions."
REJECTIONS = {
    "duplicate": (Stage.DECLINED, "duplicate", "It asks for the same as another petition."),
    "already-happening": (Stage.ALREADY_DONE, "exists_already", "This is happening already."),
    "irrelevant": (Stage.OUT_OF_SCOPE, "not_ours", "Somebody else is responsible for this."),
    "no-action": (Stage.DECLINED, "elsewhere", "It does not ask for a clear action."),
    "honours": (Stage.DECLINED, "elsewhere", "Honours are asked for in another way."),
    "foi": (Stage.DECLINED, "elsewhere", "Information is asked for in another way."),
}
PASSED_OVER = {
    "debate": "debates in parliament",
    "other_parliamentary_business": "notes on other business in parliament",
    "signatures_by_constituency": "counts of signatures by place",
}
NO_PLACE = "There is no place for them here."


@dataclass(slots=True)
class Petition:
    """One line that is being read."""

    where: str
    number: int
    told: Fields
    left_out: Counter[str] = field(default_factory=Counter)


def read(path: Path) -> Records:
    """Everything in the file; ArchiveUnreadable when it does not begin with petitions."""
    first = first_object(path, has="attributes", noun="petition")
    return _records(path, _site(first))


def _records(path: Path, site: str) -> Records:
    left_out: Counter[str] = Counter()
    yield Archive(source="petitions", key=site, posts=count_lines(path))
    yield from each(objects(path), partial(_petition, left_out))
    for what, number in sorted(left_out.items()):
        yield LeftOut(what=what, count=number, why=NO_PLACE)


def _site(first: Entry) -> str:
    """Each site counts its petitions from 1; one that does not say is the first of them."""
    links = first.fields.get("links")
    address = links.get("self") if isinstance(links, dict) else None
    try:
        return (urlsplit(address).hostname if isinstance(address, str) else None) or SITE
    except ValueError:
        return SITE


def _petition(left_out: Counter[str], entry: Entry) -> Iterator[Record]:
    told = entry.fields.get("attributes")
    if not isinstance(told, dict):
        raise Unreadable("This is not a petition.")
    petition = Petition(entry.where, whole(entry.fields, "id"), told)
    department, author = _department(told), _author(petition)
    yield author
    if department:
        yield Category(where=entry.where, key=f"department:{department}", name=department)
    yield _proposal(petition, author, department)
    yield from _statements(petition, department)
    left_out.update(what for name, what in PASSED_OVER.items() if told.get(name))


def _author(petition: Petition) -> Person:
    """What is published today names nobody: then all have one author in common."""
    if petition.told.get("creator_name"):
        name = line(petition.told, "creator_name")
        return Person(where=petition.where, key=f"name:{name}", name=name)
    return Person(where=petition.where, key="petitioner", name=PETITIONER, is_deleted=True)


def _department(told: Fields) -> str:
    """The first of those that are to reply, empty when none is named."""
    named = told.get("departments")
    first: Any = named[0] if isinstance(named, list) and named else None
    return line(first, "name") if isinstance(first, dict) else ""


def _proposal(petition: Petition, author: Person, department: str) -> Proposal:
    told, created_at = petition.told, moment(petition.told, "created_at")
    shown_at = optional_moment(told, "opened_at") or optional_moment(told, "rejected_at")
    body = [text(told, "background"), optional_text(told, "additional_details")]
    return Proposal(
        where=petition.where,
        key=f"petition:{petition.number}",
        title=line(told, "action"),
        body="\n\n".join(part for part in body if part.strip()),
        markup="markdown",
        author_key=author.key,
        written_at=created_at,
        published_at=shown_at or created_at,
        category_key=f"department:{department}" if department else None,
        supports=counted(told, "signature_count"),
        decision=_decision(told, created_at),
        is_collective=author.is_deleted,
        old_address=f"/petitions/{petition.number}",
    )


def _decision(told: Fields, created_at: datetime) -> Decision | None:
    """One that closed and was not rejected takes no more support: nothing comes of it here."""
    state = told.get("state")
    if state == "open":
        return None
    if state == "rejected":
        stage, reason, said = _rejected(told)
        at = optional_moment(told, "rejected_at") or created_at
        return Decision(stage=stage, reason=reason, text=said, at=at)
    if state == "closed":
        at = optional_moment(told, "closed_at") or created_at
        said = f"It closed for signatures on {at.day} {at:%B %Y}."
        return Decision(stage=Stage.DECLINED, reason="elsewhere", text=said, at=at)
    raise Unreadable("Only petitions that are open, closed or rejected are public.")


def _rejected(told: Fields) -> tuple[Stage, str, str]:
    code = _part(told, "rejection").get("code")
    unknown = (Stage.DECLINED, "elsewhere", NOT_ACCEPTED)
    return REJECTIONS.get(code, unknown) if isinstance(code, str) else unknown


def _statements(petition: Petition, department: str) -> Iterator[Statement]:
    """Why it was rejected, and what the government responded."""
    rejection = _part(petition.told, "rejection")
    if optional_text(rejection, "details").strip():
        at = optional_moment(petition.told, "rejected_at") or moment(petition.told, "created_at")
        summary = _rejected(petition.told)[2]
        yield _statement(petition, "rejection", summary, rejection, by=TEAM, at=at)
    response = _part(petition.told, "government_response")
    if response:
        summary = short(optional_text(response, "summary") or text(response, "details"))
        at = moment(response, "created_at")
        by = department or "Government"
        yield _statement(petition, "response", summary, response, by=by, at=at)


def _statement(
    petition: Petition, kind: str, summary: str, said: Fields, *, by: str, at: datetime
) -> Statement:
    return Statement(
        where=petition.where,
        key=f"{kind}:{petition.number}",
        proposal_key=f"petition:{petition.number}",
        summary=summary,
        body=optional_text(said, "details"),
        markup="markdown",
        department=by,
        written_at=at,
    )


def _part(told: Fields, name: str) -> Fields:
    part = told.get(name)
    return part if isinstance(part, dict) else {}
