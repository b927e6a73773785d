"""Every kind of page, wide and narrow: renders, complains of nothing, fits, is accessible, also by keys."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from tests.browser.driving import NARROW, PAGES, WIDE, WRONG

AXE = Path(__file__).parent / "vendor/axe-core/axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What can be used without a pointer: seen, not switched off, and meant to be reached by Tab.
_REACHABLE = """() => {
  const wanted = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  return [...document.querySelectorAll(wanted)].filter((it) =>
    it.checkVisibility({ visibilityProperty: true }) && !it.disabled && it.type !== 'hidden' &&
    it.tabIndex >= 0);
}"""
_WATCH = f"""() => {{
  const reachable = ({_REACHABLE})();
  window.wanted = reachable;
  window.reached = new Set();
  window.unseen = [];
  document.addEventListener('focusin', ({{ target }}) => {{
    window.reached.add(target);
    const style = getComputedStyle(target.closest('.CodeMirror') ?? target);
    const box = target.getBoundingClientRect();
    const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    if (!(marked && inside)) window.unseen.push(target.outerHTML.slice(0, 200));
  }});
  return reachable.length;
}}"""
_MISSED = (
    "() => window.wanted.filter((it) => !window.reached.has(it)).map((it) => it.outerHTML.slice(0, 200))"
)


@cache
def axe() -> str:
    if not AXE.exists():
        pytest.skip("axe-core is not here: make libraries")
    return AXE.read_text(encoding="utf-8")


def violations(page):
    page.evaluate(axe())
    found = page.evaluate(f"axe.run(document, {{ runOnly: {json.dumps(_RULES)} }})")
    return [f"{it['id']}: {[node['html'] for node in it['nodes']][:3]}" for it in found["violations"]]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_renders_fits_and_is_accessible(visit, name, width):
    page = visit(PAGES[name], width=width)
    assert page.locator("h1").count() == 1
    assert page.title().endswith("Inspection graph")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


@pytest.mark.parametrize("path", WRONG)
def test_a_page_that_says_what_is_wrong_is_accessible_too(visit, path):
    page = visit(path, status=WRONG[path], width=NARROW)
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_the_keyboard_alone_reaches_everything_and_shows_where_it_is(visit, name):
    page = visit(PAGES[name])
    wanted = page.evaluate(_WATCH)
    assert wanted > 5
    for _ in range(wanted + 20):
        page.keyboard.press("Tab")
    assert page.evaluate(_MISSED) == []
    assert page.evaluate("window.unseen") == []


@pytest.mark.parametrize("name", ["home", "report", "SPARQL", "network of an authority"])
def test_a_page_says_what_it_says_without_scripts(visit, name):
    page = visit(PAGES[name], scripts=False)
    assert page.locator("h1").is_visible()
    assert page.locator(".scripted, .picture, .CodeMirror").filter(visible=True).count() == 0
    assert page.locator("main a[href], main button").count() > 3


def test_the_first_key_leads_past_the_head_of_the_page(visit):
    page = visit("/authority/RCH")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
