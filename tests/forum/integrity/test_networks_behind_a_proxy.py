"""The network somebody comes from is what the last trusted proxy says, never what they claim."""

import pytest
from sqlalchemy import func, select

from config import Config
from forum.integrity.models import NetworkSeen
from forum.kernel import cache
from forum.kernel.db import db, fresh_reading
from tests.cast import make_person
from tests.conftest import SECRET

HOME, ELSEWHERE = "81.2.69.142", "89.160.20.112"
PROXY = {"REMOTE_ADDR": "10.0.0.5"}


@pytest.fixture
def config(tmp_path, database_url, request) -> Config:
    facts = {"HOME": tmp_path, "DATABASE_URL": database_url, "SECRET_KEY": SECRET, "TESTING": True}
    return Config(**facts, TRUSTED_PROXIES=getattr(request, "param", 1))


def networks_after(app, *forwarded):
    ada = make_person(app, "Ada Okafor")
    for claim in forwarded:
        headers = {"X-Forwarded-For": claim}
        assert ada.get("/me/privacy", headers=headers, environ_base=PROXY).status_code == 200
    cache.flush()
    with fresh_reading():
        return db.scalar(select(func.count()).select_from(NetworkSeen))


def test_the_address_is_the_one_the_proxy_saw(app):
    assert networks_after(app, HOME, HOME, ELSEWHERE) == 2


def test_what_somebody_claims_before_the_proxy_changes_nothing(app):
    assert networks_after(app, f"8.8.8.8, {HOME}", f"8.8.4.4, {HOME}", HOME) == 1


@pytest.mark.parametrize("config", [0], indirect=True)
def test_a_header_without_a_trusted_proxy_is_not_believed(app):
    assert networks_after(app, HOME, ELSEWHERE) == 0


def test_a_proxy_that_forgets_the_header_shares_nobodys_address(app):
    assert networks_after(app, "", "unknown") == 0
