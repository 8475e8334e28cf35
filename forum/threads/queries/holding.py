"""How long official answers hold before somebody looks at them again."""

from sqlalchemy import select

from forum.kernel.db import db
from forum.services.models import Service
from forum.threads.models import Thread
from forum.topics.models import Topic


def true_months(thread_id: int) -> int | None:
    """As the service of this question has decided; None when it has not."""
    rows = select(Service.true_months).join(Topic, Topic.service_id == Service.id)
    rows = rows.join(Thread, Thread.topic_id == Topic.id)
    return db.scalar(rows.where(Thread.id == thread_id))
