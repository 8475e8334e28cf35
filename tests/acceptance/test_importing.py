"""The real archives go in whole: every count is the one their README states, twice the same."""

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
import pytest

pytestmark = pytest.mark.acceptance

ROOT = Path(__file__).resolve().parents[2]
CORES = 2
POSTS_A_SECOND = 600
MOST_MEMORY = 400 * 1024 * 1024
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


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    def make():
        town = Home(tmp_path_factory.mktemp("home"))
        town.folkmoot("init")
        return town

    return make


@pytest.fixture(scope="module")
def urho(unpacked, home):
    """The town with the Discourse forum, what the import told, and what a second one told."""
    archive, town = unpacked("urho3d-discourse-json"), home()
    first = town.take_in("discourse", archive)
    before = town.stats()
    again = town.take_in("discourse", archive)
    assert town.stats() == before
    return town, first, again


@pytest.fixture(scope="module")
def sites(unpacked, home):
    """The town with both Stack Exchange sites: its counts after the tiny one, then after both."""
    town = home()
    town.take_in("stackexchange", unpacked("conlang-meta-stackexchange"))
    tiny = town.stats()
    town.take_in("stackexchange", unpacked("quantumcomputing-stackexchange"))
    return town, tiny, town.stats()


def test_the_discourse_forum_is_here_to_the_last_post(urho):
    town, _, _ = urho

    counts = town.stats()

    assert (counts["posts"], counts["threads"], counts["solutions"]) == (36990, 5046, 670)
    assert (counts["members"], counts["notes"], counts["pending"]) == (999, 95, 0)


def test_every_like_of_the_forum_is_counted_and_only_doubled_solutions_are_refused(urho):
    _, first, _ = urho

    assert first.told["created"] == first.told["read"]
    assert first.told["created"]["votes"] == 11199
    assert ["solution too" in refused["why"] for refused in first.told["refused"]] == [True, True]


def test_a_second_import_creates_nothing(urho):
    _, first, again = urho

    assert not any(again.told["created"].values())
    assert again.told["unchanged"] == first.told["created"]


def test_the_tiny_site_is_here_whole(sites):
    _, tiny, _ = sites

    assert (tiny["threads"], tiny["answers"], tiny["solutions"]) == (54, 115, 11)
    assert tiny["comments"] == 230


def test_a_second_site_comes_beside_the_first(sites):
    _, tiny, both = sites

    more = {noun: both[noun] - tiny[noun] for noun in ("threads", "answers", "solutions")}
    assert more == {"threads": 612, "answers": 1060, "solutions": 389}
    assert both["comments"] - tiny["comments"] == 3413


def test_importing_both_sites_again_changes_no_count(sites, unpacked):
    town, _, both = sites

    again = [
        town.take_in("stackexchange", unpacked(f"{name}-stackexchange"))
        for name in ("conlang-meta", "quantumcomputing")
    ]

    assert not any(count for done in again for count in done.told["created"].values())
    assert town.stats() == both


@pytest.mark.parametrize("imported", ["urho", "sites"])
def test_doctor_finds_nothing_and_there_is_nothing_to_rebuild(imported, request):
    town, *_ = request.getfixturevalue(imported)

    assert json.loads(town.folkmoot("doctor", "--json")) == {"findings": []}
    assert town.folkmoot("rebuild", "reputation") == "0 rows changed\n"
    assert town.folkmoot("rebuild", "counters") == "0 rows changed\n"


def test_settling_afterwards_mails_nobody(sites):
    town, _, both = sites

    town.folkmoot("settle")

    assert not list(town.folder.glob("mail/*"))
    assert town.stats()["events"] == both["events"]


def test_two_cores_take_in_600_posts_a_second(urho):
    """In seconds of processor time, which other work on the machine does not lengthen."""
    _, first, _ = urho

    assert first.processor_seconds / CORES < 36990 / POSTS_A_SECOND


def test_an_import_needs_less_than_400_mb(urho):
    _, first, again = urho

    assert max(first.memory, again.memory) < MOST_MEMORY


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
