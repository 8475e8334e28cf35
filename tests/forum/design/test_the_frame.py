"""Every page stands in the same frame, with help in the same place."""

from types import SimpleNamespace as Way

from markupsafe import Markup

from tests.forum.design.rendering import PLACE, whole_page

PLAIN = '{% extends "design/layout.html" %}{% block content %}<p>Hello</p>{% endblock %}'
ASIDE = """{% extends "design/layout_aside.html" %}{% block main %}Main{% endblock %}
{% block aside %}Side{% endblock %}"""
DESK = """{% extends "design/layout_desk.html" %}{% block queue %}Queue{% endblock %}
{% block work %}Work{% endblock %}"""


def test_the_first_link_leads_past_the_menu():
    html = whole_page(PLAIN)

    assert html.index("<a ") == html.index('<a class="skip" href="#main"')
    assert '<main id="main" tabindex="-1">' in html


def test_help_is_at_the_foot_of_every_page():
    for source in (PLAIN, ASIDE, DESK):
        foot = whole_page(source).split('<footer class="site-foot">')[1]

        assert 'href="/contact"' in foot
        assert 'href="/ticket"' in foot
        assert '<a href="tel:01632960140" dir="ltr">01632 960 140</a>' in foot
        assert "Come to the desk at Ashmere Library." in foot
        assert '<a href="tel:999" dir="ltr">999</a>' in foot


def test_a_place_without_a_phone_says_nothing_about_calling():
    silent = Way(**(vars(PLACE) | {"phone": "", "desk": "", "emergency": ""}))

    assert "Call" not in whole_page(PLAIN, site=silent)


def test_a_visitor_can_sign_in_and_a_member_sees_their_name():
    assert 'href="/sign_in"' in whole_page(PLAIN)

    html = whole_page(PLAIN, member=Way(name="Ada <Okafor>"))

    assert 'href="/sign_in"' not in html
    assert 'href="/me"' in html
    assert "Ada &lt;Okafor&gt;" in html


def test_the_menu_says_where_you_are():
    menu = [
        Way(label="Ask", url="/ask", current=True, count=0),
        Way(label="Ideas", url="/i", current=False, count=3),
    ]
    html = whole_page(PLAIN, navigation=menu)

    assert '<a href="/ask" aria-current="page">Ask</a>' in html
    assert '<a href="/i">Ideas <span class="num">3<span class="vh"> now</span></span></a>' in html


def test_a_message_is_announced():
    html = whole_page(PLAIN, messages=[("good", "Your answer is posted.")])

    assert '<div class="notice toast notice-good" role="status">' in html
    assert "Your answer is posted." in html


def test_a_message_stands_above_the_hero():
    hero = '{% extends "design/layout.html" %}{% block hero %}<h1>Hero</h1>{% endblock %}'
    html = whole_page(hero, messages=[("good", "Saved.")])

    assert html.count("Saved.") == 1
    assert html.index("Saved.") < html.index("Hero")


def test_what_other_rooms_put_in_the_header_is_shown():
    assert "<b>Bins are late</b>" in whole_page(PLAIN, header_slot=[Markup("<b>Bins are late</b>")])


def test_the_side_column_has_a_name():
    assert '<aside class="stack sticky g5" aria-label="More about this page">' in whole_page(ASIDE)


def test_the_desk_leaves_out_the_person_when_there_is_none():
    with_person = DESK + "{% block person %}Ada{% endblock %}"

    assert '<div class="desk">' in whole_page(DESK)
    assert '<div class="desk desk-3">' in whole_page(with_person)
    assert '<body class="compact">' in whole_page(DESK)
    assert "Staff desk" in whole_page(DESK)
