"""Certificates as a card holds them, made for the test, with names that must never leave it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

SUBJECT = "PLANTEDHOLDERNAME"
SERIAL = int.from_bytes(b"PLANTEDSERIAL", "big")


@cache
def key(kind: str) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey:
    """One key of each kind for all tests: making an RSA key takes long."""
    return ec.generate_private_key(ec.SECP384R1()) if kind == "ecdsa" else rsa.generate_private_key(65537, 2048)


def certificate(until: datetime, years: int = 5, kind: str = "rsa", subject: str = SUBJECT) -> bytes:
    """A certificate in DER that ends at `until`."""

    def name(common_name: str) -> x509.Name:
        return x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, "JPKI"),
                x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, "JPKI for user authentication"),
                x509.NameAttribute(NameOID.COMMON_NAME, common_name),
            ]
        )

    private = key(kind)
    builder = (
        x509.CertificateBuilder()
        .issuer_name(name("Japan Agency for Local Authority Information Systems"))
        .subject_name(name(subject))
        .serial_number(SERIAL)
        .not_valid_before(until - timedelta(days=365 * years))
        .not_valid_after(until)
        .public_key(private.public_key())
    )
    return builder.sign(private, hashes.SHA384()).public_bytes(serialization.Encoding.DER)


def end_of(year: int, month: int, day: int) -> datetime:
    """The last second of a day in Japan, in UTC."""
    return datetime(year, month, day, 14, 59, 59, tzinfo=UTC)
