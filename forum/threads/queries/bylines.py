"""How the person behind a post is named: staff by first name and team, the rest as they wish."""

from forum.accounts.standing import STAFF_ROLES, name_shown

MARKED_RUNGS = ("advocate", "emeritus")


def mark_of(role: str, rung: str | None) -> str | None:
    """staff, advocate, emeritus, or None: other rungs are nobody else's business."""
    if role in STAFF_ROLES:
        return "staff"

    return rung if rung in MARKED_RUNGS else None


class Signed:
    """A row with an author; only staff, advocates and emeriti carry a mark beside their name."""

    author_name: str
    role: str
    team: str | None
    rung: str | None

    __slots__ = ()

    @property
    def by(self) -> str:
        return name_shown(self.author_name, self.role)

    @property
    def mark(self) -> str | None:
        return mark_of(self.role, self.rung)

    @property
    def mark_label(self) -> str | None:
        return self.team if self.role in STAFF_ROLES else None
