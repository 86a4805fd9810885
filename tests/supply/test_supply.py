"""The locks, the audit of them, the bill of materials, and the versions of pip itself."""

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.supply import sbom
from tests.supply.audit import SOURCES, audit
from tests.supply.locks import ROOT, packages

LOCK = ROOT / "requirements.lock"
FAULT = {"id": "PYSEC-2026-1", "fix_versions": ["1.0.1"], "aliases": [], "description": "-"}


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """A lock of two packages."""
    file = tmp_path / "two.lock"
    file.write_text(
        "One==1.0 \\\n    --hash=sha256:" + "a" * 64 + "\ntwo==2.0 \\\n    --hash=sha256:" + "b" * 64 + "\n"
    )
    return file


def printed(*rows: dict[str, object]) -> str:
    """Return what pip-audit prints about these packages."""
    return json.dumps({"dependencies": rows, "fixes": []})


def looked_up(name: str, *faults: dict[str, object]) -> dict[str, object]:
    """Return a package as pip-audit prints it when it could look it up."""
    return {"name": name, "version": "1.0", "vulns": faults}


SKIPPED = {"name": "two", "skip_reason": "Dependency not found on PyPI and could not be audited: two (2.0)"}


def test_it_is_green_only_when_every_package_was_looked_up(lock: Path) -> None:
    code, said = audit(lock, lambda _lock, _source: printed(looked_up("one"), looked_up("two")))
    assert (code, said) == (0, "two.lock: 2 packages audited at https://pypi.org, no known vulnerability.")


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "Traceback …",
        "{}",
        printed(),
        printed(SKIPPED),
        printed(looked_up("one"), SKIPPED),
        printed(looked_up("x")),
    ],
)
def test_it_is_never_green_when_something_was_not_looked_up(lock: Path, answer: str) -> None:
    code, said = audit(lock, lambda _lock, _source: answer)
    assert code == 2
    assert "not audited" in said
    assert all(address in said for address in SOURCES.values())
    assert "no known vulnerability" not in said


def test_a_lock_without_packages_is_not_green(tmp_path: Path) -> None:
    (tmp_path / "empty.lock").write_text("# nothing\n")
    assert audit(tmp_path / "empty.lock", lambda _lock, _source: printed())[0] == 2


def test_the_second_source_is_asked_where_the_first_cannot_be_reached(lock: Path) -> None:
    answers = {"pypi": "", "osv": printed(looked_up("one"), looked_up("two"))}
    assert audit(lock, lambda _lock, source: answers[source])[0] == 0


def test_a_known_vulnerability_is_named(lock: Path) -> None:
    code, said = audit(lock, lambda _lock, _source: printed(looked_up("one", FAULT), looked_up("two")))
    assert code == 1
    assert said.startswith("one 1.0: PYSEC-2026-1, fixed in 1.0.1\n")


def test_the_real_pip_audit_without_the_net_is_not_green(lock: Path) -> None:
    nowhere = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:1")
    done = subprocess.run(
        [sys.executable, "-m", "tests.supply.audit", str(lock)],
        env={**os.environ, **nowhere}, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "https://pypi.org answered for 0 and https://api.osv.dev answered for 0" in done.stderr
    assert done.stdout == ""


def test_every_package_of_a_lock_is_read_with_its_hashes() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-pip.lock"):
        text = (ROOT / name).read_text()
        found = packages(ROOT / name)
        assert len(found) == text.count("==") > 1
        assert sum(len(package.hashes) for package in found) == text.count("--hash=sha256:")
        assert all(package.hashes for package in found)


@pytest.fixture(scope="module")
def text() -> str:
    """The bill of materials."""
    return sbom.written(sbom.bill(LOCK))


def test_the_bill_of_materials_keeps_to_its_schema_and_to_the_lock(text: str) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    said = json.loads(text)
    assert said["metadata"]["component"]["name"] == "nearward"
    locked = {package.name: package for package in packages(LOCK)}
    assert {part["name"] for part in said["components"]} == set(locked)
    for part in said["components"]:
        package = locked[part["name"]]
        assert part["version"] == package.version
        assert part["purl"] == f"pkg:pypi/{package.name}@{package.version}"
        (files,) = part["externalReferences"]
        assert {(one["alg"], one["content"]) for one in files["hashes"]} == {
            ("SHA-256", digest) for digest in package.hashes
        }


def test_the_bill_says_who_asked_for_what_and_under_which_license(text: str) -> None:
    said = json.loads(text)
    needs = {row["ref"]: row.get("dependsOn", []) for row in said["dependencies"]}
    reached, waiting = set(), ["nearward"]
    while waiting:
        reached |= {ref := waiting.pop()}
        waiting += [other for other in needs[ref] if other not in reached]
    assert reached == {"nearward", *(part["bom-ref"] for part in said["components"])}
    django = next(part for part in said["components"] if part["name"] == "django")
    assert django["licenses"] == [{"license": {"acknowledgement": "declared", "id": "BSD-3-Clause"}}]


def test_the_same_lock_gives_the_same_bill(text: str) -> None:
    assert sbom.written(sbom.bill(LOCK)) == text


def test_a_bill_that_breaks_the_schema_is_not_written() -> None:
    bom = sbom.bill(LOCK)
    bom.metadata.component.name = None  # type: ignore[assignment, union-attr]
    with pytest.raises(ValueError, match="name"):
        sbom.written(bom)


@pytest.mark.parametrize("package", packages(ROOT / "requirements-pip.lock"), ids=lambda package: package.name)
def test_pip_itself_is_the_version_its_lock_names(package: object) -> None:
    assert version(package.name) == package.version  # type: ignore[attr-defined]
