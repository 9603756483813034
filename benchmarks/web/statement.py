"""Runs the tests that the accessibility statement names; writes what they found, and docs/accessibility.md.

Run with `make statement`, and commit what it writes: `/accessibility` shows `bot/pages/accessibility_results.yml`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

import axe_playwright_python
import yaml
from playwright.sync_api import Page, sync_playwright

from bot import clock
from bot.pages.accessibility import AXE, RESULTS, Criterion, Result, criteria, readers, results, statement
from bot.settings import ROOT
from tests.web.chat.running import launch
from tests.web.chat.test_axe import RULES

TESTS = ROOT / "tests/web/chat"
SCRIPT = Path(axe_playwright_python.__file__).parent / "axe.min.js"
# A rule's tag wcag1410 is criterion 1.4.10.
OF_AXE = """(tags) => axe.getRules(tags)
  .filter(({ tags }) => !tags.includes("experimental") && !tags.includes("deprecated"))
  .map(({ ruleId, tags }) => [ruleId, tags.filter((tag) => /^wcag\\d{3,}$/.test(tag)).map((tag) => tag.slice(4))])"""
HEAD = """# What was tested for accessibility

Written by `make statement`; do not edit. The desk publishes the same at `/accessibility`, in four languages.

**No conformance is claimed.** "Tested" means that the tests named passed. "In part" means that a machine, or one
screen reader, looked at some of it and found nothing. What nobody tried stands at `/accessibility-untested`: no trial
with old or disabled people, no reader but Orca, no browser but Chromium, no real old phone.

"""


def run_tests() -> dict[str, str]:
    """The outcome of each named test; of one with several cases the worst."""
    names = sorted({AXE, *(name for one in criteria() for name in one.tests)})
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        chosen = ["-k", " or ".join(names), f"--junitxml={report}"]
        subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", str(TESTS), *chosen], cwd=ROOT)
        cases = list(ElementTree.parse(report).iter("testcase"))
    found: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        found[str(case.get("name")).partition("[")[0]].add(outcome(case))
    worst = ("failed", "skipped", "passed")
    return {name: next((one for one in worst if one in found[name]), "skipped") for name in names}


def outcome(case: ElementTree.Element) -> str:
    """How one case ended."""
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    return "skipped" if case.find("skipped") is not None else "passed"


def axe_rules(page: Page) -> tuple[str, dict[str, list[str]]]:
    """axe's version, and its rules by the criterion that they look at."""
    page.add_script_tag(path=SCRIPT)
    by_number = {one.id.replace(".", ""): one.id for one in criteria()}
    rules: dict[str, list[str]] = defaultdict(list)
    for rule, numbers in page.evaluate(OF_AXE, RULES):
        for number in numbers:
            if number in by_number:
                rules[by_number[number]].append(rule)
    return str(page.evaluate("axe.version")), {one: sorted(rules[one]) for one in sorted(rules)}


def row(one: Criterion, result: Result) -> str:
    """A table's row."""
    axe = [f"axe: {', '.join(results().rules[one.id])}"] if one.id in results().rules and not one.absent else []
    heard = [reader.reader for reader in readers() if one.id in reader.criteria]
    evidence = [f"`{name}`" for name in one.tests] + axe + heard
    where = "yes" if one.is_in_jis else "no"
    return f"| {one.id} {one.name['en']} | {one.level} | {where} | {result} | {'; '.join(evidence) or one.absent} |"


def write_page() -> None:
    """Writes docs/accessibility.md from what is published."""
    rows = statement()
    found = results()
    count = {result: sum(one is result for _, one in rows) for result in Result}
    told = ", ".join(f"{count[result]} {result}" for result in Result)
    trials = "; ".join(f"{one.reader} in {one.browser}, {one.day}" for one in readers())
    page = [
        f"{found.day}, {found.browser}, axe-core {found.axe}. Listened to: {trials}.",
        f"Of {len(rows)} criteria: {told}.",
        "",
        "| criterion (WCAG 2.2 A, AA) | level | in JIS X 8341-3:2016 | result | by what (`tests/web/chat/`) |",
        "|---|---|---|---|---|",
        *(row(*one) for one in rows),
    ]
    (ROOT / "docs/accessibility.md").write_text(HEAD + "\n".join(page) + "\n", encoding="utf-8")


def main() -> None:
    """Tests and writes; a failed test is published as such."""
    tests = run_tests()
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        version, rules = axe_rules(browser.new_page())
        name = f"Chromium {browser.version}"
        browser.close()
    record = {"day": clock.now().date(), "browser": name, "axe": version, "rules": rules, "tests": tests}
    head = "# Written by `make statement`; do not edit.\n"
    RESULTS.write_text(head + yaml.safe_dump(record, sort_keys=False, width=118), encoding="utf-8")
    results.cache_clear()
    write_page()


if __name__ == "__main__":
    main()
