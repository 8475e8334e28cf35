"""Which mails somebody wants: three presets, and what each of them lets through."""

from typing import Final

PRESETS: Final = ("mine", "follows", "none")
USUAL: Final = "mine"

CONCERNS = {
    "answered": "mine",
    "accepted": "mine",
    "commented": "mine",
    "named": "mine",
    "followed": "follows",
    "alert": "services",
    "idea_decided": "mine",
    "idea_replied": "mine",
    "idea_released": "mine",
    "idea_followed": "follows",
    "staff_thanked": "mine",
    "advocate_asked": "mine",
    "tools_near_rest": "mine",
    "tools_rest": "mine",
}
"""Kind of mail -> what it is about. Other notices show on one's own page and are never mailed."""

ALWAYS = {"official_answer"}
"""What the council owes the person who asked: no preset stops it."""

_LETS_THROUGH: dict[str, set[str]] = {
    "mine": {"mine", "services"},
    "follows": {"mine", "follows", "services"},
    "none": set(),
}

_WITHOUT = {"mine": "none", "follows": "mine"}
"""What remains; whoever stops mails about services keeps the preset and follows none of them."""


def wants(preset: str, kind: str) -> bool:
    return kind in ALWAYS or CONCERNS.get(kind) in _LETS_THROUGH[preset]


def preset_without(kind: str, *, preset: str) -> str:
    """The preset after somebody stopped mails of this kind; it never lets more through."""
    if kind in ALWAYS or not wants(preset, kind):
        return preset
    return _WITHOUT.get(CONCERNS[kind], preset)
