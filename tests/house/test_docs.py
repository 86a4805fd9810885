"""The docs say what there is: every setting, dependency, command and link."""

import re
import tomllib
from pathlib import Path

import pytest

from nearward.cli import COMMANDS
from nearward.web.settings import ENV

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    said = set(re.findall(r"^\| `(NEARWARD_\w+)`", (DOCS / "reference/settings.md").read_text(), re.M))
    assert said == set(ENV.scheme)


def test_every_dependency_has_its_line_of_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [
        *project["dependencies"],
        *project["optional-dependencies"]["postgres"],
        *project["optional-dependencies"]["build"],
        *project["optional-dependencies"]["words"],
    ]
    names = {re.split(r"[\[<>=]", name)[0] for name in wanted}
    reasons = set(re.findall(r"^\| ([\w-]+) \| \S", (DOCS / "adr/0006-dependencies.md").read_text(), re.M))
    assert names == reasons - {"package"}


def test_every_command_is_documented() -> None:
    said = (DOCS / "reference/commands.md").read_text()
    assert [name for name in COMMANDS if f"`nearward {name}" not in said] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text())
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_has_one_title_and_no_exclamation_marks(page: Path) -> None:
    prose = re.sub(r"```.*?```|<!--.*?-->|`[^`]*`|!\[", "", page.read_text(), flags=re.S)
    assert len(re.findall(r"^# ", prose, re.M)) == 1
    assert "!" not in prose
