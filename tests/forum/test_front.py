"""The process that watches over the web processes, here over some that only wait."""

import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import psutil
import pytest

from tests.forum import watched

PATIENCE = 20.0
WENT_ON = "New web processes ended before they answered. Those of {} go on.\n"


def test_whoever_asks_for_a_new_set_gets_one_and_not_another():
    with watching("patient") as (watcher, answering):
        watcher.send_signal(signal.SIGHUP)
        [new] = wait_until(lambda: others(watcher, answering), is_one)
        time.sleep(1.0)

        assert others(watcher, []) == [new]


def test_the_old_ones_go_on_until_new_ones_answer_however_long_that_takes():
    with watching("slow") as (watcher, answering):
        time.sleep(watched.SLOW_SECONDS)  # the first ones are ready
        watcher.send_signal(signal.SIGHUP)
        [new] = wait_until(lambda: others(watcher, answering), is_one)
        time.sleep(watched.SLOW_SECONDS / 2)

        assert others(watcher, [new]) == answering
        assert wait_until(lambda: others(watcher, []), is_one) == [new]


def test_one_that_has_died_is_replaced():
    with watching("patient") as (watcher, answering):
        psutil.Process(answering[0]).kill()

        assert wait_until(lambda: others(watcher, answering), is_one)


@pytest.mark.parametrize("how", ["short of memory", "short of all"])
def test_while_new_ones_cannot_begin_the_old_ones_go_on_and_it_is_tried_again(how):
    with watching(how, stderr=subprocess.PIPE) as (watcher, answering):
        watcher.send_signal(signal.SIGHUP)
        said = [watcher.stderr.readline() for _ in range(2)]

        assert said == [WENT_ON.format(*answering)] * 2
        assert wait_until(lambda: others(watcher, []), is_one) == answering


def test_once_the_old_ones_end_too_new_ones_begin():
    with watching("short of memory", stderr=subprocess.PIPE) as (watcher, answering):
        watcher.send_signal(signal.SIGHUP)
        watcher.stderr.readline()
        psutil.Process(answering[0]).kill()

        assert wait_until(lambda: others(watcher, answering), is_one)


def test_told_to_stop_while_new_ones_get_ready_all_end():
    with watching("patient") as (watcher, answering):
        watcher.send_signal(signal.SIGHUP)
        [new] = wait_until(lambda: others(watcher, answering), is_one)
        watcher.terminate()

        assert watcher.wait(PATIENCE) == 0
        assert not psutil.pid_exists(answering[0])
        assert not psutil.pid_exists(new)


def test_one_that_does_not_stop_in_time_is_ended():
    with watching("stubborn") as (watcher, answering):
        watcher.terminate()

        assert watcher.wait(PATIENCE) == 0
        assert not psutil.pid_exists(answering[0])


def test_processes_that_end_as_they_begin_are_not_begun_for_ever():
    status, said = run("short")

    assert status == 1
    assert re.fullmatch(
        r"The web processes of \d+ have ended, so new ones begin.\n"
        r"The web processes end as soon as they have begun.\n",
        said,
    )


def test_when_none_can_begin_the_watcher_says_so():
    assert run("silent") == (1, "The web processes could not begin.\n")


def program(how):
    return [sys.executable, watched.__file__, how]


def run(how):
    done = subprocess.run(
        program(how), capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    return done.returncode, done.stderr


@contextmanager
def watching(how, **settings):
    pipe = subprocess.PIPE
    with subprocess.Popen(program(how), text=True, stdout=pipe, **settings) as watcher:
        try:
            assert watcher.stdout
            assert watcher.stdout.readline()
            yield watcher, wait_until(lambda: others(watcher, []), is_one)
        finally:
            watcher.kill()


def others(watcher, known):
    children = psutil.Process(watcher.pid).children()
    return [child.pid for child in children if child.pid not in known]


def is_one(found):
    return len(found) == 1


def wait_until(ask, is_so):
    until = time.monotonic() + PATIENCE
    while not is_so(found := ask()):
        assert time.monotonic() < until
        time.sleep(0.02)
    return found
