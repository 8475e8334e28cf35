"""The servers that tests rely on are real, keep to this machine and go when they should."""

from __future__ import annotations

import os
import signal
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest
import redis
from sqlalchemy import Connection, NullPool, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from forum.kernel.mail.transport import MailServer, NotDelivered
from tests.services.lending import Lending
from tests.services.mailsink import running_mailsink
from tests.services.postgres import drop_database, new_database, postgres_program, running_postgres
from tests.services.valkey import running_valkey

postgres_test = pytest.mark.postgres

HIRED = """
import time
from tests.services.valkey import running_valkey
with running_valkey() as url:
    print(url, flush=True)
    time.sleep(60)
"""


@pytest.fixture(scope="module")
def postgres():
    with running_postgres() as url:
        yield url


@pytest.fixture
def database(postgres):
    url = new_database(postgres)
    yield url
    drop_database(url)


@pytest.fixture
def mailsink():
    with running_mailsink() as sink:
        yield sink


@postgres_test
def test_postgres_keeps_what_is_written(database):
    with connected(database) as person:
        person.execute(text("CREATE TABLE thread (title text)"))
        person.execute(text("INSERT INTO thread VALUES ('ÉLAN')"))

    assert answer(database, "SELECT lower(title) FROM thread") == "élan"


@postgres_test
def test_a_new_database_knows_nothing_of_the_others(postgres, database):
    with connected(database) as person:
        person.execute(text("CREATE TABLE thread (title text)"))

    other = new_database(postgres)

    assert answer(other, "SELECT to_regclass('thread')") is None


@postgres_test
def test_a_lent_database_is_empty_again_for_the_next_and_counts_from_one(database):
    with connected(database) as person:
        person.execute(text("CREATE TABLE post (id serial PRIMARY KEY)"))
        person.execute(text("CREATE TABLE vote (post_id int REFERENCES post)"))
    lending = Lending(database)
    first = lending.lend()
    with connected(first) as person:
        person.execute(text("INSERT INTO post DEFAULT VALUES"))
        person.execute(text("INSERT INTO vote VALUES (1)"))

    lending.take_back(first)

    with connected(lending.lend()) as person:
        assert person.engine.url.render_as_string(hide_password=False) == first
        assert person.scalar(text("SELECT count(*) FROM vote")) == 0
        assert person.scalar(text("INSERT INTO post DEFAULT VALUES RETURNING id")) == 1
    lending.close()
    drop_database(first)


@postgres_test
@pytest.mark.parametrize("change", ["ALTER TABLE post ADD name text", "CREATE TABLE idea (id int)"])
def test_a_database_whose_tables_were_changed_is_not_lent_again(database, change):
    with connected(database) as person:
        person.execute(text("CREATE TABLE post (id serial PRIMARY KEY)"))
    lending = Lending(database)
    first = lending.lend()
    with connected(first) as person:
        person.execute(text(change))

    lending.take_back(first)

    second = lending.lend()
    lending.close()
    drop_database(second)
    assert second != first


@postgres_test
def test_a_new_database_can_be_a_copy(postgres, database):
    with connected(database) as person:
        person.execute(text("CREATE TABLE thread AS SELECT 'My permit is lost' AS title"))

    copy = new_database(postgres, template=database)

    assert answer(copy, "SELECT title FROM thread") == "My permit is lost"


@postgres_test
def test_a_database_can_be_dropped_while_someone_uses_it(postgres):
    url = new_database(postgres)

    with connected(url):
        drop_database(url)

    name = make_url(url).database
    assert answer(postgres, f"SELECT count(*) FROM pg_database WHERE datname = '{name}'") == 0


@postgres_test
def test_postgres_listens_on_this_machine_only(postgres):
    assert answer(postgres, "SHOW listen_addresses") == "127.0.0.1"
    assert answer(postgres, "SHOW unix_socket_directories") == ""


@postgres_test
def test_a_neighbour_without_the_password_stays_outside(postgres):
    stranger = make_url(postgres).set(password="guess").render_as_string(hide_password=False)

    with pytest.raises(OperationalError, match="password authentication failed"):
        answer(stranger, "SELECT 1")


@postgres_test
def test_postgres_does_not_run_as_root(postgres):
    with connected(postgres) as person:
        server = psutil.Process(person.execute(text("SELECT pg_backend_pid()")).scalar_one())

        assert 0 not in server.uids()


@postgres_test
def test_a_durable_postgres_waits_for_the_disk():
    with running_postgres(durable=True) as url:
        assert answer(url, "SHOW fsync") == "on"
        assert answer(url, "SHOW synchronous_commit") == "on"


@postgres_test
def test_a_stopped_postgres_is_gone():
    with running_postgres() as url:
        pass

    with pytest.raises(OperationalError, match="refused"):
        answer(url, "SELECT 1")


@postgres_test
def test_the_other_programs_of_postgres_are_there(database):
    with connected(database) as person:
        person.execute(text("CREATE TABLE thread (title text)"))
    plain = make_url(database).set(drivername="postgresql").render_as_string(hide_password=False)

    dump = subprocess.run([postgres_program("pg_dump"), plain], capture_output=True, text=True)

    assert "CREATE TABLE public.thread" in dump.stdout


def test_valkey_keeps_what_is_written_until_it_stops():
    with running_valkey() as url, closing(redis.Redis.from_url(url)) as valkey:
        valkey.set("work", "1")

        assert valkey.get("work") == b"1"
        assert valkey.config_get("bind") == {"bind": "127.0.0.1"}
        assert "valkey_version" in str(valkey.info("server"))

    with pytest.raises(redis.ConnectionError):
        valkey.ping()


def test_two_valkeys_know_nothing_of_each_other():
    with running_valkey() as one, running_valkey() as other:
        with closing(redis.Redis.from_url(one)) as valkey:
            valkey.set("work", "1")

        with closing(redis.Redis.from_url(other)) as valkey:
            assert valkey.get("work") is None


@pytest.mark.kills
def test_a_server_goes_when_the_one_who_started_it_is_killed(tmp_path):
    program, home = [sys.executable, "-c", HIRED], os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, env=home) as starter:
        assert starter.stdout
        url = starter.stdout.readline().strip()
        os.kill(starter.pid, signal.SIGKILL)

    assert is_silent(url, within=10.0)


def test_a_mail_is_kept_as_it_came(mailsink):
    send(mailsink.url, "Subject: Your question\r\n\r\n.It was answered.\r\n")

    (mail,) = mailsink.wait_for(1)
    assert mail.sender == "desk@folkmoot.example"
    assert mail.recipients == ("ada@folkmoot.example",)
    assert mail.raw == b"Subject: Your question\r\n\r\n.It was answered.\r\n"
    assert mail.message["Subject"] == "Your question"


def test_waiting_for_a_mail_that_never_comes_ends(mailsink):
    with pytest.raises(TimeoutError, match="0 of 1 mails"):
        mailsink.wait_for(1, within=0.05)


def test_what_comes_after_the_data_may_refuse_the_mail(mailsink):
    mailsink.after_data = lambda mail: "451 Try later"

    with pytest.raises(smtplib.SMTPDataError, match="Try later"):
        send(mailsink.url, "Subject: Your question\r\n\r\n")


def test_what_comes_after_the_data_happens_before_the_sender_knows():
    moments = []
    with running_mailsink(after_data=lambda mail: moments.append("kept")) as mailsink:
        send(mailsink.url, "Subject: Your question\r\n\r\n")
        moments.append("acknowledged")

    assert moments == ["kept", "acknowledged"]


def test_the_mail_server_stops_although_a_sender_is_still_connected():
    with running_mailsink() as mailsink:
        sender = smtplib.SMTP(*place(mailsink.url), timeout=10)
        sender.ehlo()

    with closing(sender), pytest.raises(smtplib.SMTPServerDisconnected):
        sender.noop()


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    with create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT").connect() as person:
        yield person


def answer(url: str, question: str) -> Any:
    with connected(url) as person:
        return person.execute(text(question)).scalar_one()


def send(url: str, mail: str) -> None:
    with smtplib.SMTP(*place(url), timeout=10) as sender:
        sender.sendmail("desk@folkmoot.example", ["ada@folkmoot.example"], mail)


def place(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return str(parts.hostname), int(parts.port or 0)


def is_silent(url: str, *, within: float) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            with closing(redis.Redis.from_url(url)) as valkey:
                valkey.ping()
        except redis.ConnectionError:
            return True
        time.sleep(0.05)
    return False


def test_a_password_never_goes_to_the_mail_server_unencrypted():
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "a@example.org", "b@example.org", "Hello"
    with running_mailsink() as sink:
        server = MailServer(sink.url.replace("smtp://", "smtp://desk:secret@"))

        with pytest.raises(NotDelivered):
            server.send(letter)

        assert sink.mails == []
