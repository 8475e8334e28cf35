"""What a reader of a thread's page finds."""


def test_a_visitor_reads_question_and_answer(visitor, thread_id, answer_id):
    page = visitor.get(f"/threads/{thread_id}-my-permit-is-lost")

    assert page.status_code == 200
    assert "It never came." in page.text
    assert "Ask at the desk." in page.text


def test_member(ada, ben, thread_id, answer_id):
    page = ada.get(f"/threads/{thread_id}-my-permit-is-lost")
    assert "Ada Okafor</a>" in page.text
    page = ben.get(f"/threads/{thread_id}-my-permit-is-lost")
    assert "Signed in as" in page.text and "Ben Hallam</a>" in page.text
