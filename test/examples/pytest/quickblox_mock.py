"""A pytest plugin: `pytest_plugins = ["quickblox_mock"]` in conftest.py, and each test that takes `quickblox` has a world of its own.

A mock that runs is taken from QUICKBLOX_MOCK_URL, as of `quickblox-delete-mock exec -- pytest`, where pytest-xdist's workers share it;
else one is started for the session with the command in QUICKBLOX_MOCK_COMMAND, `npx quickblox-delete-mock` by default.
"""

import json
import os
import shlex
import subprocess
import urllib.error
import urllib.request
import uuid

import pytest


class QuickbloxMock:
    def __init__(self, base):
        self._base, self._name = base, f"pytest-{uuid.uuid4().hex[:12]}"
        self.url = f"{base}/@{self._name}"

    def ask(self, method, path, body=None, **headers):
        """Status and JSON of the answer; QB_Token="..." is the header QB-Token."""
        sent = {"Content-Type": "application/json"} | {name.replace("_", "-"): value for name, value in headers.items()}
        data = None if body is None else json.dumps(body).encode()
        try:
            answer = urllib.request.urlopen(urllib.request.Request(self.url + path, data, sent, method=method), timeout=30)
        except urllib.error.HTTPError as refusal:
            answer = refusal
        with answer:
            return answer.status, json.loads(answer.read() or "null")

    def admin(self, method, path, body=None):
        status, answer = self.ask(method, f"/__admin/{path}", body)
        assert status < 400, answer
        return answer


@pytest.fixture(scope="session")
def quickblox_url():
    if "QUICKBLOX_MOCK_URL" in os.environ:
        yield os.environ["QUICKBLOX_MOCK_URL"]
        return
    command = shlex.split(os.environ.get("QUICKBLOX_MOCK_COMMAND", "npx quickblox-delete-mock"))
    with subprocess.Popen([*command, "--port", "0"], stdout=subprocess.PIPE, text=True) as process:
        yield process.stdout.readline().removeprefix("Listening on ").strip()
        process.terminate()


@pytest.fixture
def quickblox(quickblox_url):
    mock = QuickbloxMock(quickblox_url)
    mock.admin("PUT", "fixtures?world=team")
    yield mock
    mock.admin("DELETE", f"workspaces/{mock._name}")
