"""A passkey in software: what a browser's authenticator answers to the questions of a page (WebAuthn)."""

import hashlib
import json
import os
import struct
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

PRESENT_AND_VERIFIED, WITH_CREDENTIAL = 0x05, 0x40


class Passkey:
    """One key on one host. origin may lie, as a phishing page's does."""

    def __init__(self, host: str = "localhost", origin: str = "http://localhost") -> None:
        self.host, self.origin = host, origin
        self.id = os.urandom(16)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.uses = 0

    def made_for(self, offer: dict[str, Any]) -> str:
        """The answer to navigator.credentials.create."""
        public = cbor.encode(ES256.from_cryptography_key(self.key.public_key()))
        held = bytes(16) + struct.pack(">H", len(self.id)) + self.id + public
        data = self._data(PRESENT_AND_VERIFIED | WITH_CREDENTIAL) + held
        attested = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._said("webauthn.create", offer)
        return self._answer(clientDataJSON=said, attestationObject=attested)

    def signs(self, question: dict[str, Any]) -> str:
        """The answer to navigator.credentials.get."""
        said, data = self._said("webauthn.get", question), self._data(PRESENT_AND_VERIFIED)
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._answer(clientDataJSON=said, authenticatorData=data, signature=signature)

    def _data(self, flags: int) -> bytes:
        self.uses += 1
        return hashlib.sha256(self.host.encode()).digest() + struct.pack(">BI", flags, self.uses)

    def _said(self, kind: str, question: dict[str, Any]) -> bytes:
        challenge = question["publicKey"]["challenge"]
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, **parts: bytes) -> str:
        encoded = {name: websafe_encode(value) for name, value in parts.items()}
        key_id = websafe_encode(self.id)
        facts = {"id": key_id, "rawId": key_id, "type": "public-key", "clientExtensionResults": {}}
        return json.dumps({**facts, "response": encoded})
