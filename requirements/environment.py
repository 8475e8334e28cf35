"""Makes the folder Folkmoot's libraries live in, with pip even where Python came without it."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
OLDEST = (3, 11)


def main(folder: Path) -> None:
    if sys.version_info < OLDEST:  # run by whatever python3 the machine has
        sys.exit(
            "Folkmoot needs Python 3.11 or newer, and this is "
            f"{sys.version_info[0]}.{sys.version_info[1]}. "
            "Name a newer one: make PYTHON=python3.12 run"
        )

    python = folder / "bin" / "python"
    if not runs(python, "-c", ""):
        make_folder(folder)
    if not runs(python, "-m", "pip", "--version"):
        bring_pip(python)
    renew_pip(python)


def runs(python: Path, *words: str) -> bool:
    return python.exists() and not subprocess.run([python, *words], capture_output=True).returncode


def make_folder(folder: Path) -> None:
    # Debian keeps ensurepip in a package of its own; without it venv stops half way.
    extra = [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]
    subprocess.run([sys.executable, "-m", "venv", "--clear", *extra, folder], check=True)


def bring_pip(python: Path) -> None:
    """Install the one pip that pip.txt names; a file with another fingerprint is refused."""
    # Asked for here, so that the sentence about an old Python can still be printed.
    from requirements.pip_wheel import fetched_wheel, locked_pip

    name, fingerprints = locked_pip((HERE / "pip.txt").read_text())
    with tempfile.TemporaryDirectory() as place:
        wheel = Path(place) / name
        wheel.write_bytes(fetched_wheel(name, fingerprints))
        words = ["install", "--quiet", "--no-index", "--no-deps", str(wheel)]
        subprocess.run([python, wheel / "pip", *words], check=True)


def renew_pip(python: Path) -> None:
    """Exchange the pip that came with Python for the locked one: old ones read locks otherwise."""
    words = ["install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]
    lock = ["--require-hashes", "--requirement", str(HERE / "pip.txt")]
    subprocess.run([python, "-m", "pip", *words, *lock], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
