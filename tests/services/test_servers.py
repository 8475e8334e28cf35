"""A server that does not answer in time is gone before another one begins."""

import sys
from contextlib import suppress

import psutil

from tests.services import servers
from tests.services.servers import server_on_free_port

# Puts its own number into a file with that of its port, and waits.
STUBBORN = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"


def test_who_is_given_up_is_gone_before_the_next_begins(tmp_path, monkeypatch):
    monkeypatch.setattr(servers, "PATIENCE", 2.0)
    begun: list[int] = []
    still_there: list[int] = []

    def command(port):
        still_there.extend(filter(psutil.pid_exists, begun))
        return [sys.executable, "-c", STUBBORN, str(tmp_path / str(port))]

    def answers(port):
        begun.extend(pid for pid in [number_in(tmp_path / str(port))] if pid and pid not in begun)
        return len(begun) == 2

    with server_on_free_port(command, answers=answers, log=tmp_path / "log") as port:
        assert number_in(tmp_path / str(port)) == begun[1]

    assert len(begun) == 2
    assert still_there == []
    assert not any(map(psutil.pid_exists, begun))


def number_in(path):
    with suppress(FileNotFoundError, ValueError):
        return int(path.read_text())
    return 0
