"""The stylesheet, scripts, signs and typeface, each under an address that changes when it does."""

import gzip
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

STATIC = Path(__file__).parent / "static"
MEDIA = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
PACKED = {".css", ".js", ".svg", ".txt"}
# Later sheets win over earlier ones of the same layer, so their order is part of the look.
PARTS = (
    *("frame", "acts", "marks", "surfaces", "lists", "posts", "promises"),
    *("forms", "home", "figures", "desk", "last"),
)
SHEETS = ("tokens.css", "base.css", *(f"components/{part}.css" for part in PARTS), "pages.css")
# A page loads one of them, and so asks only once.
SCRIPTS = {
    "page.js": ("shell.js", "news.js"),
    "desk.js": ("shell.js", "keys.js"),
    "work.js": ("shell.js", "keys.js", "write.js", "alike.js"),
    "write.js": ("shell.js", "write.js", "offers.js", "pictures.js", "alike.js"),
    "live.js": ("shell.js", "news.js", "live.js", "write.js", "offers.js", "pictures.js"),
}
LIVE = {"live.js"}
"""Those that begin with htmx, kept as it was published."""
PREFIX = "/static"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent: its short digest, its kind, its body, and the body packed."""

    name: str
    digest: str
    media: str
    body: bytes
    packed: bytes | None


class Look:
    """Every file of the look, read once when the service starts."""

    def __init__(self, folder: Path = STATIC) -> None:
        files = {str(path.relative_to(folder)): path.read_bytes() for path in _files(folder)}
        self._assets = {name: _asset(name, body) for name, body in files.items()}
        self._assets["look.css"] = _asset("look.css", self._sheet(folder).encode())
        for name, parts in SCRIPTS.items():
            self._assets[name] = _asset(name, _script(folder, name, parts).encode())

    def asset(self, name: str) -> str:
        """The address of a file, for use in templates; KeyError for a name that does not exist."""
        return f"{PREFIX}/{self._assets[name].digest}/{name}"

    def find(self, name: str) -> Asset | None:
        """The file of that name, or nothing."""
        return self._assets.get(name)

    def _sheet(self, folder: Path) -> str:
        css = _squeezed("\n".join((folder / name).read_text(encoding="utf-8") for name in SHEETS))
        return re.sub(r'url\("([^")]+)"\)', lambda found: self._beside(found[1]), css)

    def _beside(self, name: str) -> str:
        """Relative to the stylesheet's own address, so that a service may live under a prefix."""
        return f'url("../{self._assets[name].digest}/{name}")'


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in MEDIA)


def _asset(name: str, body: bytes) -> Asset:
    suffix = Path(name).suffix
    packed = gzip.compress(body, compresslevel=9, mtime=0) if suffix in PACKED else None
    return Asset(name, sha256(body).hexdigest()[:12], MEDIA[suffix], body, packed)


def _script(folder: Path, name: str, parts: Sequence[str]) -> str:
    """One module of several; each keeps its names to itself."""
    sources = [(folder / "js" / part).read_text(encoding="utf-8") for part in parts]
    ours = "\n".join(f"{{\n{_bare(source)}\n}}" for source in sources)
    htmx = (folder / "vendor" / "htmx.min.js").read_text(encoding="utf-8")
    return f"{htmx}\n{ours}" if name in LIVE else ours


def _bare(source: str) -> str:
    """Without comments and indents, which stand on lines of their own."""
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _squeezed(css: str) -> str:
    """Without comments and spaces nobody needs: what is read by people stays in the sources."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    close = re.sub(r"\s*([{};,])\s*", r"\1", bare)
    return re.sub(r":\s+", ":", close).replace(";}", "}").strip()
