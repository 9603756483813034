"""The validity of an X.509 certificate, found by walking DER headers.

Only headers and the two dates are read. The holder's name and the public key stand behind the validity, so they never
leave the card; of the serial number before it only the length is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

Read = Callable[[int, int], bytes]  # offset, length

INTEGER, UTC_TIME, GENERALIZED_TIME, SEQUENCE, VERSION = 0x02, 0x17, 0x18, 0x30, 0xA0
SHORT, LONG = 2, 4  # bytes of a header with a length below 128; of one whose length needs two bytes more
BEFORE_VALIDITY = ((INTEGER, SHORT), (SEQUENCE, LONG), (SEQUENCE, LONG))  # serialNumber, signature, issuer
MOST_VALIDITY = 34  # two GeneralizedTimes
FILLERS = (b"", b"\x00", b"\xff")
PIVOT = 50  # RFC 5280: a UTCTime of year 50 to 99 is of the 20th century


class MalformedCertificate(ValueError):
    """The bytes are no certificate, or one that this walk does not understand."""


class NothingStored(MalformedCertificate):
    """The file begins as one without a certificate: with nothing at all, or with filler."""


@dataclass(frozen=True)
class Header:
    """One element: its tag, where its content begins, and how long that is."""

    tag: int
    content: int
    length: int

    @property
    def end(self) -> int:
        """The offset of the element that follows."""
        return self.content + self.length


def parse_header(first: bytes, offset: int) -> Header:
    """Reads tag and length from an element's first bytes.

    >>> parse_header(bytes.fromhex("3082 04FF"), 0)
    Header(tag=48, content=4, length=1279)

    Raises:
        MalformedCertificate: the length is cut off, indefinite, or above 65,535.
    """
    if len(first) < SHORT:
        raise MalformedCertificate("cut off")
    tag, length = first[0], first[1]
    if length < 0x80:
        return Header(tag, offset + SHORT, length)
    more = length & 0x7F
    if more not in (1, 2) or len(first) < SHORT + more:
        raise MalformedCertificate("length")
    return Header(tag, offset + SHORT + more, int.from_bytes(first[SHORT : SHORT + more], "big"))


def read_validity(read: Read) -> tuple[datetime, datetime]:
    """The certificate's notBefore and notAfter, in UTC, whatever its key and signature are.

    Raises:
        NothingStored: there is no certificate.
        MalformedCertificate: what `read` gives is no certificate.
    """
    first = read(0, LONG)
    if first[:1] in FILLERS:
        raise NothingStored
    certificate = _expect(SEQUENCE, parse_header(first, 0))
    offset = _header(read, certificate.content, SEQUENCE, LONG).content  # TBSCertificate
    offset = _header(read, offset, VERSION, SHORT).end
    for tag, size in BEFORE_VALIDITY:
        offset = _header(read, offset, tag, size).end
    validity = _header(read, offset, SEQUENCE, SHORT)
    if validity.length > MOST_VALIDITY:
        raise MalformedCertificate("validity")
    return parse_validity(read(validity.content, validity.length))


def _header(read: Read, offset: int, tag: int, size: int) -> Header:
    return _expect(tag, parse_header(read(offset, size), offset))


def _expect(tag: int, header: Header) -> Header:
    if header.tag != tag:
        raise MalformedCertificate("tag")
    return header


def parse_validity(content: bytes) -> tuple[datetime, datetime]:
    """The two times inside a Validity."""
    first = parse_header(content, 0)
    second = parse_header(content[first.end :], first.end)
    if second.end != len(content):
        raise MalformedCertificate("validity")
    return (
        parse_time(first.tag, content[first.content : first.end]),
        parse_time(second.tag, content[second.content : second.end]),
    )


def parse_time(tag: int, text: bytes) -> datetime:
    """A UTCTime or GeneralizedTime as DER writes it: to the second, in UTC.

    >>> parse_time(UTC_TIME, b"280503145959Z").isoformat()
    '2028-05-03T14:59:59+00:00'
    """
    digits = text[:-1]
    if tag not in (UTC_TIME, GENERALIZED_TIME) or text[-1:] != b"Z" or not digits.isdigit():
        raise MalformedCertificate("time")
    if tag == UTC_TIME:
        digits = (b"19" if int(digits[:2]) >= PIVOT else b"20") + digits
    if len(digits) != len("YYYYMMDDhhmmss"):
        raise MalformedCertificate("time")
    try:
        return datetime.strptime(digits.decode("ascii"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError as error:
        raise MalformedCertificate("time") from error
