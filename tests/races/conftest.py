"""Each race is run twice: on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ON_POSTGRES
from tests.races.racing import Racers, racers_ready
from tests.services.postgres import drop_database, new_database

ON_SERVER = pytest.param("postgres", marks=pytest.mark.postgres)

ON_SERVER_ONLY = pytest.mark.parametrize("database_url", [ON_SERVER], indirect=True)


@pytest.fixture(params=[ON_SERVER] if ON_POSTGRES else ["sqlite", ON_SERVER])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/folkmoot.db"
        return
    template = request.getfixturevalue("postgres")
    url = new_database(template, template=template)
    yield url
    drop_database(url)


@pytest.fixture(scope="session")
def racers() -> Iterator[Racers]:
    with racers_ready() as ready:
        yield ready
