"""What Babel knows of the world and no page of ours asks is let go: 3 MB in every process."""

from typing import Any, cast

from babel import localedata
from babel.core import get_global

ROOTS = ("root", "en", "en_001")  # what the languages of this place are made from
OF_THE_WORLD: tuple[Any, ...] = (
    *("likely_subtags", "territory_languages", "territory_currencies", "territory_aliases"),
    *("language_aliases", "all_currencies", "windows_zone_mapping"),
)
OF_A_LANGUAGE = (
    *("unit_patterns", "unit_display_names", "compound_unit_patterns", "scripts"),
    *("variants", "currency_names", "currency_names_plural"),
    *("compact_currency_formats", "interval_formats"),
)


def let_go(locales: list[str]) -> None:
    """Names of currencies, units and scripts, and guesses at languages nobody offers.

    `locales` are those pages are offered in, each a name for which Babel has a file. Dates, times,
    numbers, countries and what those languages are called stay. Whoever begins to show one of the
    others takes it off these lists.
    """
    offered = {locale.partition("_")[0] for locale in locales}
    for name in OF_THE_WORLD:
        cast(dict[str, Any], get_global(name)).clear()
    for locale in (*locales, *ROOTS):
        known = localedata.load(locale)
        for name in OF_A_LANGUAGE:
            known.pop(name, None)
        called = known.get("languages", {})
        known["languages"] = {code: name for code, name in called.items() if code in offered}
