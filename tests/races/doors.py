"""What a racer can do at the door of the staff: a code, an invitation, a farewell."""

from forum.accounts.models import Member
from forum.accounts.queries import member_of
from forum.accounts.second_steps import accept_code
from forum.kernel.db import db, writing
from moderation.staff import actions
from moderation.staff.links import invitation_behind


def show_code(*, member_id: int, code: str) -> bool:
    """Whether it opened the door."""
    with writing():
        return accept_code(member_of(member_id, lock=True), code)


def accept_invitation(*, link: str, name: str) -> int:
    """The id of whoever took it up."""
    with writing():
        invitation = invitation_behind(link, lock=True)
        chosen = {"name": name, "password_hash": "made before", "is_under_18": False}
        return actions.accept_new(invitation, **chosen).id  # type: ignore[arg-type]


def let_go(*, member_id: int, by_id: int) -> None:
    with writing():
        member = member_of(member_id, lock=True)
        actions.let_go(member, by=db.get_one(Member, by_id), reason="Left.")
