"""The key this server signs its signals with (VAPID, RFC 8292): derived from the server's key, so kept nowhere."""

import base64

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from nearward.web.core.keys import ServerKey

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256
NAME_BYTES = 8


def private_key(key: ServerKey) -> ec.EllipticCurvePrivateKey:
    """Return the signing key of a server key."""
    number = int.from_bytes(key.derive("vapid") + key.derive("vapid, the rest")) % (ORDER - 1) + 1
    return ec.derive_private_key(number, ec.SECP256R1())


def public_key(key: ServerKey) -> str:
    """Return what a browser is told, as it wants it: an uncompressed point in base64url without padding."""
    point = private_key(key).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def name_of(key: ServerKey) -> bytes:
    """Return how a row names the server key its browser was told."""
    return key.derive("vapid name")[:NAME_BYTES]
