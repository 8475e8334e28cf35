"""Signatures are those the standards name, with their published examples."""

from datetime import UTC, datetime, timedelta

import pytest

from moderation.handover.webhook import is_signed, is_signed_by_hub, signed_headers

# The example of the Standard Webhooks libraries.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID = "msg_p5jXN8AQM9LWM0D4loKWxJek"
AT = datetime.fromtimestamp(1614265330, UTC)
BODY = b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
HEADERS = {
    "webhook-id": ID,
    "webhook-timestamp": "1614265330",
    "webhook-signature": SIGNATURE,
}


def test_the_published_example_is_made_and_read():
    assert signed_headers(SECRET, ID, BODY, at=AT) == HEADERS
    assert is_signed(SECRET, HEADERS, BODY, at=AT)


def test_one_of_several_signatures_is_enough():
    several = HEADERS | {"webhook-signature": f"v1,bm90IGl0 v2,other {SIGNATURE}"}

    assert is_signed(SECRET, several, BODY, at=AT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"webhook-id": "another"},
        {"webhook-timestamp": "1614265331"},
        {"webhook-timestamp": "soon"},
        {"webhook-timestamp": "9" * 12},
        {"webhook-timestamp": "9" * 40},
        {"webhook-timestamp": "١٦١٤٢٦٥٣٣٠"},
        {"webhook-signature": ""},
        {"webhook-signature": SIGNATURE.replace("v1", "v2")},
        {"webhook-signature": "v1," + "\ud800"},
    ],
)
def test_anything_else_is_not_signed(wrong):
    assert not is_signed(SECRET, HEADERS | wrong, BODY, at=AT)


def test_another_body_or_time_or_no_secret_is_not_signed():
    assert not is_signed(SECRET, HEADERS, BODY + b" ", at=AT)
    assert not is_signed(SECRET, HEADERS, BODY, at=AT + timedelta(minutes=6))
    assert not is_signed(SECRET, HEADERS, BODY, at=AT - timedelta(minutes=6))
    assert not is_signed("", HEADERS, BODY, at=AT)
    assert not is_signed(SECRET, {}, BODY, at=AT)


def test_the_signature_of_a_hub_is_hmac_sha1_of_the_body():
    # RFC 2202, test case 2.
    body = b"what do ya want for nothing?"
    made = "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"

    assert is_signed_by_hub("Jefe", made, body)
    assert not is_signed_by_hub("Jefe", made.upper(), body)
    assert not is_signed_by_hub("", made, body)
    assert not is_signed_by_hub("Jefe", "\ud800", body)
