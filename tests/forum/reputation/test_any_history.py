"""Whatever happens in whatever order: caps hold, undoing is exact, totals are sums.

Here the pure fold alone; a town in which people really do it is in tests/moderation/ledger.
"""

from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from forum.kernel.events import Published
from forum.reputation.earning import fold
from tests.forum.reputation.histories import History, check_ledger
from tests.forum.reputation.histories import totals as sums

QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


class FoldedHistory(History):
    """Told to the pure fold, which imports use."""

    def happen(self, event):
        number = len(self.told) + 1
        row = Published(id=number, happened_at=self.now, origin="import", channel="command")
        self.told.append(replace(event, published=row))

    def happen_again(self, event):
        self.told.append(event)

    def teardown(self):
        entries = fold(self.told)
        check_ledger(self, entries)
        assert fold([*self.told, *self.told]) == entries

        self.take_everything_back()
        assert set(sums(fold(self.told)).values()) <= {0}


def test_any_history_folds_within_the_caps_and_can_be_undone():
    run_state_machine_as_test(
        FoldedHistory,
        settings=settings(
            max_examples=1000, stateful_step_count=12, deadline=None, suppress_health_check=QUIET
        ),
    )
