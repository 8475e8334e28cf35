"""What `folkmoot doctor` says about legal holds."""

from collections.abc import Iterable

from forum.kernel.house import Finding
from moderation.holds import queries


def check_reviews() -> Iterable[Finding]:
    """Somebody said on which day to look again; while a hold is open nothing it covers goes."""
    for hold_id in queries.due_for_review():
        sentence = f"Legal hold {hold_id} is past its review: nothing it covers is forgotten."
        yield Finding("legal holds", sentence)


CHECKS = {"legal holds": check_reviews}
