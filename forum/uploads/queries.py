"""Which pictures a writer may put into a post, and who may see one."""

from typing import Any

from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.subjects import may_see_any
from forum.uploads.models import Attachment, AttachmentUse
from forum.uploads.pictures import PREFIX, keys_in

GONE = "This picture is not there, or it is not for you."
MOST_ASKED = 20


def visible_picture(key: str, *, to: Member | None) -> Attachment:
    """For its owner, and for whoever may see one of the posts it stands in."""
    found = db.scalar(select(Attachment).where(Attachment.key == key))
    if found is None or not (_owns(to, found) or may_see_any(_posts_with(found.id), member=to)):
        raise Missing(GONE)
    return found


def addresses_for(source: str, *, by: Member | None, post_id: int = 0) -> frozenset[str]:
    """Of the pictures in a text those that may show: the writer's own, and those of before."""
    keys = keys_in(source)
    if not keys or by is None:
        return frozenset()
    used = select(AttachmentUse.attachment_id).where(AttachmentUse.subject_id == post_id)
    rows = select(Attachment.key).where(Attachment.key.in_(keys))
    rows = rows.where((Attachment.owner_id == by.id) | Attachment.id.in_(used))
    return frozenset(f"{PREFIX}{key}" for key in db.scalars(rows))


def room_taken_by(member_id: int) -> int:
    """How many bytes the pictures of one person are."""
    mine = select(func.sum(Attachment.size)).where(Attachment.owner_id == member_id)
    return db.scalar(mine) or 0


def pictures_of(member_id: int) -> list[dict[str, Any]]:
    """What one's export says of them; the pictures themselves open at these addresses."""
    rows = select(Attachment.key, Attachment.media, Attachment.size, Attachment.added_at)
    rows = rows.where(Attachment.owner_id == member_id).order_by(Attachment.id)
    return [
        {
            "address": f"{PREFIX}{row.key}",
            "media": row.media,
            "size": row.size,
            "added_at": row.added_at.isoformat(),
        }
        for row in db.execute(rows)
    ]


def _owns(member: Member | None, found: Attachment) -> bool:
    return member is not None and member.id == found.owner_id


def _posts_with(attachment_id: int) -> list[int]:
    rows = select(AttachmentUse.subject_id).where(AttachmentUse.attachment_id == attachment_id)
    return list(db.scalars(rows.order_by(AttachmentUse.subject_id).limit(MOST_ASKED)))
