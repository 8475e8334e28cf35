"""A web process dies: somebody answers all the time, a new set begins, and none is left behind."""

import signal
import time
from contextlib import suppress

import psutil
import pytest

from tests.services.town import answers, running_town

PATIENCE = 90.0


@pytest.fixture(scope="module")
def one_town(tmp_path_factory):
    with running_town(tmp_path_factory.mktemp("town")) as town:
        yield town


@pytest.fixture
def town(one_town):
    """It answers again after each test: what ends is begun anew."""
    wait_until(lambda: len(one_town.pids("web")) == 3)
    return one_town


@pytest.mark.parametrize("which", [1, 2], ids=["the first", "another"])
def test_when_a_web_process_is_killed_a_new_set_begins_and_people_are_answered(town, which):
    watcher, *answering = town.pids("web")
    psutil.Process(answering[which - 1]).kill()
    refused = 0
    until = time.monotonic() + PATIENCE
    while set(town.pids("web")) & set(answering) or len(town.pids("web")) != 3:
        refused += not answers(town.port)
        time.sleep(0.02)
        assert time.monotonic() < until, town.log[-2000:]

    assert town.pids("web")[0] == watcher
    assert answers(town.port)
    assert refused <= 1  # what the killed one had taken and not yet answered


def test_told_to_stop_every_web_process_ends(town):
    everyone = [psutil.Process(pid) for pid in town.pids("web")]
    everyone[0].send_signal(signal.SIGTERM)

    gone, alive = psutil.wait_procs(everyone, timeout=PATIENCE)
    assert not alive
    assert len(gone) == 3


def test_when_the_watcher_is_killed_those_that_answer_end_too(town):
    everyone = [psutil.Process(pid) for pid in town.pids("web")]
    everyone[0].kill()

    _, alive = psutil.wait_procs(everyone, timeout=PATIENCE)
    assert not alive
    wait_until(lambda: answers(town.port))


def test_when_the_watcher_is_killed_while_they_get_ready_none_is_left(town):
    watcher = psutil.Process(town.pids("web")[0])
    watcher.send_signal(signal.SIGHUP)
    wait_until(lambda: len(town.pids("web")) > 3)
    everyone = [psutil.Process(pid) for pid in town.pids("web")]
    watcher.kill()

    _, alive = psutil.wait_procs(everyone, timeout=PATIENCE)
    assert not alive


def wait_until(true):
    until = time.monotonic() + PATIENCE
    while True:
        with suppress(psutil.NoSuchProcess):
            if true():
                return
        assert time.monotonic() < until
        time.sleep(0.1)
