"""The front page shows one box, what was solved, what waits, and the topics."""

from forum.kernel.diary import tell_demo


def test_an_empty_place_says_what_to_do(visitor):
    answer = visitor.get("/")

    assert answer.status_code == 200
    assert "What do you need help with?" in answer.text
    assert "Nothing has been solved yet" in answer.text


def test_a_town_shows_solved_and_waiting_questions_and_its_topics(visitor):
    tell_demo()

    text = visitor.get("/").text

    assert "When do we hear about places for reception?" in text
    assert "Where can I take old paint?" in text
    assert 'href="/topics/bins"' in text


def test_a_town_shows_which_ideas_rise(visitor):
    tell_demo()

    text = visitor.get("/").text

    assert "Ideas rising now" in text
    assert "Places for cargo bikes at the market" in text


def test_nothing_is_said_about_ideas_where_there_are_none(visitor):
    assert "Ideas rising" not in visitor.get("/").text


def test_the_box_leads_to_the_search(visitor):
    assert 'action="/search"' in visitor.get("/").text


def test_a_visitor_gets_no_cookie_and_no_token(visitor):
    answer = visitor.get("/")

    assert "Set-Cookie" not in answer.headers
    assert "csrf_token" not in answer.text


def test_the_pages_about_this_place_can_be_read(visitor):
    for url in ("/about", "/help", "/accessibility"):
        assert visitor.get(url).status_code == 200
