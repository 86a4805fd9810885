"""A passkey as a phone would register it, made without a phone."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

PRESENT_VERIFIED_ATTESTED = 0x45


def a_passkey(name: str, secret: int = 12345) -> dict[str, Any]:
    """Return what the sign-in library keeps of a passkey."""
    identity = secret.to_bytes(16, "big")
    public = ec.derive_private_key(secret, ec.SECP256R1()).public_key()
    attested = AttestedCredentialData.create(Aaguid(bytes(16)), identity, ES256.from_cryptography_key(public))
    data = AuthenticatorData.create(bytes(32), PRESENT_VERIFIED_ATTESTED, 0, attested)
    client = CollectedClientData.create("webauthn.create", bytes(32), "http://localhost")
    credential = {
        "id": websafe_encode(identity),
        "rawId": websafe_encode(identity),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(bytes(client)),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }
    return {"name": name, "credential": credential}
