"""The page of `log report --html` in a real browser: on a phone, on a desk, on paper, with hostile lines in it."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shellguard.audit.recorder import Recorder
from shellguard.cli import main
from shellguard.policy.decision import Action
from tests.audit.audit_lines import HERE, SetClock, verdict

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (apt-get install chromium)")

HOSTILE = (
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "</code></td></table><h1>owned</h1>",
    "x" * 3_000,
    "\u202eevil \x1b[2J",
)
_OUT, _IN = 4, 3  # the descriptors that --remote-debugging-pipe writes to and reads from


class Browser:
    """A headless Chromium, spoken to over its debugging pipe; `requests` are the addresses that it asked for."""

    def __init__(self, profile: Path) -> None:
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()

        def place_pipes() -> None:
            # by way of high numbers: one of the pipes may stand where the other belongs
            os.dup2(to_read, 103)
            os.dup2(to_write, 104)
            os.dup2(103, _IN)
            os.dup2(104, _OUT)

        self._process = subprocess.Popen(
            [
                str(CHROMIUM), "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
                "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
                f"--user-data-dir={profile}",
            ],
            preexec_fn=place_pipes, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(profile)},
        )  # fmt: skip
        os.close(to_read)
        os.close(to_write)
        self._waiting = b""
        self._number = 0
        self._session = ""
        self.requests: list[str] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, /, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == self._number:
                assert "error" not in told, told
                return dict(told["result"])

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._waiting:
            block = os.read(self._read, 1 << 20)
            assert block, "the browser is gone"
            self._waiting += block
        line, _, self._waiting = self._waiting.partition(b"\0")
        told: dict[str, Any] = json.loads(line)
        if told.get("method") == "Network.requestWillBeSent":
            self.requests.append(told["params"]["request"]["url"])
        return told

    def value(self, expression: str) -> Any:
        return self.ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def show(self, file: Path, width: int, height: int) -> None:
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip
        self.ask("Page.navigate", url=file.as_uri())
        while self._next().get("method") != "Page.loadEventFired":
            continue

    def close(self) -> None:
        with contextlib.suppress(OSError, AssertionError):
            self._session = ""
            self.ask("Browser.close")
        self._process.wait(timeout=30)
        os.close(self._read)
        os.close(self._write)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    opened = Browser(tmp_path_factory.mktemp("profile"))
    yield opened
    opened.close()


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHELLGUARD_STATE_DIR", str(tmp_path))
    clock = SetClock()
    with Recorder(tmp_path / "audit", clock=clock) as pen:
        for day in range(20):
            for number in range(day % 5 + 1):
                pen.decided(verdict(f"a{day}-{number}", "ls"), HERE)
            line = HOSTILE[day % len(HOSTILE)]
            name, action = f"q{day}", Action.DENY if day % 3 else Action.CONFIRM
            pen.decided(verdict(name, line, action, 80, rule="some.rule"), HERE)
            pen.answered(name, "run", 1500)
            clock.now += 86_400
    file = tmp_path / "report.html"
    assert main(["log", "report", "--html", str(file)]) == 0
    return file


def test_hostile_lines_stay_text_and_nothing_is_fetched(browser: Browser, page: Path) -> None:
    browser.requests.clear()
    browser.show(page, 1280, 800)
    assert browser.value("document.title") == "shellguard: what was run and asked"
    assert browser.value("document.querySelectorAll('script, img, iframe, link').length") == 0
    assert browser.value("document.querySelectorAll('h1').length") == 1
    assert browser.value("document.body.innerText.includes('</code></td></table><h1>owned</h1>')")
    assert browser.requests == [page.as_uri()]


@pytest.mark.parametrize("size", [(320, 640), (390, 844), (1280, 800)])
def test_nothing_sticks_out_at_the_side(browser: Browser, page: Path, size: tuple[int, int]) -> None:
    browser.show(page, *size)
    assert browser.value("document.documentElement.scrollWidth") <= size[0]
    assert browser.value("parseFloat(getComputedStyle(document.body).fontSize)") >= 16


def test_the_chart_has_a_bar_for_every_day_and_is_seen(browser: Browser, page: Path) -> None:
    browser.show(page, 390, 844)
    assert browser.value("document.querySelectorAll('svg g').length") == 20
    assert browser.value("document.querySelector('svg').getBoundingClientRect().width") > 250
    heights = "[...document.querySelectorAll('svg rect')].map(r => r.getBoundingClientRect().height)"
    assert browser.value(f"{heights}.filter(h => h > 1).length") >= 20
    assert browser.value("getComputedStyle(document.querySelector('rect.deny')).fill") == "rgb(229, 72, 77)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_the_page(browser: Browser, page: Path, scheme: str) -> None:
    browser.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.show(page, 390, 844)
    ink, paper = (
        sum(map(int, browser.value(f"getComputedStyle(document.body).{name}").strip("rgba()").split(",")[:3]))
        for name in ("color", "backgroundColor")
    )
    assert abs(ink - paper) > 500
    assert (ink < paper) is (scheme == "light")
    browser.ask("Emulation.setEmulatedMedia", features=[])


def test_it_can_be_printed(browser: Browser, page: Path) -> None:
    browser.show(page, 1280, 800)
    pdf = base64.b64decode(browser.ask("Page.printToPDF", printBackground=False)["data"])
    assert pdf.startswith(b"%PDF-")
    assert len(pdf) > 10_000
