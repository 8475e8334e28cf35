"""How passwords are kept: slowly, two at a time, the same on every keyboard."""

import threading
import time
import unicodedata

from argon2 import PasswordHasher, extract_parameters

from forum.accounts import passwords


def test_a_password_matches_its_own_hash_only():
    stored = passwords.hashed("three green kettles")

    assert passwords.matches(stored, "three green kettles")
    assert not passwords.matches(stored, "three green kettle")
    assert not passwords.matches(stored, "Three green kettles")
    assert not passwords.matches(stored, "")


def test_the_same_password_is_stored_differently_each_time():
    assert passwords.hashed("three green kettles") != passwords.hashed("three green kettles")


def test_the_parameters_are_the_agreed_ones():
    found = extract_parameters(passwords.hashed("three green kettles"))

    assert (found.memory_cost, found.time_cost, found.parallelism) == (47_104, 1, 1)


def test_nobodys_hash_costs_as_much_and_never_matches():
    stored = passwords.hashed("three green kettles")

    known = min(_seconds(stored) for _ in range(3))
    nobody = min(_seconds(None) for _ in range(3))

    assert nobody > known / 2
    assert not passwords.matches(None, "three green kettles")
    assert extract_parameters(passwords.NOBODYS) == extract_parameters(stored)


def test_a_broken_hash_matches_nothing():
    assert not passwords.matches("not a hash", "three green kettles")
    assert not passwords.matches("", "")


def test_a_letter_is_the_same_however_it_was_typed():
    composed, apart = (unicodedata.normalize(form, "caf\u00e9 kettles") for form in ("NFC", "NFD"))

    assert composed != apart
    assert passwords.matches(passwords.hashed(composed), apart)


def test_weaker_hashes_are_known_as_outdated():
    weaker = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash("x")

    assert passwords.is_outdated(weaker)
    assert not passwords.is_outdated(passwords.hashed("x"))


def test_the_third_waits_for_its_turn():
    third = threading.Thread(target=passwords.hashed, args=("three green kettles",))
    with passwords.TURNS, passwords.TURNS:
        third.start()
        third.join(0.5)

        assert third.is_alive()

    third.join(10)
    assert not third.is_alive()


def _seconds(stored: str | None) -> float:
    began = time.thread_time()  # other work on the machine does not count
    passwords.matches(stored, "not the password")
    return time.thread_time() - began
