"""What a town has before anybody writes: a service with its hours and promises, and a topic."""

from forum.kernel.db import writing
from forum.services.actions import add_service
from forum.services.models import Service
from forum.topics.actions import add_topic
from forum.topics.models import Topic

OFFICE_HOURS = {
    "zone": "Europe/London",
    "frames": {str(day): [["09:00", "17:00"]] for day in range(5)},
    "holidays": None,
    "closures": {},
}


def open_parking() -> Topic:
    """A topic of a service that is open on weekdays from nine to five."""
    with writing():
        service = add_service(
            slug="parking",
            name="Parking",
            summary="Permits, fines and car parks",
            owner="Parking team",
            phone="01632 960140",
            place="Ashmere Library",
            opening="Monday to Friday, 9 am to 5 pm",
            calendar=OFFICE_HOURS,
            first_response_minutes=960,
            resolution_minutes=2400,
        )
        return add_topic(
            name="Parking and permits",
            slug="parking",
            summary="Permits, fines and car parks",
            service_id=service.id,
            escalates_after_minutes=960,
        )


def open_waste() -> Service:
    """Another service, without a topic; to be called inside `writing()`."""
    return add_service(
        slug="waste",
        name="Waste",
        summary="Bins",
        owner="Waste team",
        phone="1",
        place="Depot",
        opening="Daily",
        calendar=OFFICE_HOURS,
        first_response_minutes=60,
        resolution_minutes=60,
    )
