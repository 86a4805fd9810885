"""Whether a thumb or a keyboard can reach each control of a page, whatever the font and the size of its text."""

from playwright.sync_api import Page

FONTS = (("", ""), ("DejaVu Sans", "DejaVu Serif"), ("Liberation Sans", "Liberation Serif"))
SIZES = ("100%", "200%")

# Brings each control into view as focusing it and as pressing it do, from above and from below, then asks what lies
# at its center: it must be the control itself or its label.
COVERED = """([sans, serif, size]) => {
  const root = document.documentElement;
  const covered = [];
  root.style.fontSize = size;
  for (const [name, family] of [['--sans', sans], ['--serif', serif]])
    family ? root.style.setProperty(name, `"${family}"`) : root.style.removeProperty(name);
  const ways = {
    focused: (one) => one.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    pressed: (one) => one.scrollIntoViewIfNeeded(),
  };
  const over = (one) => {
    const { x, y, width, height } = one.getClientRects()[0];
    const hit = document.elementFromPoint(x + width / 2, y + height / 2);
    if ([one, ...(one.labels ?? [])].some((part) => part.contains(hit))) return '';
    return hit?.outerHTML.slice(0, 60) ?? 'nothing';
  };
  const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  for (const one of document.querySelectorAll(controls)) {
    const shown = one.checkVisibility({ visibilityProperty: true });
    if (!shown || one.disabled || one.matches('.skip')) continue;
    for (const [way, bring] of Object.entries(ways))
      for (const [side, top] of [['above', 0], ['below', root.scrollHeight]]) {
        scrollTo({ top, behavior: 'instant' });
        bring(one);
        const lid = over(one);
        if (lid) covered.push(`${way} from ${side}: ${one.outerHTML.slice(0, 90)} under ${lid}`);
      }
  }
  root.style.fontSize = '';
  scrollTo({ top: 0, behavior: 'instant' });
  return covered;
}"""


def covered(page: Page) -> list[str]:
    """Return every control that something covers, in each set of fonts, at 100 % and at 200 % text."""
    found: list[str] = []
    for sans, serif in FONTS:
        for size in SIZES:
            missed = page.evaluate(COVERED, [sans, serif, size])
            found += [f"covered, {sans or 'usual fonts'} at {size}, {one}" for one in missed]
    page.evaluate("['--sans', '--serif'].forEach((name) => document.documentElement.style.removeProperty(name))")
    return found
