"""For which services the people at the desk of the demo borough work."""

from forum.home.demo.people import member_called
from forum.kernel.diary import Diary
from forum.services.queries import service_called
from moderation.staff import actions, queries

ADMINISTRATOR = "Adam Reed"
WORK_FOR = {
    "Dev Patel": ("libraries", "parking", "streets"),
    "Wanda Brook": ("streets", "waste"),
    "Sunita Rao": ("council-tax", "housing", "schools"),
    "Hamish Orr": ("housing",),
    "Nell Dacre": ("care",),
    "Rosa Quint": ("council-tax", "schools", "waste"),
}
WHY = "The services their team answers for."


def load(diary: Diary) -> None:
    """Since the newest of them began. Managers go on working for all services."""
    diary.write(diary.when("11w 09:00"), _give_services)


def _give_services() -> None:
    by = member_called(ADMINISTRATOR)
    for name, slugs in WORK_FOR.items():
        services = sorted(service_called(slug).id for slug in slugs)
        member, facts = member_called(name), {"services": services}
        version = queries.version_of(member.id)
        actions.change_person(member, facts, by=by, reason=WHY, version=version)
