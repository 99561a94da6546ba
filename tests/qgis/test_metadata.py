"""metadata.txt meets the rules of plugins.qgis.org and says what the plugin does."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import pytest

MANDATORY = (
    "name", "description", "about", "version", "qgisMinimumVersion", "author", "email", "tracker", "repository",
)  # fmt: skip


@pytest.fixture(scope="module")
def metadata(root: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(root / "metadata.txt", encoding="utf-8")
    return parser["general"]


@pytest.mark.parametrize("key", MANDATORY)
def test_mandatory_keys_are_filled(metadata: configparser.SectionProxy, key: str) -> None:
    assert metadata[key].strip()


def test_qgis_finds_the_provider_and_both_qt_versions(metadata: configparser.SectionProxy) -> None:
    assert metadata["hasProcessingProvider"] == "yes"
    assert metadata["supportsQt6"] == "True"
    assert (metadata["qgisMinimumVersion"], metadata["qgisMaximumVersion"]) == ("3.22", "4.99")


def test_about_names_the_external_packages(metadata: configparser.SectionProxy, root: Path) -> None:
    lines = (root / "resources" / "engine-requirements.txt").read_text(encoding="utf-8").splitlines()
    packages = [re.split(r"[<>=;\[ ]", line)[0] for line in lines if line and not line.startswith("#")]
    assert len(packages) >= 4
    missing = [package for package in packages if package.lower() not in metadata["about"].lower()]
    assert not missing


def test_version_is_the_projects(metadata: configparser.SectionProxy, root: Path) -> None:
    project = (root / "pyproject.toml").read_text(encoding="utf-8")
    assert re.search(r'^version = "([^"]+)"', project, re.MULTILINE)[1] == metadata["version"]


def test_icon_exists_and_licence_is_gpl(metadata: configparser.SectionProxy, root: Path) -> None:
    assert (root / metadata["icon"]).is_file()
    assert metadata["license"].startswith("GPL-2.0")


def test_addresses_are_web_pages(metadata: configparser.SectionProxy) -> None:
    for key in ("homepage", "repository", "tracker"):
        assert metadata[key].startswith("https://")
