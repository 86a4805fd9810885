"""The proxies of docs/how-to/host.md, run as they are written there: only names, ports and files are replaced."""

import re
import shutil
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOST_GUIDE = Path(__file__).parents[1] / "docs/how-to/host.md"
NAME = "nearward.example.org"
ANY_CERTIFICATE = ssl._create_unverified_context()
KINDS = ("caddy", "nginx")


def recipe(kind: str) -> str:
    """Return the block the host guide gives for a proxy."""
    language = {"caddy": "caddyfile", "nginx": "nginx"}[kind]
    [block] = re.findall(rf"^```{language}\n(.*?)^```", HOST_GUIDE.read_text(), re.M | re.S)
    return str(block)


def installed(kind: str) -> str | None:
    """Return where a proxy's program is."""
    return shutil.which(kind) or shutil.which(kind, path="/usr/sbin")


@dataclass
class Proxy:
    """A running proxy."""

    process: subprocess.Popen[bytes]
    port: int
    url: str

    def stop(self) -> float:
        """Ask it to stop as its service would; return the seconds it took."""
        start = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        return time.monotonic() - start


@contextmanager
def running(kind: str, *, port: int, server: int, folder: Path, tls: bool = True) -> Iterator[Proxy]:
    """Run a proxy on `port` in front of a server; without TLS for a browser that knows no certificate of ours."""
    folder.mkdir(exist_ok=True)
    write = {"caddy": _caddy, "nginx": _nginx}[kind]
    with (folder / "proxy.log").open("wb") as log:
        process = subprocess.Popen(write(port, server, folder, tls), stdout=log, stderr=log, cwd=folder)
    try:
        _wait(process, port, folder / "proxy.log", tls)
        yield Proxy(process, port, f"{'https' if tls else 'http'}://localhost:{port}")
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _caddy(port: int, server: int, folder: Path, tls: bool) -> list[str]:
    site = f"{'https' if tls else 'http'}://localhost:{port}"
    text = recipe("caddy").replace(NAME, site).replace("127.0.0.1:8000", f"127.0.0.1:{server}")
    own = (
        f"\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n\tstorage file_system {folder}/store\n"
    )
    (folder / "Caddyfile").write_text(text.replace("{\n", "{\n" + own, 1))
    return [str(installed("caddy")), "run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"]


def _nginx(port: int, server: int, folder: Path, tls: bool) -> list[str]:
    text = recipe("nginx").replace(NAME, "localhost").replace("127.0.0.1:8000", f"127.0.0.1:{server}")
    text = re.sub(r"listen 443", f"listen 127.0.0.1:{port}", text)
    text = re.sub(r"(ssl_certificate(?:_key)?) .*?/(\w+\.pem);", rf"\1 {folder}/\2;", text)
    if not tls:
        text = re.sub(r".*ssl_certificate.*\n", "", text).replace(" ssl http2", "")
    else:
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-keyout", f"{folder}/privkey.pem", "-out", f"{folder}/fullchain.pem"],
            check=True, capture_output=True,
        )  # fmt: skip
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off;\npid {folder}/nginx.pid;\nerror_log stderr;\n"
        f"events {{ worker_connections 1024; }}\nhttp {{\n{temporary}{text}\n}}\n"
    )
    return [str(installed("nginx")), "-p", str(folder), "-c", f"{folder}/nginx.conf", "-e", "stderr"]


def _wait(process: subprocess.Popen[bytes], port: int, log: Path, tls: bool) -> None:
    """Wait until it takes connections; Caddy makes its certificate only once it is running."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        if _answers(port, tls):
            return
        time.sleep(0.05)
    raise AssertionError(log.read_text())


def _answers(port: int, tls: bool) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            if tls:
                ANY_CERTIFICATE.wrap_socket(line, server_hostname="localhost").close()
    except OSError:
        return False
    return True
