"""The parts list, the guide and the macros tell one story, within the house's rules."""

import re
from pathlib import Path

import pytest

from forum import design
from forum.design.views import SAMPLE, look
from tests.forum.design.rendering import templates, whole_page

ROOM = Path(design.__path__[0])
TEMPLATES = sorted((ROOM / "templates").rglob("*.html"))
GUIDE = (ROOM.parents[1] / "docs/developers/design.md").read_text(encoding="utf-8")
PARTS = {
    name
    for name in dir(templates().get_template("design/macros.html").module)
    if not name.startswith("_")
}
# These need a form of a page; test_parts.py fills one in.
OF_A_FORM = {"entry", "faults_of"}
# Nothing of these can be seen.
UNSEEN = {"live", "in_place", "said", "saying", "write", "writing", "alike", "alike_said"}
SIGNS = set(re.findall(r'<symbol id="([\w-]+)"', (ROOM / "static/icons.svg").read_text()))


def whole_sheet() -> str:
    found = look.find("look.css")
    assert found
    return found.body.decode()


def parts_list() -> str:
    return whole_page('{% extends "design/components.html" %}', sample=SAMPLE)


@pytest.mark.parametrize("part", sorted(PARTS))
def test_every_part_is_explained_to_developers(part):
    assert re.search(rf"[` ]{part}\(", GUIDE), f"{part} has no line in docs/developers/design.md"


@pytest.mark.parametrize("part", sorted(PARTS - OF_A_FORM - UNSEEN))
def test_every_part_is_shown_on_the_parts_list(part):
    sources = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    used = re.sub(r"\{% macro \w+\(", "", sources)

    assert re.search(rf"\b{part}\(", used), f"{part} is not shown on /design"


@pytest.mark.parametrize(
    "state",
    [
        *("toast notice-warn", "toast notice-bad", 'id="one-error"', "One thing needs a change"),
        *('type="checkbox" name="which"', "figures-5", '<details class="more" open>'),
        *('id="where-fault"', 'id="once-fault"', 'id="sure-fault"', 'aria-busy="true"'),
        *("Pages, the first", "Pages, the last", "Later ones", 'id="plain-search"'),
        *("write-preview", "Saved at", "We could not reach", 'role="listbox"', "2 new answers"),
        *('<dialog class="keys"', '<p class="fault" role="alert">'),
    ],
)
def test_the_parts_list_shows_states_that_come_seldom_or_by_a_script(state):
    assert state in parts_list()


def test_the_parts_list_shows_every_sign():
    assert set(re.findall(r"icons\.svg#([\w-]+)", parts_list())) >= SIGNS


def test_the_guide_lists_every_sign():
    listed = GUIDE.split("## Signs")[1].split("`")[1].split()

    assert set(listed) == SIGNS


def test_no_page_asks_for_a_sign_that_does_not_exist():
    assert set(re.findall(r"icons\.svg#([\w-]+)", parts_list())) <= SIGNS


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_carries_style_or_script(path):
    source = path.read_text(encoding="utf-8")

    # Facts for search engines are no script: nothing runs them. Scripts are files of ours.
    script = r"<script(?! type=\"application/ld\+json\"| type=\"module\" src=\"\{\{ asset\()"
    assert not re.search(rf"<style|{script}|\sstyle=|\son\w+=", source)
    assert len(source.splitlines()) <= 250


def test_no_name_is_given_twice_on_the_parts_list():
    names = re.findall(r'\sid="([^"]+)"', parts_list())

    assert len(names) == len(set(names))


def test_every_reference_between_parts_leads_somewhere():
    html = parts_list()
    names = set(re.findall(r'\sid="([^"]+)"', html))
    asked = re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"|\sfor="([^"]+)"', html)

    assert {name for pair in asked for name in " ".join(pair).split()} <= names


def test_every_class_in_a_part_has_its_style():
    css = whole_sheet()
    used = {
        name for value in re.findall(r'class="([^"]+)"', parts_list()) for name in value.split()
    }
    plain = {"g3", "g4", "g5", "g6", "person", "rest"}

    assert {name for name in used - plain if f".{name}" not in css} == set()
