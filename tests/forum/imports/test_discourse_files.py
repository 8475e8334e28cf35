"""The files of a Discourse archive may hold a topic, a page of one or a single post each."""

import itertools

from forum.imports import discourse
from forum.imports.records import Archive, Question, Refused, Reply
from tests.forum.imports.archives import forum, post, replies, topic


def read(folder, kind=object):
    return [record for record in discourse.read(folder) if isinstance(record, kind)]


def test_topics_come_in_the_order_of_their_numbers(tmp_path):
    posts = {number: [post(1, topic_id=number)] for number in (100, 20, 3)}
    folder = forum(tmp_path, *(topic(number, told) for number, told in posts.items()))

    assert [asked.title for asked in read(folder, Question)] == ["Topic 3", "Topic 20", "Topic 100"]


def test_files_of_one_post_each_give_the_same_thread(tmp_path):
    posts = replies(None, 2, None, 4)
    named = {"topic_title": "Topic 5", "topic_slug": "topic-5", "category_id": 9, "raw": "Words"}
    whole = forum(tmp_path / "a", topic(5, posts, views=0))
    single = forum(tmp_path / "b", *(told | named for told in reversed(posts)))

    def story(folder):
        replied = [(reply.key, reply.kind, reply.parent_key) for reply in read(folder, Reply)]
        return [record.body for record in read(folder, Question | Reply)], replied

    assert story(single) == story(whole)
    assert read(single, Question)[0].title == "Topic 5"


def test_source_text_without_html_is_markdown(tmp_path):
    quoting = post(2, cooked=None, raw='[quote="ada, post:1"]\nWords\n[/quote]\nYes')
    folder = forum(tmp_path, post(1, cooked=None, raw="*Words*", topic_slug="full-bin"), quoting)

    first, second = read(folder, Question | Reply)

    assert (first.markup, first.body, first.title) == ("markdown", "*Words*", "Full bin")
    assert second.body == "> \n> Words\n> \n\nYes"


def test_a_topic_on_several_pages_is_one_thread(tmp_path):
    pages = [post(1), post(2)], [post(2), post(3)]
    first, second = (topic(5, page) for page in pages)
    first["post_stream"]["stream"] = [501, 502, 503]
    folder = forum(tmp_path, second, first)

    assert [reply.number for reply in read(folder, Reply)] == [2, 3]
    assert read(folder, Refused) == []


def test_a_file_of_the_whole_topic_says_more_than_one_of_a_post(tmp_path):
    folder = forum(tmp_path, post(1, topic_title="One post"), topic(5, replies(None)))

    assert [asked.title for asked in read(folder, Question)] == ["Topic 5"]
    assert [reply.number for reply in read(folder, Reply)] == [2]


def test_posts_that_the_topic_lists_but_the_archive_lacks_are_reported(tmp_path):
    told = topic(5, [post(1)])
    told["post_stream"]["stream"] = [501, 502, 503]

    [refused] = read(forum(tmp_path, told), Refused)

    assert refused.why.startswith("2 posts")


def test_the_archive_is_the_same_in_whichever_folder_it_lies(tmp_path):
    other = topic(5, [post(1, created_at="2018-01-01T00:00:00Z")])
    folders = [
        forum(tmp_path / "a", topic(5, replies(None))),
        forum(tmp_path / "b", topic(5, replies(None)), topic(6, [post(1, topic_id=6)])),
        forum(tmp_path / "c", other),
    ]

    first, second, third = itertools.chain(*(read(folder, Archive) for folder in folders))

    assert first.key == second.key != third.key
    assert (first.posts, second.posts) == (2, 3)
