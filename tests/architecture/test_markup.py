"""Every page is whole HTML: what is broken here, some browser or screen reader trips over."""

import pytest

from tests.architecture.house import reads
from tests.architecture.markup import faults_in
from tests.architecture.sent_forms import SENT
from tests.architecture.sources import told
from tests.browser.sights import NOT_PAGES

RULE = "A page is whole HTML, and its references lead somewhere."
CARRIED = {"kind", "nonce", "revision", "version"}  # nobody types these
NO_PAGE = {"PasswordForm": "whoever has no phone is not shown the form that takes it off"}
WHOLE = (
    '<!doctype html><html lang="en"><head><title>A</title></head>'
    "<body><main><h1>A</h1>{}</main></body></html>"
)


@pytest.mark.parametrize("who", ["visitor", "asker", "moderator", "admin"])
def test_every_page_is_whole_html(town, who):
    faults = []
    for route in reads(town.app):
        if route.is_api or route.endpoint in NOT_PAGES:
            continue
        answer = town.look(who, route)
        if answer.mimetype == "text/html" and answer.status_code // 100 != 3:
            faults += [f"{route}: {fault}" for fault in faults_in(answer.text)]

    assert not faults, told(RULE, faults)


def test_every_form_that_comes_back_is_whole_html(town):
    """Sent with nothing filled in, but with what the page carries along by itself."""
    faults, refused = [], 0
    for name in sorted(SENT.keys() - NO_PAGE.keys()):
        sent = SENT[name]
        known = town.parts_now() | {"new_code": "dead"}
        kept = {field: sent.fine[field].format(**known) for field in CARRIED & set(sent.fine)}
        answer = town.people[sent.who].post(sent.url.format(**known), **kept)
        if answer.mimetype == "text/html" and answer.status_code >= 400:
            refused += 1
            faults += [f"{name}: {fault}" for fault in faults_in(answer.text)]

    assert refused > len(SENT) / 2
    assert not faults, told(RULE, faults)


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ("<p>one<div>two</div></p>", "unexpected-end-tag"),
        ("<b>one", "end-tag-too-early"),
        ("<p id=a></p><p id=a></p>", "stands 2 times"),
        ("<label for=b>one</label>", "leads nowhere"),
        ("<p aria-describedby=c></p>", "leads nowhere"),
        ('<a href="#d">one</a>', "leads nowhere"),
        ('<a href="/"><button>one</button></a>', "inside"),
        ("<input name=e>", "has no label"),
        ("<p class=f class=g></p>", "duplicate-attribute"),
        ("<h1>two</h1>", "2 <h1>"),
    ],
)
def test_what_is_broken_is_found(broken, words):
    assert any(words in fault for fault in faults_in(WHOLE.format(broken)))


def test_what_is_whole_is_left_alone():
    whole = '<form><label for="a">A</label><input id="a" name="a"></form>'

    assert faults_in(WHOLE.format(whole)) == []
