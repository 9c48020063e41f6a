"""The list of parts of a release with their licences, as SPDX 2.3 (https://spdx.github.io/spdx-spec/v2.3/)."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "RepositoryTests"))
import licences  # noqa: E402


@dataclass(frozen=True)
class Part:
    """What a release is made of: a name, a version where one is known, a licence, and the file that it is."""

    name: str
    version: str
    licence: str
    file: Path | None = None


def of_wheel(wheel: Path) -> Part:
    """A package of Python, by what its wheel says of itself."""
    with zipfile.ZipFile(wheel) as archive:
        folder = next(name.split("/")[0] for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    package = metadata.PathDistribution(zipfile.Path(wheel, folder + "/"))
    return Part(package.metadata["Name"], package.version, licences.of_package(package) or "NOASSERTION", wheel)


def of_program(checkouts: Path) -> list[Part]:
    """What is linked into the program: the Swift packages that it is built from, and libraries of this system."""
    resolved = json.loads((ROOT / "Package.resolved").read_text(encoding="utf-8"))
    versions = {pin["identity"]: pin["state"]["version"] for pin in resolved["pins"]}
    parts = []
    for name in ("swift-argument-parser", "Yams"):
        text = next((checkouts / name).glob("LICENSE*")).read_text(encoding="utf-8")
        parts.append(Part(name, versions[name.lower()], licences.of_text(text) or "NOASSERTION"))
    for _, name, licence in licences.system_libraries():
        # The C library is not inside.
        if name != "GNU C Library":
            parts.append(Part(name, _version(name), licence or "NOASSERTION"))
    return [*parts, Part("ICU in Foundation", "", "Unicode-3.0")]


def _version(name: str) -> str:
    package = {"GNU Scientific Library": "gsl", "zlib": "zlib"}.get(name)
    if package:
        return subprocess.run(["pkg-config", "--modversion", package], capture_output=True, text=True).stdout.strip()
    told = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout
    found = re.search(r"Swift version (\S+)", told)
    return found[1] if found else ""


def incompatible(parts: list[Part]) -> list[Part]:
    """Those of which nobody knows that GPL-3 can take them in."""
    return [part for part in parts if not licences.compatible(part.licence)]


def document(release: str, created: str, own: list[Path], parts: list[Part]) -> dict[str, Any]:
    """The SPDX document of a release: its own files, and what they contain or need. `created` is a time in UTC."""
    packages = [_package(f"issueflow-{number}", Part(file.name, release, "GPL-3.0-or-later", file)) for number, file in enumerate(own)]
    packages += [_package(f"part-{number}", part) for number, part in enumerate(parts)]
    relations = [
        {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": package["SPDXID"]}
        for package in packages[: len(own)]
    ]
    relations += [
        {
            "spdxElementId": "SPDXRef-issueflow-0", "relatedSpdxElement": f"SPDXRef-part-{number}",
            "relationshipType": "DEPENDS_ON" if part.file else "CONTAINS",
        }
        for number, part in enumerate(parts)
    ]
    return {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": f"issueflow-{release}",
        "documentNamespace": f"https://spdx.org/spdxdocs/issueflow-{release}-{created}",
        "creationInfo": {"created": created, "creators": ["Tool: issueflow-make-release"]},
        "packages": packages, "relationships": relations,
        "hasExtractedLicensingInfos": [
            {"licenseId": "LicenseRef-Public-Domain", "extractedText": "What its author gave to the public, without a licence."}
        ],
    }


def _package(key: str, part: Part) -> dict[str, Any]:
    package: dict[str, Any] = {
        "SPDXID": f"SPDXRef-{key}", "name": part.name, "downloadLocation": "NOASSERTION", "filesAnalyzed": False,
        "licenseConcluded": "NOASSERTION", "licenseDeclared": part.licence, "copyrightText": "NOASSERTION",
    }
    if part.version:
        package["versionInfo"] = part.version
    if part.file:
        digest = hashlib.sha256(part.file.read_bytes()).hexdigest()
        package |= {"packageFileName": part.file.name, "checksums": [{"algorithm": "SHA256", "checksumValue": digest}]}
    return package
