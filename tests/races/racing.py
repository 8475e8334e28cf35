"""Four processes at one starting line: what each is to do, and what came of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from flask import Flask

from forum.app import settings_of
from forum.kernel.db import db
from tests.services.town import ROOT

RACERS = 4
Deed = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Heat:
    """The deeds of one racer in one race, and the town they are done in."""

    home: str
    url: str
    smtp_url: str
    secret: str
    deeds: list[tuple[str, dict[str, Any]]]


@dataclass(frozen=True)
class Outcome:
    """What came of one deed: a result, a refusal in words, or a fault that nobody expected."""

    deed: str
    facts: dict[str, Any]
    result: Any = None
    refused: str = ""
    fault: str = ""


@dataclass
class Racers:
    """Processes that stay, because starting one takes longer than a race."""

    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def race(self, app: Flask, *lanes: Sequence[Deed]) -> list[Outcome]:
        """Each lane is done by one racer, all from the same moment on; no fault may happen."""
        taking_part = list(zip(self.processes, lanes, strict=True))
        for racer, lane in taking_part:
            tell(racer, json.dumps(asdict(heat(app, lane))))
        for racer, _ in taking_part:
            assert hear(racer) == "ready"
        for racer, _ in taking_part:
            tell(racer, "go")
        outcomes = [o for racer, lane in taking_part for o in told(lane, hear(racer))]
        faults = [outcome.fault for outcome in outcomes if outcome.fault]
        assert not faults, f"{len(faults)} of {len(outcomes)} failed, the first so:\n{faults[0]}"
        db.rollback()  # so that what the racers wrote is seen from here
        return outcomes

    def all_do(self, app: Flask, deed: str, /, **facts: Any) -> list[Outcome]:
        """Every racer does the same thing once, at the same moment."""
        return self.race(app, *[[(deed, facts)]] * RACERS)


@contextmanager
def racers_ready() -> Iterator[Racers]:
    command = [sys.executable, "-m", "tests.races.racer"]
    pipe = subprocess.PIPE
    processes = [
        subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT)
        for _ in range(RACERS)
    ]
    try:
        yield Racers(processes)
    finally:
        for racer in processes:
            racer.communicate(timeout=30)


def heat(app: Flask, lane: Sequence[Deed]) -> Heat:
    config = settings_of(app)
    return Heat(
        home=str(config.HOME),
        url=config.database_url,
        smtp_url=config.SMTP_URL,
        secret=config.SECRET_KEY,
        deeds=list(lane),
    )


def told(lane: Sequence[Deed], answers: list[dict[str, Any]]) -> Iterator[Outcome]:
    for (name, facts), answer in zip(lane, answers, strict=True):
        yield Outcome(name, facts, **answer)


def tell(racer: subprocess.Popen[str], line: str) -> None:
    assert racer.stdin
    racer.stdin.write(f"{line}\n")
    racer.stdin.flush()


def hear(racer: subprocess.Popen[str]) -> Any:
    assert racer.stdout
    line = racer.stdout.readline()
    assert line, "A racer ended before the race was over."
    return json.loads(line)
