"""Finding the services of the public body."""

from collections.abc import Sequence

from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.services.models import Service
from forum.topics.models import Topic


def all_services() -> Sequence[Service]:
    return db.scalars(select(Service).order_by(Service.name)).all()


def service_numbered(service_id: int) -> Service | None:
    return db.get(Service, service_id)


def service_called(slug: str) -> Service:
    if service := db.scalar(select(Service).where(Service.slug == slug)):
        return service
    raise Missing("We do not have a service with this name.")


def service_of(topic_id: int) -> Service:
    """The service that answers for a topic; every topic has one."""
    belongs = Topic.service_id == Service.id
    if service := db.scalar(select(Service).join(Topic, belongs).where(Topic.id == topic_id)):
        return service
    raise Missing("We cannot find this topic.")
