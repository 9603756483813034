"""The walk over DER headers, on certificates made for the test and on anything at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.x509 import load_der_x509_certificate
from hypothesis import given, settings
from hypothesis import strategies as st

from card_bridge.card.der import GENERALIZED_TIME, UTC_TIME, MalformedCertificate, parse_time, read_validity
from tests.doubles.certificates import certificate

MOST_READ = 70
MOST_READS = 9
DER = certificate(datetime(2028, 5, 3, tzinfo=UTC), kind="ecdsa")
FIRST, LAST = datetime(1990, 1, 1), datetime(2100, 1, 1)


class File:
    """Bytes that count how they are read."""

    def __init__(self, data: bytes) -> None:
        self.data, self.reads = data, []  # type: tuple[bytes, list[int]]

    def read(self, offset: int, length: int) -> bytes:
        self.reads.append(length)
        return self.data[offset : offset + length]


@settings(deadline=None)  # the first RSA key takes a second
@given(
    st.datetimes(FIRST, LAST),
    st.integers(1, 20),
    st.sampled_from(["rsa", "ecdsa"]),
    st.text("ABCあ", min_size=1, max_size=60).filter(lambda name: len(name.encode()) <= 64),
)
def test_agrees_with_a_real_parser(until: datetime, years: int, kind: str, subject: str) -> None:
    file = File(certificate(until.replace(microsecond=0, tzinfo=UTC), years, kind, subject))
    parsed = load_der_x509_certificate(file.data)
    assert read_validity(file.read) == (parsed.not_valid_before_utc, parsed.not_valid_after_utc)
    assert sum(file.reads) <= MOST_READ and len(file.reads) <= MOST_READS


@given(st.binary(max_size=200))
def test_anything_else_is_malformed(data: bytes) -> None:
    """Never another error, never an endless walk; random bytes are no certificate."""
    file = File(data)
    with pytest.raises(MalformedCertificate):
        read_validity(file.read)
    assert len(file.reads) <= MOST_READS


@given(st.data())
def test_a_damaged_certificate(data: st.DataObject) -> None:
    """One changed byte or a cut: two times or MalformedCertificate, and no more is read."""
    der = bytearray(DER)
    der[data.draw(st.integers(0, len(der) - 1))] = data.draw(st.integers(0, 255))
    file = File(bytes(der[: data.draw(st.integers(0, len(der)))]))
    try:
        first, last = read_validity(file.read)
        assert first.tzinfo is last.tzinfo is UTC
    except MalformedCertificate:
        pass
    assert sum(file.reads) <= MOST_READ


# fmt: off
@pytest.mark.parametrize(("tag", "text"), [
    (UTC_TIME,         b""),
    (UTC_TIME,         b"Z"),
    (UTC_TIME,         b"2805031459Z"),          # without seconds, which DER forbids
    (UTC_TIME,         b"280503145959"),
    (UTC_TIME,         b"280503235959+0900"),
    (UTC_TIME,         b"281303145959Z"),
    (UTC_TIME,         "２80503145959Z".encode()),
    (GENERALIZED_TIME, b"280503145959Z"),
    (GENERALIZED_TIME, b"20280503145959.5Z"),
    (0x16,             b"280503145959Z"),
])
# fmt: on
def test_times_that_are_none(tag: int, text: bytes) -> None:
    with pytest.raises(MalformedCertificate):
        parse_time(tag, text)


@given(st.datetimes(datetime(1950, 1, 1), datetime(2049, 12, 31)))
def test_both_kinds_of_time(moment: datetime) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    written = f"{moment:%Y%m%d%H%M%SZ}".encode()
    assert parse_time(UTC_TIME, written[2:]) == parse_time(GENERALIZED_TIME, written) == moment
    assert parse_time(UTC_TIME, written[2:]) + timedelta(seconds=1) > moment
