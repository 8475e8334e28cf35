"""What people choose about who sees that they are thanked."""

from sqlalchemy import delete

from forum.accounts.models import Member
from forum.kernel.db import SILENT, db, insert_once
from forum.recognition.models import QuietPerson


def hide_badges(member: Member) -> None:
    """From now on only they see their badges."""
    insert_once(QuietPerson, member_id=member.id)


def show_badges(member: Member) -> None:
    mine = delete(QuietPerson).where(QuietPerson.member_id == member.id)
    db.execute(mine, execution_options=SILENT)
