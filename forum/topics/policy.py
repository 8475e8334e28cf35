"""Who may change the catalogue: its services and their topics."""

from forum.accounts.models import Member
from forum.accounts.standing import Role

KEEPERS = {Role.MANAGER, Role.ADMIN}


def may_keep_catalogue(member: Member | None) -> bool:
    return member is not None and member.works_as(KEEPERS)
