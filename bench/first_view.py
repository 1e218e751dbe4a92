"""What the first screen costs an old phone: bytes over the wire and time until it can be used.

    .venv/bin/python -m bench.first_view [--url http://localhost:8000] [--runs 5]

Fanal must be running (``make start``). Chromium is slowed through its own protocol: 400 ms of
latency on every exchange (slow 3G), a processor four times slower, and the throughput of the line.
Each run starts with an empty profile, in a tab that nothing looks into (bench/quiet_tab.py).

Beside it, in turn, an empty page: one line, one stylesheet of one rule, one field. Two exchanges
of 400 ms and the browser's own work: no page that is painted with its style does better on the same
machine at the same moment, and what Fanal adds is the difference.

« interactive » is when a person can act: words typed in the field, the form sent, a choice or a
number touched. That is the first paint of the page: every one of these works without script, as
tests/browser/test_ways.py shows; the measure checks that the field stands there. « scripts » is
when the last script has run, from where replies come without loading a page.
"""

from __future__ import annotations

import argparse
import os
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from playwright.sync_api import Browser, sync_playwright

from bench.quiet_tab import QuietTab
from tests.browser.conftest import CHROMIUM, PHONE, QUIET

LATENCY_MS = 400
CPU_SLOWDOWN = 4
SCREEN = {**PHONE["viewport"], "deviceScaleFactor": 1, "mobile": True}
LINES = {
    "latency alone": 0,
    "slow 3G, 400 kbit/s": 400,
    "3G, 750 kbit/s": 750,
    "fast 3G, 1.6 Mbit/s": 1600,
}
TIMES = """(() => {
  const field = document.getElementById('text');
  const ready = field && !field.disabled && field.form.method === 'post';
  const seen = ready && performance.getEntriesByName('first-contentful-paint')[0];
  const [page] = performance.getEntriesByType('navigation');
  return [seen ? seen.startTime : -1, page.domContentLoadedEventEnd, page.loadEventEnd];
})()"""
EMPTY = {
    "/": (
        "text/html; charset=utf-8",
        "<!doctype html><html lang=fr><title>.</title><link rel=stylesheet href=/style.css>"
        "<form method=post><textarea id=text></textarea><button>.</button></form>",
    ),
    "/style.css": ("text/css", "body { font: 1rem sans-serif }"),
}
LONGEST = 15_000
"""Milliseconds before a page counts as lost."""


def measure(browser: Browser, url: str, kilobits: int) -> tuple[float, float, float, float]:
    """Kilobytes, then milliseconds to interactive, to scripts, to the end of loading.

    Raises:
        TimeoutError: the page was not there in time, or without its field.
    """
    tab = QuietTab(browser)
    tab.send("Network.enable")
    tab.send("Page.enable")
    tab.send("Emulation.setDeviceMetricsOverride", **SCREEN)
    tab.send("Emulation.setCPUThrottlingRate", rate=CPU_SLOWDOWN)
    tab.send(
        "Network.emulateNetworkConditions",
        offline=False,
        latency=LATENCY_MS,
        downloadThroughput=kilobits * 1000 / 8 or -1,
        uploadThroughput=kilobits * 1000 / 8 or -1,
    )
    tab.send("Page.navigate", url=url)
    for _ in range(0, LONGEST, 500):
        tab.wait(500)
        interactive, scripts, loaded = tab.evaluate(TIMES)
        if interactive > 0 and loaded > 0:
            break
    else:
        raise TimeoutError(f"{url} is not there after {LONGEST} ms")
    weight = sum(tab.weights) / 1000
    tab.close()
    return weight, interactive, scripts, loaded


class _Empty(BaseHTTPRequestHandler):
    """The empty page, on loopback."""

    def do_GET(self) -> None:
        kind, text = EMPTY.get(self.path, ("text/plain", ""))
        body = text.encode()
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing to say."""


@contextmanager
def empty_page() -> Iterator[str]:
    """The address of an empty page, as long as it is needed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Empty)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def main() -> None:
    """Print the table: medians of several runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://localhost:8000")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with sync_playwright() as playwright, empty_page() as empty:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        print(f"latency {LATENCY_MS} ms, processor {CPU_SLOWDOWN}x slower, {options.runs} runs")
        # A busy machine is a slower phone still: say how busy it is.
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        heads = ("kB", "interactive", "scripts", "loaded", "empty page", "ratio")
        print(f"{'line':22} " + " ".join(f"{head:>11}" for head in heads))
        for name, kilobits in LINES.items():
            runs, floor = [], []
            for _ in range(options.runs):
                runs.append(measure(browser, options.url, kilobits))
                floor.append(measure(browser, empty, kilobits)[1])
            weight, *times = (statistics.median(column) for column in zip(*runs, strict=True))
            least = statistics.median(floor)
            row = [f"{weight:.1f}", *(f"{time:.0f} ms" for time in (*times, least))]
            row.append(f"{times[0] / least:.2f}")
            print(f"{name:22} " + " ".join(f"{cell:>11}" for cell in row), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
