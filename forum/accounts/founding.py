"""Becoming the first administrator of an empty place."""

from forum.accounts import doorway
from forum.accounts.actions import add_member
from forum.accounts.models import Member
from forum.accounts.standing import Role
from forum.kernel import audit


def make_first_administrator(claimed: str, *, name: str, email: str, password_hash: str) -> Member:
    """Whoever holds the link of the first day. Raises Missing when it opens nothing any more."""
    doorway.use(claimed)
    member = add_member(
        name=name, email=email, role=Role.ADMIN, password_hash=password_hash, verified=True
    )
    audit.record("first administrator", by=member.id, person_id=member.id)
    return member
