"""`bin/sbom [FILE]`: what a lock installs, as a CycloneDX bill of materials.

Names, versions and hashes are those of the lock. Its hashes are of the files on the package index that may be
installed, so they stand with the distribution, as CycloneDX has it. Licenses come from the packages installed here.
The same lock gives the same bill, but for the licenses of packages that are not installed.
"""

import hashlib
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License, LicenseAcknowledgement
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from nearward import __version__
from tests.supply.locks import ROOT, Package, packages

LONGEST_LICENSE = 80  # characters; some packages put the whole text into that field


def bill(lock: Path) -> Bom:
    """Return the bill of what a lock installs, and who asked for what."""
    listed = packages(lock)
    own = Component(
        name="nearward", version=__version__, type=ComponentType.APPLICATION, bom_ref="nearward",
        licenses=[LicenseFactory().make_from_string("AGPL-3.0-or-later")],
    )  # fmt: skip
    parts = {package.name: component_of(package) for package in listed}
    serial = uuid5(NAMESPACE_URL, hashlib.sha256(lock.read_bytes()).hexdigest())
    bom = Bom(components=parts.values(), serial_number=serial)
    bom.metadata.component = own
    made = os.environ.get("SOURCE_DATE_EPOCH") or lock.stat().st_mtime
    bom.metadata.timestamp = datetime.fromtimestamp(int(made), UTC)
    bom.register_dependency(own, [parts[package.name] for package in listed if "nearward" in package.via])
    for package in listed:
        bom.register_dependency(parts[package.name], needed_by(package, listed, parts))
    return bom


def needed_by(package: Package, listed: Iterable[Package], parts: dict[str, Component]) -> list[Component]:
    """Return what a package asked for."""
    return [parts[other.name] for other in listed if package.name in other.via]


def component_of(package: Package) -> Component:
    """Return one package as a component."""
    purl = PackageURL("pypi", None, package.name, package.version)
    files = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(f"https://pypi.org/project/{package.name}/{package.version}/#files"),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in package.hashes],
    )
    return Component(
        name=package.name, version=package.version, type=ComponentType.LIBRARY, purl=purl, bom_ref=str(purl),
        external_references=[files], licenses=licenses_of(package),
    )  # fmt: skip


def licenses_of(package: Package) -> list[License]:
    """Return the license a package declares, where this very version is installed."""
    try:
        found = metadata.metadata(package.name)
    except metadata.PackageNotFoundError:
        return []
    if found["Version"] != package.version:
        return []
    declared = found.get("License-Expression") or found.get("License") or ""
    if not declared or "\n" in declared or len(declared) > LONGEST_LICENSE:
        lines = found.get_all("Classifier", [])
        return [declares(line.rpartition(" :: ")[2]) for line in lines if line.startswith("License :: ")]
    return [declares(declared)]


def declares(words: str) -> License:
    """Return a license as the package declares it: an SPDX id or expression, or else its name."""
    return LicenseFactory().make_from_string(words, license_acknowledgement=LicenseAcknowledgement.DECLARED)


def written(bom: Bom) -> str:
    """Return the bill as JSON. Raises when it does not keep to the schema of CycloneDX."""
    text = JsonV1Dot6(bom).output_as_string(indent=2)
    if error := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise ValueError(str(error))
    return text + "\n"


def main() -> None:
    """Write the bill to a file, or to standard output."""
    bom = bill(ROOT / "requirements.lock")
    text = written(bom)
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
        print(f"{sys.argv[1]}: {len(bom.components)} packages.", file=sys.stderr)
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
