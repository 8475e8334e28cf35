"""Templates are rooms too: what one takes from another is there, and stands below it."""

import re
import tomllib

from jinja2 import meta

from tests.architecture.sources import ROOT, templates, told

SAID_WITHOUT_FACTS = re.compile(r"(?<![\w.])_\([a-z][^\"',]*\)")
TAKES = re.compile(r'{%-?\s*(?:extends|import|include|from)\s+"([\w-]+)/([^"]+)"')
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_template_that_is_named_is_there(app):
    environment = app.jinja_env
    there = set(environment.list_templates(extensions=["html", "xml"]))
    nowhere = [
        f"{name} names {named}"
        for name in sorted(there)
        for named in meta.find_referenced_templates(environment.parse(_source(environment, name)))
        if named is not None and named not in there
    ]

    assert there
    assert not nowhere, told("These pages fail when somebody opens them.", nowhere)


def test_templates_take_only_from_the_rooms_below_them():
    floors = _floors()
    up = [
        f"{path.relative_to(ROOT)} takes {room}/{name}"
        for path in templates()
        for room, name in TAKES.findall(path.read_text(encoding="utf-8"))
        if floors[room] < floors[path.parts[path.parts.index("templates") - 1]]
    ]

    assert not up, told("Move what both rooms show into the lower one.", up)


def test_only_sentences_of_ours_are_taken_for_html():
    risky = [
        f"{path.relative_to(ROOT)}: {found}"
        for path in templates()
        for found in SAID_WITHOUT_FACTS.findall(path.read_text(encoding="utf-8"))
    ]

    assert not risky, told(
        "What _() gets is shown as HTML; words of a table may be somebody’s: write `words|say`.",
        risky,
    )


def _source(environment, name):
    return environment.loader.get_source(environment, name)[0]


def _floors():
    """Room -> how far down it stands; those that stand side by side count as one floor."""
    orders = {
        contract["containers"][0]: contract["layers"]
        for contract in CONTRACTS["tool"]["importlinter"]["contracts"]
        if contract.get("containers") in (["forum"], ["moderation"])
    }
    layers = [*orders["moderation"], "search", *orders["forum"]]
    return {room: floor for floor, line in enumerate(layers) for room in re.findall(r"\w+", line)}
