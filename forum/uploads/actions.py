"""Keeping a picture, saying where it stands, and letting go of those that stand nowhere."""

from datetime import timedelta
from secrets import token_hex

from sqlalchemy import delete, exists, func, select

from forum.accounts.models import Member
from forum.kernel import holding
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Invalid, Refused
from forum.kernel.pictures import Picture
from forum.uploads import limits, policy
from forum.uploads.models import Attachment, AttachmentUse
from forum.uploads.pictures import shown_in
from forum.uploads.queries import room_taken_by

KEPT = timedelta(days=31)
"""A day longer than a draft, in which a picture may stand that is in no post yet."""
NOT_YET = "You can send pictures as soon as you can ask. Confirm your e-mail address first."


def keep_picture(picture: Picture, *, by: Member) -> str:
    """Have it at hand for a post of this person; returns its key."""
    if not policy.may_send(by):
        raise Refused(NOT_YET)
    limits.count(by.id)
    if room_taken_by(by.id) + len(picture.body) > limits.MOST_ROOM:
        raise Invalid(limits.NO_ROOM)

    key = token_hex(16)
    facts = {"media": picture.media, "width": picture.width, "height": picture.height}
    size = len(picture.body)
    db.add(Attachment(key=key, owner_id=by.id, size=size, body=picture.body, **facts))
    db.flush()
    return key


def show_pictures(html: str, *, in_post: int) -> None:
    """Whoever may see the post may see the pictures in it."""
    for attachment_id in _pictures_in(html):
        insert_once(AttachmentUse, attachment_id=attachment_id, subject_id=in_post)


def let_go_of_pictures(html: str, *, in_post: int) -> None:
    """Those that were taken out of the post do not stand in it any more. Of a post that a hold
    covers none is let go of: its room asks before.
    """
    here = AttachmentUse.subject_id == in_post
    is_free = holding.is_free(subject=AttachmentUse.subject_id)
    taken_out = AttachmentUse.attachment_id.not_in(_pictures_in(html))
    gone = delete(AttachmentUse).where(here, taken_out, is_free)
    db.execute(gone, execution_options=SILENT)


def _pictures_in(html: str) -> list[int]:
    keys = shown_in(html)
    rows = select(Attachment.id).where(Attachment.key.in_(keys)).order_by(Attachment.id)
    return list(db.scalars(rows)) if keys else []


def forget_unused() -> None:
    """What stood in no post for a month, and everything of people who have been erased; but not
    what a hold covers.
    """
    is_free = holding.is_free(member=Attachment.owner_id)
    stands = exists().where(AttachmentUse.attachment_id == Attachment.id)
    is_old = (~stands) & (Attachment.added_at < now() - KEPT)
    db.execute(delete(Attachment).where(is_old, is_free), execution_options=SILENT)
    holding.note_kept("pictures", select(func.count(Attachment.id)).where(is_old))
    if not holding.covers_posts():
        _forget_erased()


def _forget_erased() -> None:
    """While posts are held, no picture leaves any post."""
    erased = select(Member.id).where(Member.erased_at.is_not(None))
    is_free = holding.is_free(member=Attachment.owner_id)
    of_erased = Attachment.owner_id.in_(erased) & is_free
    theirs = select(Attachment.id).where(of_erased)
    uses = delete(AttachmentUse).where(AttachmentUse.attachment_id.in_(theirs))
    db.execute(uses, execution_options=SILENT)
    db.execute(delete(Attachment).where(of_erased), execution_options=SILENT)
