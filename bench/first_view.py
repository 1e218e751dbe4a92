"""What the first screen costs an old phone: bytes over the wire and time until it can be used.

    .venv/bin/python -m bench.first_view [--url http://localhost:8000] [--runs 5]

Fanal must be running (``make start``). Chromium is slowed through its own protocol: 400 ms of
latency on every exchange (slow 3G), a processor four times slower, and the throughput of the line.
Each run starts with an empty profile. « usable » is when the numbers can be touched (first
contentful paint: links and forms need no script), « interactive » when every script has run.
"""

from __future__ import annotations

import argparse
import os
import statistics

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import CHROMIUM, PHONE, QUIET

LATENCY_MS = 400
CPU_SLOWDOWN = 4
LINES = {
    "latency alone": 0,
    "slow 3G, 400 kbit/s": 400,
    "3G, 750 kbit/s": 750,
    "fast 3G, 1.6 Mbit/s": 1600,
}
TIMES = """() => {
  const seen = performance.getEntriesByName('first-contentful-paint')[0];
  const [page] = performance.getEntriesByType('navigation');
  return [seen ? seen.startTime : NaN, page.domContentLoadedEventEnd, page.loadEventEnd];
}"""


def measure(browser: Browser, url: str, kilobits: int) -> tuple[float, float, float, float]:
    """Kilobytes, then milliseconds to usable, to interactive, to the end of loading."""
    context = browser.new_context(**PHONE, locale="fr-FR")
    page = context.new_page()
    session = context.new_cdp_session(page)
    weights: list[float] = []
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY_MS,
            "downloadThroughput": kilobits * 1000 / 8 or -1,
            "uploadThroughput": kilobits * 1000 / 8 or -1,
        },
    )
    page.goto(url, wait_until="load")
    page.wait_for_timeout(200)
    usable, interactive, loaded = page.evaluate(TIMES)
    context.close()
    return sum(weights) / 1000, usable, interactive, loaded


def main() -> None:
    """Print the table: medians of several runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://localhost:8000")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        print(f"latency {LATENCY_MS} ms, processor {CPU_SLOWDOWN}x slower, {options.runs} runs")
        # A busy machine is a slower phone still: say how busy it is.
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        print(f"{'line':22} {'kB':>6} {'usable':>9} {'interactive':>12} {'loaded':>9}")
        for name, kilobits in LINES.items():
            runs = [measure(browser, options.url, kilobits) for _ in range(options.runs)]
            weight, *times = (statistics.median(column) for column in zip(*runs, strict=True))
            usable, interactive, loaded = (f"{time:.0f} ms" for time in times)
            print(f"{name:22} {weight:6.1f} {usable:>9} {interactive:>12} {loaded:>9}")
        browser.close()


if __name__ == "__main__":
    main()
