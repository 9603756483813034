"""An nginx of the tests' own before a desk that only repeats what it was asked, with a certificate of its own making."""

from __future__ import annotations

import datetime as dt
import http.client
import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

START_SECONDS = 30
NAME = "desk.city.example.jp"
MAIN = """
pid {folder}/pid; error_log {folder}/log; worker_processes 1; daemon off;
events {{ worker_connections 128; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  include {folder}/site.conf;
}}
"""


def program() -> str | None:
    """Where the server's program is."""
    return shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


class _Repeats(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = json.dumps({"path": self.path, "headers": {k.lower(): v for k, v in self.headers.items()}}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


class RepeatingDesk:
    """Answers 200 to everything, with the path and the headers that came."""

    def __init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Repeats)
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Ends it."""
        self._server.shutdown()
        self._server.server_close()


def write_certificate(certificate: Path, key: Path) -> None:
    """Writes a certificate for a day, signed by nobody else."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = dt.datetime.now(dt.UTC)
    made = x509.CertificateBuilder(
        name, name, secret.public_key(), x509.random_serial_number(), now, now + dt.timedelta(1)
    )
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
    certificate.write_bytes(made.sign(secret, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    key.write_bytes(secret.private_bytes(serialization.Encoding.PEM, *form))


@dataclass(frozen=True)
class Answered:
    """An answer through the proxy; `asked` is what the desk behind it repeated, empty where the proxy answered itself."""

    status: int
    headers: dict[str, str]
    asked: dict[str, str]


class OwnNginx:
    """A running nginx with a site's configuration, whose files lie in `folder`.

    Raises:
        AssertionError: when nginx refuses the configuration.
    """

    def __init__(self, folder: Path, site: str, ports: tuple[int, ...]) -> None:
        found = program()
        assert found is not None
        (folder / "site.conf").write_text(site)
        (folder / "nginx.conf").write_text(MAIN.format(folder=folder))
        command = [found, "-c", str(folder / "nginx.conf"), "-p", str(folder)]
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True, timeout=60)
        assert checked.returncode == 0, checked.stderr
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        for port in ports:
            self._wait(port)

    @staticmethod
    def _wait(port: int) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("nginx did not start.")

    @staticmethod
    def ask(port: int, path: str, **headers: str) -> Answered:
        """Asks over TLS, by the site's name, whoever signed for it."""
        context = ssl._create_unverified_context()
        connection = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=30)
        connection.putrequest("GET", path, skip_host=True)
        for name, value in {"Host": NAME, **{key.replace("_", "-"): value for key, value in headers.items()}}.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        passed_on = json.loads(body)["headers"] if answer.status == 200 else {}
        return Answered(answer.status, {k.lower(): v for k, v in answer.getheaders()}, passed_on)

    def stop(self) -> None:
        """Ends it."""
        self.process.terminate()
        self.process.wait()
