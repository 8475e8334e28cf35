"""The demo town has reports in it, and everything in it adds up."""

import pytest

from forum.accounts.models import Member
from forum.kernel.events import Origin, acting_through
from forum.kernel.house import house
from moderation.reports import checks as report_checks
from moderation.reports.models import Decision, Report
from moderation.sanctions import checks as sanction_checks
from moderation.sanctions.models import Sanction
from tests.moderation.reports.conftest import how_many, looking, stored


@pytest.fixture
def town(app):
    def build():
        with acting_through("command", origin=Origin.DEMO):
            for load in house().demo:
                load()

    return build


def test_it_has_reports_that_wait_and_one_decided(town):
    town()
    town()

    assert how_many(Report) == 3
    assert how_many(Decision) == 1


def test_who_is_paused_in_it_has_a_sanction_that_says_why(town):
    town()

    (paused,) = [member for member in stored(Member) if member.suspended_until]
    (sanction,) = stored(Sanction)
    assert (sanction.member_id, sanction.until) == (paused.id, paused.suspended_until)
    with looking():
        checks = [*report_checks.CHECKS.values(), *sanction_checks.CHECKS.values()]
        assert [finding for check in checks for finding in check()] == []
