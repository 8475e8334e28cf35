"""Trying rules on everybody, away from the page that asked for it."""

from forum.kernel.db import fresh_reading, writing
from forum.reputation.actions.ruling import TRY, keep_trial
from forum.reputation.queries.versions import rules_of, version_with_id
from moderation.ladder.queries import try_rules


def try_version(version_id: int) -> None:
    """Count what the version would do; it takes some minutes where very many people are."""
    with fresh_reading():
        rules = rules_of(version_with_id(version_id))
    counted = try_rules(rules).as_json()
    with writing():
        keep_trial(version_id, counted)


PLANNED = {TRY: try_version}
