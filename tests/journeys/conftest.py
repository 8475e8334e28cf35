"""A town that is served as operators serve it, a mail server beside it, and a real browser."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.conftest import ON_POSTGRES
from tests.factories import open_parking
from tests.journeys.people import PASSWORD, Somebody
from tests.races.towns import inside
from tests.services.mailsink import MailSink, running_mailsink
from tests.services.postgres import drop_database, new_database
from tests.services.town import Town, running_town

PLAIN = pytest.param("SQLite, without JavaScript")
FULL = pytest.param("PostgreSQL, with JavaScript", marks=pytest.mark.postgres)


@pytest.fixture(scope="module", params=[FULL] if ON_POSTGRES else [PLAIN, FULL])
def variant(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def mailsink(variant: str) -> Iterator[MailSink]:
    """One for each town, so that nobody reads the mail of their namesake."""
    with running_mailsink() as sink:
        yield sink


@pytest.fixture(scope="module")
def database_url(variant: str, request: pytest.FixtureRequest) -> Iterator[str]:
    if variant.startswith("SQLite"):
        yield ""
        return
    url = new_database(request.getfixturevalue("postgres"))
    yield url
    drop_database(url)


@pytest.fixture(scope="module")
def town(
    browser: Browser,
    database_url: str,
    mailsink: MailSink,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Town]:
    """The browser is asked for first: where there is none, nothing is started in vain."""
    home = tmp_path_factory.mktemp("town")
    with running_town(home, database_url=database_url, smtp_url=mailsink.url) as town:
        with inside(town):
            open_parking()
        yield town


@pytest.fixture
def somebody(
    browser: Browser, town: Town, mailsink: MailSink, variant: str
) -> Iterator[Callable[[str], Somebody]]:
    """Somebody by name, at a browser of their own."""
    contexts = []

    def sit_down(name: str) -> Somebody:
        script = "without" not in variant
        context = browser.new_context(base_url=town.url, java_script_enabled=script)
        context.set_default_timeout(20_000)
        contexts.append(context)
        return Somebody(context.new_page(), town, mailsink, name)

    yield sit_down
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def agent(town: Town) -> str:
    """The name of an agent, made by the command as an operator would."""
    name = "Dev Patel"
    who = ("--email", "dev.patel@example.org", "--name", name, "--role", "agent")
    town.command("member", "create", *who, "--password-stdin", stdin=f"{PASSWORD}\n")
    return name


@pytest.fixture(scope="module")
def papers(town: Town) -> list[str]:
    """The codes that the agent keeps on paper: each town has others."""
    return []


@pytest.fixture
def dev(somebody: Callable[[str], Somebody], agent: str, papers: list[str]) -> Somebody:
    dev = somebody(agent)
    dev.signs_in_to_work(papers)
    return dev
