"""Who may change the catalogue of services."""

from forum.accounts.models import Member
from forum.accounts.standing import Role

KEEPERS = {Role.MANAGER, Role.ADMIN}


def may_keep_catalogue(member: Member | None) -> bool:
    return member is not None and member.role in KEEPERS and not member.is_suspended
