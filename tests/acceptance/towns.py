"""A town of its own that nobody serves, for an import; and what the import took of the machine."""

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 600


@dataclass(frozen=True)
class Done:
    """What an import said, and what it took of the machine, its processes together."""

    told: dict[str, Any]
    processor_seconds: float
    memory: int


@dataclass(frozen=True)
class Home:
    """A town of its own that nobody serves."""

    folder: Path

    def folkmoot(self, *arguments):
        """What `folkmoot ARGUMENTS` prints; it must succeed."""
        with self._started(*arguments) as command:
            return self._said(command)

    def stats(self):
        return json.loads(self.folkmoot("stats", "--json"))

    def take_in(self, source, archive):
        spent, said = _processor_seconds(), self.folder / "said.json"
        with (
            said.open("w") as out,
            self._started("import", source, str(archive), "--json", stdout=out) as command,
        ):
            memory = _peak(psutil.Process(command.pid))
            self._said(command)
        return Done(json.loads(said.read_text()), _processor_seconds() - spent, memory)

    def _started(self, *arguments, stdout=subprocess.PIPE):
        return subprocess.Popen(
            [sys.executable, "-m", "forum.cli", *arguments],
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=os.environ | {"FOLKMOOT_HOME": str(self.folder), "FOLKMOOT_LOG_LEVEL": "warning"},
        )

    def _said(self, command):
        said, complaint = command.communicate(timeout=LONGEST)
        assert command.returncode == 0, complaint
        return said


def _processor_seconds():
    """Of all processes that were started here and have ended, and of what they started."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _peak(process):
    """The most memory of the process and those it started, until it has ended."""
    most = 0
    while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
        most = max(most, sum(_memory(each) for each in (process, *_children(process))))
        time.sleep(0.2)
    return most


def _children(process):
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def _memory(process):
    try:
        return process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0
