"""What the demo borough has said about waiting, and whether it was true."""

from datetime import timedelta

from forum.kernel.diary import Diary
from moderation.waits import actions, queries

SAYS_SINCE = timedelta(days=90)


def load(diary: Diary) -> None:
    """It says so since the log of the old desk came along, and looks back at the end."""
    diary.write(diary.today - SAYS_SINCE, _reckon)
    diary.write(diary.today, _look_back)


def _look_back() -> None:
    for judged in list(queries.ripe_for_judging()):
        actions.judge(judged)
    _reckon()


def _reckon() -> None:
    for service_id in queries.service_ids():
        actions.reckon(service_id)
