"""The ways a page is looked at: how wide, dark, turned, twice as big, on paper, recoloured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from forum.design.colours import theme

HEIGHT = 900
TURN = "() => { document.documentElement.dir = 'rtl'; }"
# A made-up sheet, because the page's own policy lets no other one in; it comes after all others.
WEAR = """sheet => {
    const worn = new CSSStyleSheet();
    worn.replaceSync(sheet);
    document.adoptedStyleSheets = [worn];
}"""
# A colour that is only just light enough in the dark, where green notices are the lightest ground.
ANOTHER_ACCENT = "#003366"
CHOSEN = {"name": "lang", "domain": "127.0.0.1", "path": "/", "expires": -1, "httpOnly": False}


@dataclass(frozen=True)
class Variant:
    """`scale` 2 is a window whose reader has doubled the size of everything."""

    name: str
    width: int
    scheme: str = "light"
    turned: bool = False
    scale: int = 1
    contrast: str | None = None
    forced: str | None = None
    media: str | None = None
    language: str | None = None
    accent: str | None = None

    @property
    def seat(self) -> dict[str, Any]:
        """What the browser is told before it opens anything."""
        size = {"width": self.width // self.scale, "height": HEIGHT // self.scale}
        seat: dict[str, Any] = {"viewport": size, "color_scheme": self.scheme}
        seat |= {"device_scale_factor": self.scale}
        if self.language:
            cookie = CHOSEN | {"value": self.language, "secure": False, "sameSite": "Lax"}
            seat |= {"storage_state": {"cookies": [cookie], "origins": []}}
        return seat | {"contrast": self.contrast, "forced_colors": self.forced}

    def turn(self, page: Page) -> None:
        """Turn an open page round, recolour it, or lay it on paper, as it shall be seen."""
        if self.turned:
            page.evaluate(TURN)
        if self.accent:
            page.evaluate(WEAR, theme(self.accent).sheet)
        if self.media:
            page.emulate_media(media=self.media)  # type: ignore[arg-type]


VARIANTS = (
    *(
        Variant(f"{width}-{scheme}", width, scheme)
        for width in (360, 768, 1280)
        for scheme in ("light", "dark")
    ),
    Variant("360-rtl", 360, turned=True),
    Variant("1280-rtl", 1280, turned=True),
    Variant("360-welsh", 360, language="cy"),
    Variant("360-arabic", 360, language="ar"),
    Variant("1280-arabic", 1280, language="ar"),
    Variant("zoom-200", 1280, scale=2),
    Variant("high-contrast", 768, contrast="more"),
    Variant("forced-colours", 768, scheme="dark", forced="active"),
    Variant("print", 768, media="print"),
    Variant("another-accent", 768, scheme="dark", accent=ANOTHER_ACCENT),
)
BY_NAME = {variant.name: variant for variant in VARIANTS}
