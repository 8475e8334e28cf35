"""What somebody follows by e-mail, and who follows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.paging import LARGEST
from forum.kernel.subjects import SubjectKind, kind_of, may_see
from forum.mail_follows.codes import digests_of, token_for
from forum.mail_follows.models import MailFollow, MailRefusal

KINDS = ("thread", "service", "problem")
"""A problem is followed where the staff side is installed."""
NOTHING = "You can follow a question or a service by e-mail. Open its page and begin there."


@dataclass(frozen=True)
class Followed:
    """One thing somebody follows; what they may not see any more has no title and no address."""

    subject_id: int
    title: str
    url: str
    token: str
    confirmed_at: datetime | None


def followable(subject_id: int) -> tuple[str, str]:
    """Title and address of something a visitor may see and follow. Raises Missing."""
    id_ = min(subject_id, LARGEST)
    kind = kind_of(id_)
    if kind not in KINDS or not may_see(id_, member=None):
        raise Missing(NOTHING)
    title, url = told_of([id_])[id_]
    return title, url


def is_refused(email_key: str) -> bool:
    """Whether whoever has this address wants no mail from us."""
    kept = select(MailRefusal.digest).where(MailRefusal.digest.in_(digests_of(email_key)))
    return db.scalar(kept.limit(1)) is not None


def followed_by(reader_id: int) -> list[Followed]:
    """The newest first."""
    rows = select(MailFollow).where(MailFollow.reader_id == reader_id)
    found = db.scalars(rows.order_by(MailFollow.asked_at.desc(), MailFollow.subject_id)).all()
    known = told_of([row.subject_id for row in found])
    return [
        Followed(
            row.subject_id,
            *known.get(row.subject_id, ("", "")),
            token=token_for(reader_id, row.subject_id),
            confirmed_at=row.confirmed_at,
        )
        for row in found
    ]


def follow_of(reader_id: int, subject_id: int, *, lock: bool = False) -> MailFollow | None:
    one = select(MailFollow).where(
        MailFollow.reader_id == reader_id, MailFollow.subject_id == subject_id
    )
    return db.scalar(one.with_for_update() if lock else one)


def readers_of(subject_id: int, *, after: int, most: int) -> list[int]:
    """Those who have confirmed, in order; `after` and `most` ask for a part."""
    rows = select(MailFollow.reader_id).where(MailFollow.subject_id == subject_id)
    rows = rows.where(MailFollow.confirmed_at.is_not(None), MailFollow.reader_id > after)
    return list(db.scalars(rows.order_by(MailFollow.reader_id).limit(most)))


def told_of(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Title and address of what a visitor may see of these, asked of the rooms they belong to."""
    subjects: dict[str, SubjectKind] = current_app.extensions["house"].subjects
    told: dict[int, tuple[str, str]] = {}
    for kind in (one for one in KINDS if one in subjects):
        seen = sorted(subjects[kind].visible_to(list(ids), None)) if ids else []
        titles, urls = (
            (subjects[kind].titles(seen), subjects[kind].urls(seen)) if seen else ({}, {})
        )
        told |= {id_: (titles[id_], urls[id_]) for id_ in seen}
    return told
