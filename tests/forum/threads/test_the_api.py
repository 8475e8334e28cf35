"""The same for programs, under /api/v1."""

import pytest

from forum.kernel.events import PublishedEvent
from forum.threads.models import Answer, Comment, Thread
from tests.forum.threads.now import rows

QUESTION = {"title": "My permit is lost", "body": "It **never** came.", "topic": "parking"}


def path_of(url):
    return url.removeprefix("http://127.0.0.1:8000").split("#")[0]


def test_asking_gives_201_and_a_page_that_answers_at_once(ada, visitor, parking):
    answer = ada.api("POST", "/threads", **QUESTION, tags=["Permit"])

    assert answer.status_code == 201
    assert answer.json["tags"] == ["permit"]
    assert answer.json["author"] == "Ada Okafor"
    assert visitor.get(path_of(answer.json["url"])).status_code == 200


def test_what_programs_do_says_so_in_the_ledger(ada, parking):
    ada.api("POST", "/threads", **QUESTION)

    assert rows(PublishedEvent.channel).scalar() == "api"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": 7}, "title"),
        ({"title": "x" * 151}, "title"),
        ({"body": "\x00"}, "body"),
        ({"body": "x" * 30_001}, "body"),
        ({"tags": ["<b>"]}, "tags.0"),
        ({"tags": ["a"] * 6}, "tags"),
        ({"tags": "permit"}, "tags"),
    ],
)
def test_each_fault_is_a_problem_with_its_field(ada, parking, sent, field):
    answer = ada.api("POST", "/threads", **QUESTION | sent)

    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert list(answer.json["errors"]) == [field]
    assert rows(Thread).count() == 0


def test_an_unknown_topic_is_missing(ada, parking):
    assert ada.api("POST", "/threads", **QUESTION | {"topic": "nowhere"}).status_code == 404


def test_a_list_goes_on_with_its_cursor(visitor, pia, parking):
    for number in range(21):
        pia.api("POST", "/threads", **QUESTION | {"title": f"Question {number}"})

    first = visitor.get("/api/v1/threads?topic=parking").json
    second = visitor.get(f"/api/v1/threads?topic=parking&cursor={first['next']}").json

    assert [len(page["items"]) for page in (first, second)] == [20, 1]
    assert second["next"] is None
    assert second["items"][0]["title"] == "Question 0"
    assert second["items"][0]["excerpt"] == "It never came."


def test_a_list_of_a_tag_and_a_state(visitor, ada, parking):
    ada.api("POST", "/threads", **QUESTION, tags=["permit"])

    assert len(visitor.get("/api/v1/threads?tag=permit&state=unanswered").json["items"]) == 1
    assert visitor.get("/api/v1/threads?tag=permit&state=solved").json["items"] == []
    assert visitor.get("/api/v1/threads?state=lost").status_code == 422
    assert visitor.get("/api/v1/threads?tag=nothing").status_code == 404


def test_a_thread_with_its_answers_and_their_comments(visitor, ada, ben, thread_id):
    answer = ben.api("POST", f"/threads/{thread_id}/answers", body="Ask at the desk.")
    comment = ada.api("POST", f"/answers/{answer.json['id']}/comments", body="Which desk?")

    shown = visitor.get(f"/api/v1/threads/{thread_id}").json

    assert (answer.status_code, comment.status_code) == (201, 201)
    assert shown["answer_count"] == 1
    (only,) = shown["answers"]["items"]
    assert only["number"] == 1
    assert only["body"] == "Ask at the desk."
    assert only["comments"][0]["body"] == "Which desk?"
    for url in (answer.json["url"], comment.json["url"], shown["url"]):
        assert visitor.get(path_of(url)).status_code == 200


def test_the_answers_of_a_long_thread_are_paged(visitor, ben, thread_id, answers):
    for number in range(22):
        answers(ben, thread_id, f"Answer {number}.")

    first = visitor.get(f"/api/v1/threads/{thread_id}").json["answers"]
    second = visitor.get(f"/api/v1/threads/{thread_id}?cursor={first['next']}").json["answers"]

    assert [one["number"] for one in second["items"]] == [21, 22]
    assert second["next"] is None


def test_the_solution_is_set_and_taken_back(ada, ben, thread_id, answer_id, thread_now):
    for _ in range(2):
        answer = ada.api("PUT", f"/threads/{thread_id}/solution", answer_id=answer_id)
        assert answer.status_code == 204
    assert thread_now(thread_id).solution_id == answer_id
    assert ben.api("DELETE", f"/threads/{thread_id}/solution").status_code == 403

    for _ in range(2):
        assert ada.api("DELETE", f"/threads/{thread_id}/solution").status_code == 204
    assert thread_now(thread_id).solution_id is None


def test_thanks_me_too_votes_and_follows(pia, thread_id, answer_id, thread_now, answer_now):
    marks = [
        (f"/answers/{answer_id}/thanks", {}),
        (f"/answers/{answer_id}/vote", {"value": 1}),
        (f"/threads/{thread_id}/vote", {"value": 1}),
        (f"/threads/{thread_id}/me-too", {}),
        (f"/threads/{thread_id}/follow", {}),
    ]

    def counts():
        thread, answer = thread_now(thread_id), answer_now(answer_id)
        return answer.thanks_count, answer.score, thread.score, thread.me_too_count

    for address, sent in marks * 2:
        assert pia.api("PUT", address, **sent).status_code == 204
    assert counts() == (1, 1, 1, 1)

    for address, _ in marks * 2:
        assert pia.api("DELETE", address).status_code == 204
    assert counts() == (0, 0, 0, 0)


def test_votes_are_one_up_and_against_is_off(pia, answer_id):
    assert pia.api("PUT", f"/answers/{answer_id}/vote", value=-1).status_code == 403
    for value in (0, 2, "many", None):
        assert pia.api("PUT", f"/answers/{answer_id}/vote", value=value).status_code == 422


def test_changing_parts_of_a_question(ada, thread_id, thread_now):
    answer = ada.api("PATCH", f"/threads/{thread_id}", title="My permit is late")

    assert answer.status_code == 200
    assert answer.json["revision"] == 2
    assert answer.json["url"].endswith("-my-permit-is-late")
    assert thread_now(thread_id).body == "It never came."


def test_a_change_made_from_an_old_reading_shows_both_texts(ada, cleo, thread_id):
    ada.api("PATCH", f"/threads/{thread_id}", body="Ada's text.", revision=1)

    answer = cleo.api("PATCH", f"/threads/{thread_id}", body="Cleo's text.", revision=1)

    assert answer.status_code == 409
    assert (answer.json["theirs"], answer.json["yours"]) == ("Ada's text.", "Cleo's text.")


def test_changing_and_removing_answers_and_comments(ada, ben, answer_id):
    comment = ada.api("POST", f"/answers/{answer_id}/comments", body="Which desk?").json

    changed = [
        ben.api("PATCH", f"/answers/{answer_id}", body="At the library."),
        ada.api("PATCH", f"/comments/{comment['id']}", body="The big one?"),
    ]
    assert [answer.json["body"] for answer in changed] == ["At the library.", "The big one?"]

    assert ada.api("DELETE", f"/comments/{comment['id']}").status_code == 204
    assert ada.api("DELETE", f"/answers/{answer_id}").status_code == 403
    assert ben.api("DELETE", f"/answers/{answer_id}").status_code == 204
    assert rows(Comment.state).scalar() == rows(Answer.state).scalar() == "deleted"


def test_a_removed_question_is_missing(visitor, ada, thread_id):
    assert ada.api("DELETE", f"/threads/{thread_id}").status_code == 204

    answer = visitor.get(f"/api/v1/threads/{thread_id}")

    assert answer.status_code == 404
    assert answer.json["detail"].startswith("We cannot find this question")


def test_without_a_token_nothing_is_written(visitor, thread_id, parking):
    headers = {"Sec-Fetch-Site": "same-origin"}
    for method, address in (("POST", "/threads"), ("PUT", f"/threads/{thread_id}/me-too")):
        answer = visitor.client.open(
            f"/api/v1{address}", method=method, json=QUESTION, headers=headers
        )

        assert answer.status_code == 401
        assert answer.content_type == "application/problem+json"


def test_a_number_too_big_for_any_database_is_missing(ada, thread_id):
    huge = "9" * 30

    assert ada.api("GET", f"/threads/{huge}").status_code == 404
    assert ada.api("PUT", f"/answers/{huge}/thanks").status_code == 404
    answer = ada.api("PUT", f"/threads/{thread_id}/solution", answer_id=int(huge))
    assert answer.status_code == 422


def test_staff_show_by_their_first_name_as_on_the_pages(dev, ada, visitor, parking):
    thread = ada.api("POST", "/threads", **QUESTION).json
    said = dev.api("POST", f"/threads/{thread['id']}/answers", body="We sent it.", official=True)

    text = visitor.get(f"/api/v1/threads/{thread['id']}").text

    assert said.json["author"] == "Dev"
    assert "Ada Okafor" in text
    assert "Patel" not in text
