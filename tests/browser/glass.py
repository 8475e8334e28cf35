"""A window on what the application answers: the real browser, without a server between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Browser, Error, Page, Route, ViewportSize
from werkzeug.test import TestResponse

PATIENCE = 30_000
HOME = "http://127.0.0.1:8000"

# Runs before anything on the page does: whatever tries to run, or is stopped, is kept.
WATCH = """
window.seen = [];
for (const name of ["alert", "confirm", "prompt", "pwn"])
    window[name] = what => { window.seen.push(`${name}(${what})`); };
document.addEventListener("securitypolicyviolation", event =>
    window.seen.push(`stopped: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""
# Reads the tree the page became, past any element that is named like what is asked for.
ALIVE = """async () => {
    await new Promise(done => setTimeout(done, 0));
    const attributesOf = Object.getOwnPropertyDescriptor(Element.prototype, "attributes").get;
    const ours = url => new URL(url, location.href).origin === location.origin;
    const leads = new Set(["http:", "https:", "mailto:", "tel:"]);
    const forbidden = new Set(["iframe", "frame", "object", "embed", "applet", "base", "math",
        "style", "foreignobject", "marquee", "video", "audio", "portal", "template"]);
    const found = [...window.seen];
    for (const element of document.querySelectorAll("*")) {
        const tag = element.localName.toLowerCase(), at = `<${tag}>`;
        if (forbidden.has(tag)) found.push(at);
        if (tag === "script" && element.type === "application/ld+json") continue;
        if (tag === "script" && !ours(element.src || "x:")) found.push(`${at} of somebody else`);
        for (const {name, value} of attributesOf.call(element)) {
            if (/^on|^style$|^srcdoc$|^ping$/i.test(name)) found.push(`${at} ${name}=${value}`);
            if (!/^(href|src|action|formaction|data|poster|xlink:href)$/i.test(name)) continue;
            if (element.matches('form[action="/me/sign-in/second-step"] img') &&
                value.startsWith("data:image/svg+xml")) continue;  // the square for the phone
            const address = new URL(value, location.href);
            if (!leads.has(address.protocol) && !(tag === "link" && address.protocol === "data:"))
                found.push(`${at} ${name}=${value}`);
            if (!["a", "link"].includes(tag) && !ours(address))
                found.push(`${at} ${name}=${value} leads away`);
        }
    }
    return found;
}"""


@dataclass
class Glass:
    """Shows one answer after the other and keeps what was alive on any of them."""

    app: Flask
    browser: Browser
    size: ViewportSize | None = None
    looks: int = 0
    alive: list[str] = field(default_factory=list)
    _shown: TestResponse | None = None
    _files: dict[str, TestResponse] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.page = self._opened()

    def look(self, answer: TestResponse, what: str) -> None:
        """See the page exactly as it was answered, with its headers."""
        if answer.mimetype != "text/html":
            return
        self._shown = answer
        self.looks += 1
        try:
            self.page.goto(f"{HOME}/looked-at/{self.looks}", wait_until="load")
            found = self.page.evaluate(ALIVE)
        except Error as error:
            found = [f"the page cannot be looked at: {error.message[:200]}"]
        self.alive += [f"{what}: {what_it_is}" for what_it_is in found]

    def asked(self, script: str) -> Any:
        """What the browser says about the page it shows."""
        return self.page.evaluate(script)

    def photographed(self) -> bytes:
        return self.page.screenshot()

    def close(self) -> None:
        self.page.context.close()

    def _opened(self) -> Page:
        context = self.browser.new_context(viewport=self.size, service_workers="block")
        context.set_default_timeout(PATIENCE)
        context.add_init_script(WATCH)
        context.route("**/*", self._answer)
        page = context.new_page()
        page.on("dialog", self._refuse)
        return page

    def _refuse(self, dialog: Any) -> None:
        self.alive.append(f"look {self.looks}: a dialog said {dialog.message}")
        dialog.dismiss()

    def _answer(self, route: Route) -> None:
        place = urlsplit(route.request.url)
        if f"{place.scheme}://{place.netloc}" != HOME:
            self.alive.append(f"look {self.looks}: the page asked for {route.request.url}")
            route.abort()
            return
        shown = self._shown if place.path.startswith("/looked-at/") else self._file(place.path)
        assert shown
        headers = {name: value for name, value in shown.headers if name != "Content-Length"}
        route.fulfill(status=shown.status_code, headers=headers, body=shown.data)

    def _file(self, path: str) -> TestResponse:
        if path not in self._files:
            with self.app.app_context():
                self._files[path] = self.app.test_client().get(path)
        return self._files[path]
