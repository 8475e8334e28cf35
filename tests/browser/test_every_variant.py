"""Every page light, dark, narrow, from right to left and twice as big (`make test-full`).

They are looked at in the demo town, in one on its first day, and in one filled from archives: the
real ones in FOLKMOOT_DATA, and tables whose titles all have 200 characters.
"""

import os
import re
import tarfile
import tempfile
from pathlib import Path

import pytest

from tests.architecture.sources import told
from tests.browser.empty import running_empty_show
from tests.browser.imported import running_imported_show
from tests.browser.looking import Look, ask_axe, narrow, opened, watched
from tests.browser.sights import Show
from tests.browser.variants import Variant
from tests.browser.walking import chosen, walked

pytestmark = [pytest.mark.browser, pytest.mark.acceptance]

VARIANTS = (
    Variant("light", 1280),
    Variant("dark", 1280, scheme="dark"),
    Variant("narrow", 320),
    Variant("rtl", 1280, turned=True),
    Variant("narrow-rtl", 320, turned=True),
    Variant("twice-as-big", 1280, scale=2),
)
REPOSITORY = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("FOLKMOOT_DATA") or REPOSITORY / "../shared/data")
FORUM = DATA / "forum/urho3d-discourse-json.tar.xz"
IDEAS = DATA / "ideas/decidim-barcelona-proposals.jsonl.gz"
# Chromium tells the console of every page that is answered with a refusal; some of these are.
REFUSED = re.compile(r"status of 4\d\d")


@pytest.fixture(scope="module")
def empty():
    with tempfile.TemporaryDirectory() as home, running_empty_show(Path(home)) as town:
        yield town


@pytest.fixture(scope="module")
def imported():
    if missing := [path for path in (FORUM, IDEAS) if not path.is_file()]:
        pytest.skip(f"NOT RUN: the real data is not there ({missing}). Set FOLKMOOT_DATA.")
    with tempfile.TemporaryDirectory() as packed, tempfile.TemporaryDirectory() as home:
        with tarfile.open(FORUM) as archive:
            archive.extractall(packed, filter="data")
        archives = {"discourse": Path(packed), "decidim": IDEAS}
        with running_imported_show(Path(home), archives) as town:
            yield town


@pytest.fixture(scope="module", params=VARIANTS, ids=lambda variant: variant.name)
def looks(request, browser, show, empty, imported):
    """What was found in this variant, on every page of all three towns."""
    seen = looked_through(browser, show, [*show.sights, *show.extremes], request.param)
    for town in (empty, imported):
        seen |= looked_through(browser, town, town.extremes, request.param)
    return seen


def looked_through(browser, show: Show, sights, variant: Variant) -> dict[str, Look]:
    seen = {}
    for who in sorted({sight.who for sight in sights}):
        context = show.sit_down(browser, who, **variant.seat)
        heard = seen[f"all pages as {who}"] = Look()
        page = watched(context, heard, show.town.url)
        for sight in (sight for sight in sights if sight.who == who):
            look = seen[f"{sight.name} as {who}"] = Look()
            opened(page, sight, variant)
            ask_axe(page, look)
            look.walk = walked(page)
            look.moved = chosen(page)
            narrow(page, look)
            look.stopped = page.evaluate("window.stopped")
        heard.console = [said for said in heard.console if not REFUSED.search(said)]
        context.close()
    return seen


def all_of(looks, what):
    return [f"{name}: {found}" for name, look in looks.items() for found in getattr(look, what)]


def test_axe_finds_nothing_in_any_variant(looks):
    faults = all_of(looks, "faults")

    assert not faults, told("Every page is fit for everybody, in every variant.", faults)


def test_what_axe_cannot_decide_has_been_looked_at(looks):
    undecided = all_of(looks, "undecided")

    assert not undecided, told("A person looks, and writes it into doubts.py.", undecided)


def test_the_keyboard_reaches_everything_in_every_variant(looks):
    stumbles = all_of(looks, "walk")

    assert not stumbles, told("Tab reaches everything, in order, and it is seen.", stumbles)


def test_nothing_is_cut_off_or_runs_out_of_the_screen(looks):
    lost = all_of(looks, "overflow") + all_of(looks, "cut")

    assert not lost, told("Every word can be read without scrolling sideways.", lost)


def test_choosing_something_sends_nothing(looks):
    moved = all_of(looks, "moved")

    assert not moved, told("A page stays until something is pressed (3.2.2).", moved)


def test_no_page_complains_is_stopped_or_asks_elsewhere(looks):
    heard = [*all_of(looks, "console"), *all_of(looks, "stopped"), *all_of(looks, "elsewhere")]

    assert not heard, told("Every page is quiet, within its policy, and at home.", heard)
