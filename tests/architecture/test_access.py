"""Who may open what: every route has a stated access, and it is what really happens."""

import os

from forum.accounts import policy
from forum.kernel.house import house
from tests.architecture import access_matrix
from tests.architecture.house import routes
from tests.architecture.sources import told
from tests.architecture.town import OWN_PARTS


def test_every_route_has_a_stated_access(app):
    unstated = sorted({r.endpoint for r in routes(app)} - set(house().access))

    assert not unstated, told(
        "A page nobody decided about is open to nobody: add a line to the package's access.py.",
        unstated,
    )


def test_every_stated_access_has_a_route(app):
    stale = sorted(set(house().access) - {route.endpoint for route in routes(app)})

    assert not stale, told("A line without a route hides a renamed page.", stale)


def test_every_stated_access_is_a_known_level(app):
    unknown = {level for level in house().access.values() if level not in policy.ADMITS}

    assert not unknown


def test_every_level_is_explained_by_the_matrix():
    assert set(access_matrix.MEANING) == set(policy.ADMITS)


def test_every_route_can_be_tried(app, town):
    lost = [str(route) for route in routes(app) if not town.has_address(route)]

    assert not lost, told("Give each part of the address a sample in town.py.", lost)
    assert set(OWN_PARTS) <= {route.endpoint for route in routes(app)}


def test_the_reviewed_matrix_says_what_the_levels_mean(app):
    """Who gets past the door; what stands behind it is the room's own policy."""
    stated, rows = house().access, access_matrix.cells()

    wrong = [
        f"{route} is for {stated[route.endpoint]}: {who} finds it {found}"
        for route in routes(app)
        for who, found in rows.get(route.name, {}).items()
        if not _fits(found, who, level=stated.get(route.endpoint, "nobody"))
    ]

    assert not wrong, told("ACCESS says one thing and the page does another.", wrong)


def test_nobody_finds_a_broken_page():
    broken = [
        f"{name} for {who}"
        for name, row in access_matrix.cells().items()
        for who, found in row.items()
        if found == "fault"
    ]

    assert not broken, told("A page that breaks is mended, and never reviewed as it is.", broken)


def test_the_reviewed_matrix_is_what_happens(town):
    found = access_matrix.table(town)
    if os.environ.get(access_matrix.WRITES):
        access_matrix.FILE.write_text(access_matrix.written(found), encoding="utf-8")

    reviewed = access_matrix.reviewed()

    changed = [
        f"{name}: reviewed {reviewed.get(name, 'nothing')}, found {found.get(name, 'no route')}"
        for name in sorted(set(reviewed) | set(found))
        if reviewed.get(name) != found.get(name)
    ]
    assert not changed, told(
        "Somebody can do more or less than was reviewed. When it is meant: run "
        "`python -m tests.architecture.access_matrix` and have the difference reviewed.",
        changed,
    )


def _fits(found: str, who: str, *, level: str) -> bool:
    """The door is open for exactly the people the level means."""
    if who in access_matrix.MEANING[level]:
        return found not in ("shut", "sign in", "fault")
    return found == ("sign in" if who == "visitor" else "shut")
