"""Each part says what it must say, to eyes and to screen readers."""

from datetime import UTC, datetime

from markupsafe import Markup
from wtforms import Form

from forum.kernel.forms import Choice, Line, Words, Yes
from tests.forum.design.rendering import shown

FRIDAY = datetime(2026, 3, 27, 17, tzinfo=UTC)


def test_what_people_wrote_is_never_markup():
    assert "&lt;script&gt;" in shown("{{ ui.go(title, '/x') }}", title="<script>")
    assert "&lt;b&gt;" in shown("{% call ui.post() %}{{ body }}{% endcall %}", body="<b>")


def test_safe_markup_stays_as_it_is():
    source = "{% call ui.post() %}{{ body }}{% endcall %}"

    assert '<div class="prose"><b>Yes</b></div>' in shown(source, body=Markup("<b>Yes</b>"))


def test_a_form_of_somebody_signed_in_carries_their_token():
    for source in ("{{ ui.byform('/x', 'Thank') }}", "{% call ui.form('/x') %}{% endcall %}"):
        assert '<input type="hidden" name="csrf_token" value="t0k">' in shown(source, token="t0k")


def test_a_visitors_form_carries_none():
    for source in ("{{ ui.byform('/x', 'Thank') }}", "{% call ui.form('/x') %}{% endcall %}"):
        assert "csrf_token" not in shown(source)


def test_a_tiny_form_says_its_deed_its_state_and_what_it_is_about():
    html = shown("""{{ ui.byform("/a/1/thanks", "Thank", "heart", 12, pressed=true,
        fields={"wanted": "no"}, about="answer by Ben") }}""")

    assert '<form class="byform" method="post" action="/a/1/thanks">' in html
    assert '<input type="hidden" name="wanted" value="no">' in html
    assert '<button aria-pressed="true">' in html
    assert 'Thank <b>12</b><span class="vh">: answer by Ben</span></button>' in html


def test_a_button_without_an_address_submits_and_one_with_an_address_is_a_link():
    assert "<button" in shown("{{ ui.btn('Post answer') }}")
    assert '<a class="btn btn-line" href="/x">' in shown("{{ ui.btn('More', '/x', kind='line') }}")


def test_a_button_that_is_off_can_be_found_but_not_sent():
    html = shown("{{ ui.btn('Send', '/x', off=true) }}")

    assert 'type="button" aria-disabled="true"' in html
    assert "href" not in html


def test_support_that_is_over_cannot_be_pressed():
    assert "<button" not in shown("{{ ui.support(37, 'parking') }}")
    assert 'href="/sign-in"' in shown("{{ ui.support(37, 'parking', url='/sign-in') }}")
    assert "Supported" in shown("{{ ui.support(37, 'parking', '/x', pressed=true) }}")


def test_only_four_marks_stand_beside_a_name():
    marks = {mark: shown("{{ ui.rung(mark) }}", mark=mark) for mark in ("advocate", "emeritus")}

    assert "Advocate" in marks["advocate"]
    assert "Emeritus" in marks["emeritus"]
    assert "Waste team" in shown("{{ ui.rung('staff', 'Waste team') }}")
    assert "Partner" in shown("{{ ui.rung('partner') }}")
    for quiet in ("newcomer", "regular", "follower", None):
        assert shown("{{ ui.rung(mark) }}", mark=quiet) == ""


def test_a_moment_is_said_in_words_and_kept_exactly():
    html = shown("{{ ui.moment(at, 'moment') }}", at=FRIDAY)

    assert html == (
        '<time datetime="2026-03-27T17:00:00+00:00">5\N{NO-BREAK SPACE}pm on Friday 27 March</time>'
    )


def test_a_fault_is_tied_to_its_control():
    html = shown("{{ ui.text('title', 'Your question', hint='One line', fault='Write it') }}")

    assert '<label for="title">Your question</label>' in html
    assert html.index("title-hint") < html.index("title-fault") < html.index("<input")
    assert 'aria-invalid="true" aria-describedby="title-hint title-fault"' in html


def test_a_control_without_a_fault_says_nothing_about_one():
    html = shown("{{ ui.text('title', 'Your question') }}")

    assert "aria-" not in html
    assert "field-bad" not in html


def test_a_password_is_never_sent_back():
    assert "hunter2" not in shown("{{ ui.text('p', 'Password', 'hunter2', type='password') }}")


def test_text_that_begins_with_an_empty_line_keeps_it():
    assert ">\n\nHello</textarea>" in shown("{{ ui.textarea('b', 'Body', text) }}", text="\nHello")


def test_the_summary_links_to_each_fault_and_counts_them():
    html = shown("{{ ui.errors([('title', 'Write it'), ('door', 'Choose one')]) }}")

    assert "2 things need a change" in html
    assert '<a href="#title">Write it</a>' in html
    assert "autofocus" in html
    assert shown("{{ ui.errors([]) }}") == ""


def test_the_first_option_can_be_reached_from_the_summary():
    source = "{{ ui.doors('door', 'Who?', [('a', 'All'), ('b', 'The council', 'Private')], 'b') }}"
    html = shown(source)

    assert 'value="a" id="door">' in html
    assert 'value="b" id="door-2" checked>' in html
    assert '<span class="hint">Private</span>' in html


class Question(Form):  # type: ignore[misc]
    """Not a PlainForm: those are listed, and this one is no page's."""

    title = Line("Your question", missing="Write your question in one line")
    body = Words("What happened?")
    topic = Choice("Topic", [("1", "Parking"), ("2", "Bins")])
    door = Choice("Who should see this?", [("all", "Everyone"), ("us", "The council")])
    tell_me = Yes("Tell me")


def test_fields_of_a_form_become_controls_with_what_was_written():
    form = Question(title="Bins", body="Late", topic="2", door="us", tell_me=True)
    html = shown(
        """{{ ui.entry(form.title) }}{{ ui.entry(form.body, kind="words") }}
        {{ ui.entry(form.topic) }}{{ ui.entry(form.door, kind="doors") }}
        {{ ui.entry(form.tell_me) }}""",
        form=form,
    )

    assert 'name="title" type="text" value="Bins"' in html
    assert "Late</textarea>" in html
    assert '<option value="2" selected>Bins</option>' in html
    assert 'value="us" id="door-2" checked>' in html
    assert 'name="tell_me" value="y" checked>' in html


def test_the_faults_of_a_form_are_listed():
    form = Question(topic="1", door="all")
    form.validate()

    html = shown("{{ ui.faults_of(form) }}{{ ui.entry(form.title) }}", form=form)

    assert '<a href="#title">Write your question in one line</a>' in html
    assert 'id="title-fault"' in html


def test_cards_can_carry_hints_and_lines_can_be_of_a_kind():
    form = Question(title="Bins", topic="2")
    cards = """{{ ui.entry(form.topic, kind="doors", options=[("2", "Bins", "Late or full")]) }}"""

    assert 'type="email"' in shown("{{ ui.entry(form.title, kind='email') }}", form=form)
    assert 'type="radio" name="topic" value="2" id="topic" checked' in shown(cards, form=form)
    assert "Late or full" in shown(cards, form=form)


def test_a_tally_marks_each_hour_and_where_a_day_begins():
    html = shown("{{ ui.tally([['on', 'wait'], ['on', '']], '2 of 3 hours used') }}")

    assert 'role="img" aria-label="2 of 3 hours used"' in html
    assert '<i class="on"></i><i class="wait"></i><i class="day on"></i><i></i>' in html


def test_a_promise_names_its_ticket_and_its_state():
    html = shown("{{ ui.ticket_stub('FM-7K3QXN2-D', 'Late', 'By 5 pm', kind='bad', id='v9') }}")

    assert 'class="ticket-stub stub-bad" aria-labelledby="v9"' in html
    assert '<span class="ref">FM-7K3QXN2-D</span>' in html
    assert "badge-bad" in html


def test_what_is_needed_is_said_in_words_above_the_bar():
    html = shown("{{ ui.need([('People you helped', 3, 5), ('Days', 9, 6)]) }}")

    assert "<b>3 of 5</b>" in html
    assert 'class="bar" max="5" value="3" aria-label="People you helped: 3 of 5"' in html
    assert 'class="bar bar-good" max="6" value="6"' in html


def test_a_table_names_its_rows_columns_and_itself():
    html = shown("{{ ui.tbl('Hours', ['Day', ('Used', 'n')], [['Friday', '4 h']], 'hours') }}")

    assert 'role="region" aria-labelledby="hours"' in html
    assert '<th scope="col" class="n">Used</th>' in html
    assert '<th scope="row">Friday</th><td class="n">4 h</td>' in html


def test_a_chart_stands_beside_its_table_and_can_be_heard():
    html = shown("{{ ui.chart('Missed', [('Oct', 6), ('Nov', 7)], 'm', 'Month', 'Missed', '%') }}")

    assert 'aria-label="Missed: Oct 6%, Nov 7%"' in html
    assert '<th scope="row">Nov</th><td class="n">7%</td>' in html


def test_pages_are_older_and_newer_or_nothing():
    assert shown("{{ ui.pager() }}") == ""
    assert 'rel="next"' in shown("{{ ui.pager(older='/x') }}")
    assert 'rel="prev"' in shown("{{ ui.pager(newer='/x') }}")


def test_a_filter_shows_its_count_even_when_it_is_nothing():
    html = shown("{{ ui.filters([('All', '/a', true, 0), ('Solved', '/b', false)]) }}")

    assert '<a href="/a" aria-current="true">All <span class="num">0</span></a>' in html
    assert '<a href="/b">Solved</a>' in html
