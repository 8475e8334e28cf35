"""Who listens to a page hears each post in the language it was written in."""

WELSH, ENGLISH = "Pryd mae'r ganolfan ailgylchu ar agor?", "When is the recycling centre open?"


def shown(visitor, path):
    return visitor.get(path, follow_redirects=True).text


def test_what_is_written_in_another_language_says_so(ada, asks, visitor):
    welsh, english = asks(ada, WELSH), asks(ada, ENGLISH)

    assert '<h1 class="long" lang="cy">' in shown(visitor, f"/threads/{welsh}")
    assert '<h1 class="long">' in shown(visitor, f"/threads/{english}")
    assert '<h1 class="long">' in shown(visitor, f"/threads/{welsh}?lang=cy")
    assert '<h1 class="long" lang="en-GB">' in shown(visitor, f"/threads/{english}?lang=cy")


def test_so_do_a_title_in_a_list_and_a_post(ada, ben, asks, answers, visitor):
    thread_id = asks(ada, WELSH, "Nid yw'r oriau ar y drws.")
    answers(ben, thread_id, "It is open from nine, and they close when it is dark.")

    assert 'lang="cy">Pryd mae' in shown(visitor, "/threads?lang=en")
    assert '<div class="prose" lang="cy">' in shown(visitor, f"/threads/{thread_id}?lang=en")
    assert '<div class="prose" lang="en-GB">' in shown(visitor, f"/threads/{thread_id}?lang=cy")
