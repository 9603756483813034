"""The proxies' configurations, in a real nginx: who reaches what, and what is passed on."""

from __future__ import annotations

import re
import shutil
import socket
import ssl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.deploy.manifests import DEPLOY, KUBERNETES
from tests.desk import free_port
from tests.doubles.nginx import NAME, OwnNginx, RepeatingDesk, write_certificate

pytestmark = pytest.mark.needs("nginx")
UPSTREAMS = [KUBERNETES / "base" / "upstream.conf", DEPLOY / "compose" / "upstream.conf"]
VISITORS = ["/", "/booklet", "/plain", "/madoguchi.js", "/webhooks/web/webhook", "/webhooks/line/webhook"]
STAFF = ["/copilot", "/copilot/board", "/sign-in"]
INNER = [
    "/metrics",
    "/metrics/",
    "//metrics",
    "/%6detrics",
    "/x/../metrics",
    "/readyz",
    "/readyz/",
    "/webhooks/rest/webhook",
    "/webhooks/rest",
]


@dataclass(frozen=True)
class Site:
    nginx: OwnNginx
    public: int
    staff: int


@pytest.fixture(scope="module")
def desk() -> Iterator[RepeatingDesk]:
    desk = RepeatingDesk()
    yield desk
    desk.stop()


@pytest.fixture
def folder() -> Iterator[Path]:
    """nginx's workers are another user than root: pytest's folders are closed to them."""
    folder = Path(tempfile.mkdtemp(prefix="madoguchi-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def fixed(upstream: Path, port: int) -> str:
    """The upstreams with a fixed address: names that are looked up again (`resolve`) came with nginx 1.27."""
    text = re.sub(r"(?m)^resolver .*$", "", upstream.read_text())
    return re.sub(r"server [\w.-]+:5005 resolve", f"server 127.0.0.1:{port}", text)


@contextmanager
def before_several(upstream: Path, desk: RepeatingDesk, folder: Path) -> Iterator[Site]:
    """The proxy of containers."""
    plain, public, staff = free_port(), free_port(), free_port()
    write_certificate(folder / "tls.crt", folder / "tls.key")
    (folder / "upstream.conf").write_text(fixed(upstream, desk.port))
    text = (KUBERNETES / "base" / "proxy.conf").read_text()
    text = text.replace("/etc/nginx/madoguchi/", f"{folder}/").replace("/run/secrets/tls/", f"{folder}/")
    for before, port in (("8080", plain), ("8443", public), ("9443", staff)):
        text = re.sub(rf"listen {before}\b", f"listen 127.0.0.1:{port}", text)
    nginx = OwnNginx(folder, text, (plain, public, staff))
    yield Site(nginx, public, staff)
    nginx.stop()


@contextmanager
def before_one(desk: RepeatingDesk, folder: Path) -> Iterator[Site]:
    """The proxy of one machine without containers: staff and visitors have one address."""
    plain, public = free_port(), free_port()
    write_certificate(folder / "tls.crt", folder / "tls.key")
    text = re.sub(r"(?m)^ +listen \[::\].*\n", "", (DEPLOY / "nginx.conf").read_text())
    for before, after in (
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{public} ssl;"),
        (f"/etc/ssl/{NAME}.pem", f"{folder}/tls.crt"),
        (f"/etc/ssl/private/{NAME}.key", f"{folder}/tls.key"),
        ("127.0.0.1:5005", f"127.0.0.1:{desk.port}"),
        ("allow 10.0.0.0/8;", "allow 127.0.0.0/8;"),
    ):
        assert before in text
        text = text.replace(before, after)
    nginx = OwnNginx(folder, text, (plain, public))
    yield Site(nginx, public, public)
    nginx.stop()


@pytest.fixture(params=UPSTREAMS, ids=["kubernetes", "compose"])
def several(request: pytest.FixtureRequest, desk: RepeatingDesk, folder: Path) -> Iterator[Site]:
    with before_several(request.param, desk, folder) as site:
        yield site


@pytest.fixture
def single(desk: RepeatingDesk, folder: Path) -> Iterator[Site]:
    with before_one(desk, folder) as site:
        yield site


@pytest.fixture(params=[UPSTREAMS[0], None], ids=["several", "single"])
def either(request: pytest.FixtureRequest, desk: RepeatingDesk, folder: Path) -> Iterator[Site]:
    with before_several(request.param, desk, folder) if request.param else before_one(desk, folder) as site:
        yield site


def statuses(site: Site, port: int, paths: list[str]) -> dict[str, int]:
    return {path: site.nginx.ask(port, path).status for path in paths}


def test_visitors_reach_what_is_theirs_and_nothing_else(several: Site) -> None:
    assert set(statuses(several, several.public, VISITORS).values()) == {200}
    assert set(statuses(several, several.public, [*INNER, *STAFF, "/copilot/", "/healthz"]).values()) == {404}


def test_the_staff_have_an_address_of_their_own(several: Site) -> None:
    assert set(statuses(several, several.staff, [*STAFF, "/", "/webhooks/web/start"]).values()) == {200}
    assert set(statuses(several, several.staff, [*INNER, "/webhooks/line/webhook"]).values()) == {404}


def test_on_one_machine_metrics_and_rest_stay_inside(single: Site) -> None:
    assert set(statuses(single, single.public, [*VISITORS, *STAFF]).values()) == {200}
    assert set(statuses(single, single.public, INNER).values()) == {404}


def test_the_desk_hears_who_asks_and_how(either: Site) -> None:
    answer = either.nginx.ask(either.public, "/", X_Forwarded_For="203.0.113.9", X_Forwarded_Proto="http")
    assert answer.asked["host"] == NAME and answer.asked["x-forwarded-proto"] == "https"
    assert answer.asked["x-forwarded-for"] == "203.0.113.9, 127.0.0.1"  # of which the desk believes the last
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
    assert "/" not in answer.headers["server"]  # no version


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
def test_old_tls_is_refused(either: Site) -> None:
    context = ssl._create_unverified_context()
    context.minimum_version, context.maximum_version = ssl.TLSVersion.MINIMUM_SUPPORTED, ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    with socket.create_connection(("127.0.0.1", either.public)) as line, pytest.raises(ssl.SSLError):
        context.wrap_socket(line, server_hostname=NAME)


@pytest.mark.parametrize("upstream", UPSTREAMS, ids=["kubernetes", "compose"])
def test_desks_that_come_and_go_are_looked_up_again(upstream: Path) -> None:
    text = upstream.read_text()
    assert len(re.findall(r"server \S+:5005 resolve max_fails=1 fail_timeout=2s;", text)) == 2
    assert text.count("zone ") == 2 and "hash line consistent;" in text  # LINE's events go to one desk
