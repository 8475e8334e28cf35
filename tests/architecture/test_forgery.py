"""No other site can make a person do something here: every deed needs our page and our token."""

import pytest

from forum.kernel.house import house
from tests.architecture.access_matrix import MEANING
from tests.architecture.house import Route, deeds
from tests.architecture.sources import told
from tests.architecture.town import Town
from tests.cast import OURS

ELSEWHERE = {"Sec-Fetch-Site": "cross-site"}
OLD_BROWSER_ELSEWHERE = {"Origin": "https://elsewhere.example"}
FORGED = (b"not sent from our own pages", b"open for too long")

# RFC 8058: the mail program posts it for the reader, with a signed address instead of a token. What
# an outside desk sends is signed with the secret of that desk.
WITHOUT_TOKEN = {"notifications.unsubscribe_at_once", "mail_follows.stop", "handover.receive"}


@pytest.mark.parametrize(
    ("how", "headers", "token"),
    [
        ("no token", OURS, ""),
        ("a wrong token", OURS, "0" * 64),
        ("somebody else's token", OURS, "of somebody else"),
        ("a form on another site", ELSEWHERE, "right"),
        ("a form on another site, old browser", OLD_BROWSER_ELSEWHERE, "right"),
        ("no word where it comes from", {}, "right"),
        ("a place that cannot be read", {"Origin": "http://["}, "right"),
        ("a page that cannot be read", {"Referer": "http://[half"}, "right"),
    ],
)
def test_a_deed_of_a_member_is_refused_with(town, how, headers, token):
    taken = []
    for route in _page_deeds(town):
        who = _admitted(route)
        tokens = {"right": town.person(who).csrf, "of somebody else": town.person("policy").csrf}
        sent = tokens.get(token, token)

        answer = town.ask(
            who,
            town.address(route),
            method=route.method,
            data={"csrf_token": sent},
            headers=headers,
        )

        if answer.status_code != 403 or not any(words in answer.data for words in FORGED):
            taken.append(f"{route} answered {answer.status_code}")

    assert not taken, told(f"A page elsewhere could do this in a member's name, with {how}.", taken)


def test_a_visitors_deed_from_another_site_is_refused(town):
    taken = []
    for route in deeds(town.app):
        if _level(route) != "anyone" or route.endpoint in WITHOUT_TOKEN:
            continue

        answer = town.ask("visitor", town.address(route), method=route.method, headers=ELSEWHERE)

        if answer.status_code != 403:
            taken.append(f"{route} answered {answer.status_code}")

    assert not taken, told("A page elsewhere could send this from a visitor's browser.", taken)


def test_a_cookie_opens_no_part_of_the_api(town):
    opened = []
    for route in deeds(town.app):
        if not route.is_api or _level(route) == "anyone":
            continue

        answer = town.ask("admin", town.address(route), method=route.method, json={}, headers=OURS)

        if answer.status_code != 401:
            opened.append(f"{route} answered {answer.status_code}")

    assert not opened, told("The API knows people by their token alone, never by a cookie.", opened)


def test_the_exceptions_exist(app):
    assert {route.endpoint for route in deeds(app)} >= WITHOUT_TOKEN & set(house().access)


def _page_deeds(town: Town) -> list[Route]:
    return [
        route
        for route in deeds(town.app)
        if not route.is_api and route.endpoint not in WITHOUT_TOKEN
    ]


def _admitted(route: Route) -> str:
    """Somebody the door opens for."""
    return "asker" if "asker" in MEANING[_level(route)] else "admin"


def _level(route: Route) -> str:
    return house().access[route.endpoint]
