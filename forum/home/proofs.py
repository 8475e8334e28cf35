"""The tests that the register of WCAG names, each by a short word."""

LOOK = "tests/forum/design/test_the_look_can_be_read.py::"
TONGUES = "tests/forum/threads/test_in_another_language.py::"
EVERY, VARIANT = "tests/browser/test_every_page.py::", "tests/browser/test_every_variant.py::"
SAME = "tests/architecture/test_menu_and_help.py::"
PARTS = "tests/forum/design/test_parts.py::"
TESTS = {
    "axe": f"{EVERY}test_axe_finds_nothing",
    "dark": f"{EVERY}test_every_page_can_be_read_in_the_dark",
    "doubts": f"{EVERY}test_what_axe_cannot_decide_has_been_looked_at",
    "edges": f"{LOOK}test_the_edges_of_controls_stand_out",
    "faults": f"{PARTS}test_the_summary_links_to_each_fault_and_counts_them",
    "inputs": f"{VARIANT}test_choosing_something_sends_nothing",
    "keyboard": f"{EVERY}test_every_page_can_be_walked_with_the_keyboard",
    "keys": "tests/browser/test_keys_of_the_desk.py::test_keys_can_be_switched_off_and_stay_off",
    "languages": f"{TONGUES}test_what_is_written_in_another_language_says_so",
    "markup": "tests/architecture/test_markup.py::test_every_page_is_whole_html",
    "lost": f"{VARIANT}test_nothing_is_cut_off_or_runs_out_of_the_screen",
    "narrow": f"{EVERY}test_no_page_scrolls_sideways_at_320_pixels",
    "presses": "tests/journeys/test_in_few_presses.py::test_find_an_answer",
    "news": "tests/browser/test_what_is_new.py::test_a_bar_tells_of_a_new_answer_and_leads_to_it",
    "same": f"{SAME}test_menu_and_help_keep_their_place_on_every_page",
    "spread": f"{EVERY}test_words_have_room_when_a_reader_spreads_them",
    "variants": f"{VARIANT}test_axe_finds_nothing_in_any_variant",
}
