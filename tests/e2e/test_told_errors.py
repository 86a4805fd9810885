"""A refused form in a real browser: its errors belong to their fields, and axe finds nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.visiting import Visitors

FORMS = (
    ("/family/children/add/", {"born_on": "2999-01-01"}),
    ("/nights/feeding/", {"way": "bottles", "bottles": ""}),
    ("/family/invite/helper/", {"until": "soon"}),
    ("/nights/hours/", {"bed": "late"}),
    ("/us/own-time/", {"day": "soon", "start": "", "until": "late"}),
)
SEND = """(said) => { const form = document.querySelector('main form[method=post]'); form.noValidate = true;
  for (const [name, value] of Object.entries(said)) {
    let one = form.querySelector(`[name="${name}"]:not([type=radio])`);
    if (!one) { one = document.createElement('input'); one.type = 'hidden'; one.name = name; form.append(one); }
    if (one.type === 'date' || one.type === 'time') one.type = 'text';
    one.value = value; }
  form.submit(); }"""
LOOSE = """() => [...document.querySelectorAll('[id$=_error]')]
  .filter((one) => !document.querySelector(`[aria-describedby~="${one.id}"]`)).map((one) => one.outerHTML)"""


@pytest.mark.parametrize(("path", "said"), FORMS, ids=lambda value: value if isinstance(value, str) else "")
def test_axe_finds_nothing_on_a_refused_form(visitors: Visitors, path: str, said: dict[str, str]) -> None:
    with visitors.page("Maya") as page:
        page.goto(visitors.house.url + path)
        with page.expect_navigation():
            page.evaluate(SEND, said)
        assert page.locator(".error").count()
        assert page.evaluate(LOOSE) == []
        found = Axe().run(page)
        assert not found.response["violations"], found.generate_report()
