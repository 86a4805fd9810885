"""Signals in a real browser: the worker shows one of two lines, whatever else is sent."""

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import PHONE, Server

SHOWN = """async () => {
  const worker = await navigator.serviceWorker.getRegistration("/help/");
  return (await worker.getNotifications()).map(n => [n.title, n.body, n.tag]);
}"""
REGISTER = """async () => {
  const worker = await navigator.serviceWorker.register("/sw.js", { scope: "/help/" });
  while (!worker.active) await new Promise((done) => setTimeout(done, 50));
}"""


def test_a_signal_shows_one_of_two_lines_and_nothing_of_what_it_is_about(
    whole_browser: Browser, server: Server
) -> None:
    context = whole_browser.new_context(base_url=server.url, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(server.links["Jonas"])
    context.grant_permissions(["notifications"])
    page.goto("/you/phone/")
    expect(page.get_by_role("button", name="Tell me on this phone")).to_be_visible()
    devtools = context.new_cdp_session(page)
    known: list[str] = []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda e: known.extend(
        row["registrationId"] for row in e["registrations"]))  # fmt: skip
    devtools.send("ServiceWorker.enable")
    page.evaluate(REGISTER)
    page.wait_for_function("() => true")
    origin = page.evaluate("location.origin")
    plain, needed = ["Nearward", "Something new.", "nearward"], ["Nearward", "You are needed now.", "nearward-now"]
    for words, shown in (("new", [plain]), ("Maya needs reassurance", [plain]), ("now", [plain, needed])):
        devtools.send("ServiceWorker.deliverPushMessage",
                      {"origin": origin, "registrationId": known[-1], "data": words})  # fmt: skip
        page.wait_for_timeout(500)
        assert sorted(page.evaluate(SHOWN)) == sorted(shown)
