"""Who may use the page: this machine's browser on this machine's own name, and nobody else."""

import asyncio
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import websockets
from conftest import signals_of_a_terminal

from issueflow.errors import IssueFlowError
from issueflow.whatif.server import HOST, Loopback


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


#: The secret path of each served page, by its port.
PATHS: dict[int, str] = {}


def serve(program: str, port: int, command: str = "whatif", **environment: str) -> subprocess.Popen:
    """Starts the page, or what another command serves, and waits until it is served."""
    served = subprocess.Popen(
        [sys.executable, "-m", "issueflow", command, "--port", str(port)],
        env={**os.environ, "ISSUEFLOW_BINARY": program, **environment},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=signals_of_a_terminal,
    )
    said = served.stderr.readline()
    address = re.match(rf"http://127\.0\.0\.1:{port}/([\w-]{{20,}})/ ", said)
    assert address, said + served.stderr.read()
    PATHS[port] = address[1]
    for _ in range(600):
        try:
            socket.create_connection((HOST, port), 1).close()
            return served
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the page was not served within a minute")


@pytest.fixture(scope="module")
def port(program):
    """The page, served as `make whatif` does."""
    port = free_port()
    served = serve(program, port)
    try:
        yield port
    finally:
        served.terminate()
        served.wait(20)


def get(port: int, path: str = "/", method: str = "GET", body: str | None = None, **headers: str):
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.putrequest(method, f"/{PATHS.get(port, '')}{path}", skip_host="Host" in names)
    for name, value in names.items():
        connection.putheader(name, value)
    if body is not None:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body.encode() if body is not None else None)
    answer = connection.getresponse()
    answer.read()
    return answer


def test_own_page_is_served_and_may_load_from_nowhere_else(port):
    answer = get(port, Sec_Fetch_Site="none", Sec_Fetch_Dest="document")
    assert answer.status == 200
    policy = answer.getheader("Content-Security-Policy")
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert "http:" not in policy and "https:" not in policy
    assert answer.getheader("Access-Control-Allow-Origin") is None


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example:{port}", ""],
)
def test_foreign_host_is_refused(port, host):
    assert get(port, Host=host.format(port=port)).status == 403


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://127.0.0.1", "https://127.0.0.1:{port}", "http://127.0.0.1:1"],
)
def test_foreign_origin_is_refused(port, origin):
    own = f"{HOST}:{port}"
    assert get(port, Host=own, Origin=origin.format(port=port)).status == 403
    assert (
        get(
            port, "/api/kernel/set_ui_element_value", "POST", "{}", Host=own, Origin=origin.format(port=port)
        ).status
        == 403
    )


def test_another_site_may_link_but_not_embed_or_read(port):
    own = f"{HOST}:{port}"
    assert get(port, Host=own, Sec_Fetch_Site="cross-site", Sec_Fetch_Dest="document").status == 200
    for kind in ("iframe", "script", "image", "empty"):
        assert get(port, Host=own, Sec_Fetch_Site="cross-site", Sec_Fetch_Dest=kind).status == 403
    assert (
        get(port, "/", "POST", "", Host=own, Sec_Fetch_Site="cross-site", Sec_Fetch_Dest="document").status
        == 403
    )


def test_post_needs_the_token_of_the_page(port):
    own = f"{HOST}:{port}"
    body = json.dumps({"objectIds": [], "values": []})
    answer = get(
        port,
        "/api/kernel/set_ui_element_value",
        "POST",
        body,
        Host=own,
        Origin=f"http://{own}",
        Content_Type="application/json",
    )
    assert answer.status == 401


def open_socket(port: int, origin: str | None, host: str | None = None) -> int:
    """The status with which a socket is answered; 101 when it is opened."""
    headers = {"Host": host} if host else {}

    async def attempt() -> int:
        try:
            async with websockets.connect(
                f"ws://{HOST}:{port}/{PATHS.get(port, '')}/ws?session_id=s_test01",
                origin=origin,
                additional_headers=headers,
                proxy=None,
            ):
                return 101
        except websockets.InvalidStatus as error:
            return error.response.status_code

    # On a thread of its own: a browser's test may have left a loop on this one.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, attempt()).result()


def test_socket_is_opened_by_the_own_page_only(port):
    assert open_socket(port, f"http://{HOST}:{port}") == 101
    for origin in ("http://evil.example", "null", f"https://{HOST}:{port}", "http://127.0.0.1:1", None):
        assert open_socket(port, origin) == 403, origin


def test_rebound_name_is_refused_even_by_its_own_origin():
    guard = Loopback(None, 8721, "secret")
    for kind in ("http", "websocket"):
        scope = {
            "type": kind,
            "method": "GET",
            "path": "/secret/",
            "headers": [(b"host", b"evil.example:8721"), (b"origin", b"http://evil.example:8721")],
        }
        assert guard.refusal(scope)
        own = [(b"host", b"localhost:8721"), (b"origin", b"http://localhost:8721")]
        assert guard.refusal({**scope, "headers": own}) is None
        # Two hosts are one too many: a check of the one would let the other through.
        assert guard.refusal({**scope, "headers": [*own, (b"host", b"evil.example")]})


def test_who_does_not_know_the_path_gets_nothing(port):
    """Other users of this machine reach the port; what they cannot see is the address that was printed."""
    own = f"{HOST}:{port}"
    secret = PATHS[port]
    for wrong in ("", secret[:-1], secret + "x", secret.swapcase(), "%2e%2e", f"x/{secret}"):
        try:
            PATHS[port] = wrong
            assert get(port, "/", Host=own).status == 403, wrong
            assert get(port, "/api/status", Host=own).status == 403, wrong
            assert open_socket(port, f"http://{own}") == 403, wrong
        finally:
            PATHS[port] = secret
    with pytest.raises(IssueFlowError, match="printed"):
        raise IssueFlowError(Loopback(None, port, secret).refusal(
            {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", own.encode())]}))


def test_only_the_loopback_address_listens(port):
    """No other address of this machine answers at the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            other = probe.getsockname()[0]
        except OSError:
            other = "127.0.0.1"
    if other.startswith("127."):
        # Without a network there is no second address at which the page could be found to answer.
        pytest.skip("this machine has no other address")
    with pytest.raises(OSError):
        socket.create_connection((other, port), 2)


@pytest.mark.parametrize("port_number", ["0", "70000", "x"])
def test_wrong_port_is_refused(port_number):
    done = subprocess.run(
        [sys.executable, "-m", "issueflow", "whatif", "--port", port_number], capture_output=True, text=True
    )
    assert done.returncode == 2 and "port" in done.stderr


def test_port_that_is_taken_is_told(port):
    done = subprocess.run(
        [sys.executable, "-m", "issueflow", "whatif", "--port", str(port)], capture_output=True, text=True
    )
    assert done.returncode == 2 and f"port {port} is not free" in done.stderr and "端口" in done.stderr
