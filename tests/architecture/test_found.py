"""Search engines keep the pages that are named for them, and no other."""

from tests.architecture.house import reads
from tests.architecture.sources import told


def test_only_named_pages_may_be_kept_by_search_engines(town):
    found = town.app.extensions["house"].found
    open_ones = [
        f"{route} as {who}: {answer.status_code}"
        for route in reads(town.app)
        for who in ("visitor", "admin")
        if "X-Robots-Tag" not in (answer := town.look(who, route)).headers
        and (route.endpoint not in found or answer.status_code >= 400)
    ]

    assert not open_ones, told("A page says noindex unless FOUND names it.", open_ones)


def test_a_page_that_is_kept_has_one_address_and_no_other_page_has_any(town):
    found = town.app.extensions["house"].found
    wrong = [
        f"{route} as {who}"
        for route in reads(town.app)
        for who in ("visitor", "admin")
        if (answer := town.look(who, route)).mimetype == "text/html" and answer.status_code == 200
        if (b'rel="canonical"' in answer.data) != ("X-Robots-Tag" not in answer.headers)
        or answer.data.count(b'rel="canonical"') > 1
    ]

    assert found
    assert not wrong, told("Say either where a page is, or that it is not to be kept.", wrong)


def test_what_is_named_is_there(town):
    endpoints = {route.endpoint for route in reads(town.app)}

    assert sorted(set(town.app.extensions["house"].found) - endpoints) == []
