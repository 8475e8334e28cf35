"""Who may answer: only the person who was asked, whom nobody can stand in for."""

from forum.accounts.models import Member
from forum.surveys.models import Survey


def may_answer(reader: Member | None, survey: Survey) -> bool:
    """`reader` has its key. Whoever is signed in is the member it was put to; a question to an
    address may be answered by anybody with the key but staff.
    """
    if reader is None or reader.id == survey.member_id:
        return True
    return survey.member_id is None and not reader.is_staff
