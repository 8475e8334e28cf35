"""What administrators do with deliveries that were given up."""

from forum.accounts.models import Member
from forum.kernel import audit, chores


def revive_deliveries(*, by: Member) -> None:
    """Give all of them another first attempt, and write down who did."""
    chores.try_again()
    audit.record("deliveries revived", by=by.id)
