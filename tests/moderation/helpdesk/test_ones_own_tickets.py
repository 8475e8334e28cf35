"""Among one's own things stand one's own tickets, and nobody else's."""

from tests.moderation.conftest import asks, escalates


def test_my_page_shows_where_my_tickets_stand(ada, ticket):
    text = ada.get("/me").text

    assert f'href="/tickets/{ticket.reference}"' in text
    assert "We have it" in text


def test_it_shows_nobody_elses(ben, ticket):
    assert ticket.reference not in ben.get("/me").text
    assert "You have no tickets" in ben.get("/me/tickets").text


def test_all_of_them_are_there_page_by_page(ada, dev, parking):
    dev_asks = [asks(dev, parking, f"Question {number}") for number in range(42)]
    tickets = [escalates(dev, thread_id).reference for thread_id in dev_asks]

    first = dev.get("/me/tickets").text
    cursor = first.split("cursor=")[1].split('"')[0]
    second = dev.get(f"/me/tickets?cursor={cursor}").text

    shown = [reference for reference in tickets if reference in first + second]
    assert shown == tickets
    assert tickets[0] not in first


def test_a_visitor_is_asked_to_sign_in(visitor):
    assert visitor.get("/me/tickets").status_code == 401


def test_staff_who_write_on_it_show_by_their_first_name(ada, dev, ticket):
    dev.post(
        f"/desk/tickets/{ticket.reference}/messages", body="Which street?", visibility="private"
    )

    page = ada.get(f"/tickets/{ticket.reference}").text
    shown = ada.api("GET", f"/tickets/{ticket.reference}")

    assert "Dev" in page
    assert shown.json["messages"][-1]["author"] == "Dev"
    assert "Patel" not in page + shown.text
