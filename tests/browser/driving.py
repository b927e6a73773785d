"""Pages of a browser that write down what goes wrong in them, and the pages that there are to see."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

WIDE, NARROW = 1280, 360
REPORT = "/report/RCH/2012-11-12/protection-2012"

#: A page of every kind, by name.
PAGES = {
    "home": "/",
    "authorities": "/authorities",
    "authority": "/authority/RCH",
    "authority and theme": "/authority/RCH/theme/exploitation-and-missing",
    "themes": "/themes",
    "theme": "/concept/themes/early-help",
    "report": REPORT,
    "finding": f"{REPORT}/finding/8ad20dd904bc",
    "action": f"{REPORT}/action/3",
    "body": "/body/RCH/sunrise-team",
    "vocabulary": "/ontology",
    "about": "/about",
    "search": "/search?q=thresholds",
    "questions": "/queries",
    "question": "/queries/findings-about-body",
    "answer": "/queries/findings-about-body?name=MSCB&show=1",
    "SPARQL": "/sparql-editor",
    "SPARQL with an answer": "/sparql-editor?query=SELECT%20*%20%7B%20%3Fa%20a%20ig%3AReport%20%7D",
    "network of a body": "/network/body/RCH/sunrise-team",
    "network of an authority": "/network/authority/RCH",
    "network of themes": "/network/authority/RCH?show=themes",
    "compare": "/compare?a=Medway&b=Rochdale",
}

#: Pages that say that something is wrong, each with its status.
WRONG = {
    "/queries/judgements?authority=Medwy&show=1": 400,
    "/sparql-editor?query=SELECT%20*%20%7B": 400,
    "/compare?a=Medway&b=Rochdal": 400,
    "/authority/NOWHERE": 404,
}


@dataclass
class Visit:
    """A visitor: opens pages of one server in contexts of its own, and remembers what they complain about."""

    browser: Browser
    address: str
    complaints: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(
        self, path: str = "/", *, width: int = WIDE, scripts: bool = True, status: int = 200
    ) -> Page:
        """A page at a path, when it is there and still."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=scripts,
            reduced_motion="reduce",
            accept_downloads=True,
        )
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self._heard(message, status))
        page.on("pageerror", lambda error: self.complaints.append(f"{path}: {error}"))
        page.on("request", self._asked)
        response = page.goto(self.root + path)
        assert response is not None
        assert response.status == status, response.text()
        if scripts and page.locator("#picture").count():
            page.locator("[data-drawn]").wait_for()
        return page

    @cached_property
    def root(self) -> str:
        """The address of the server without a slash at its end."""
        return self.address.rstrip("/")

    def close(self) -> None:
        """Close all that was opened."""
        for context in self._contexts:
            context.close()

    def _heard(self, message: ConsoleMessage, status: int) -> None:
        """Errors and warnings; that the page itself has another status than 200 is no news."""
        expected = status != 200 and f"status of {status}" in message.text
        if message.type in ("error", "warning") and not expected:
            self.complaints.append(f"{message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.root, "data:")):
            self.complaints.append(f"asks elsewhere: {request.url}")
