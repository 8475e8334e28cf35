"""Each race is run twice: on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ON_POSTGRES
from tests.races.racing import Racers, racers_ready
from tests.services.postgres import drop_database, new_database

ON_SERVER = pytest.param("postgres", marks=pytest.mark.postgres)

IN_TOWN_ON_SERVER = pytest.param("empty postgres", marks=pytest.mark.postgres)
BOTH_TOWNS = pytest.mark.parametrize(
    "database_url",
    [IN_TOWN_ON_SERVER] if ON_POSTGRES else ["in the town's home", IN_TOWN_ON_SERVER],
    indirect=True,
)
ON_ONE_DATABASE = pytest.mark.parametrize(
    "database_url", [ON_SERVER if ON_POSTGRES else "sqlite"], indirect=True
)
ON_SERVER_ONLY = pytest.mark.parametrize("database_url", [ON_SERVER], indirect=True)


@pytest.fixture(params=[ON_SERVER] if ON_POSTGRES else ["sqlite", ON_SERVER])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """With all tables; a whole town makes its own, on SQLite in its home."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/folkmoot.db"
        return
    if request.param == "in the town's home":
        yield ""
        return
    made = request.getfixturevalue("postgres")
    url = new_database(made, template=made if request.param == "postgres" else "template1")
    yield url
    drop_database(url)


@pytest.fixture(scope="session")
def racers() -> Iterator[Racers]:
    with racers_ready() as ready:
        yield ready
