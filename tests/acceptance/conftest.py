"""The real archives, unpacked once for all tests that read them."""

import os
import tarfile
from functools import cache
from pathlib import Path

import pytest

from tests.acceptance.towns import Home

REPOSITORY = Path(__file__).resolve().parents[2]
ARCHIVES = Path(os.environ.get("FOLKMOOT_DATA") or REPOSITORY / "../shared/data") / "forum"


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory):
    """Gives the folder of an archive by its name."""

    @cache
    def unpack(name):
        packed = ARCHIVES / f"{name}.tar.xz"
        if not packed.is_file():
            pytest.skip(f"NOT RUN: the real data is not there ({packed}). Set FOLKMOOT_DATA.")
        folder = tmp_path_factory.mktemp("archive")
        with tarfile.open(packed) as archive:
            archive.extractall(folder, filter="data")
        return folder

    return unpack


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    def make():
        town = Home(tmp_path_factory.mktemp("home"))
        town.folkmoot("init", "--open")
        return town

    return make
