"""A browser that can be signalled: its keys, and a place on loopback that takes what is sent there."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SECRET = b"sixteen bytes ok"


def text_of(raw: bytes) -> str:
    """Return bytes as browsers give them."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def bytes_of(text: str) -> bytes:
    """Return what browsers wrote as text."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Browser:
    """One browser's keys, and what reached it."""

    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    endpoint: str = "https://fcm.googleapis.com/fcm/send/one"
    status: int = 201
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def asked(self) -> dict[str, Any]:
        """Return what its page sends to turn signals on."""
        point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        keys = {"endpoint": self.endpoint, "p256dh": text_of(point), "auth": text_of(SECRET)}
        return {"do": "keep", "relief": "no", **keys}

    def opened(self, body: bytes) -> bytes:
        """Decrypt a signal as the browser would."""
        opened: bytes = http_ece.decrypt(body, private_key=self.private, auth_secret=SECRET)
        return opened


@contextmanager
def at_its_maker() -> Iterator[Browser]:
    """Run a push service on loopback for one browser."""
    browser = Browser()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            browser.heard.append(
                (
                    {name.lower(): value for name, value in self.headers.items()},
                    self.rfile.read(int(self.headers["content-length"])),
                )
            )
            self.send_response(browser.status)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Door)
    browser.endpoint = f"http://127.0.0.1:{server.server_port}/send/one"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield browser
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
