"""The bundled translations: complete, loadable, and with the placeholders of their texts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication

from specaware.plugin import i18n
from tools.translations import FOLDER, ROOT, CatalogueError, faults, read, texts_of, update, write

CATALOGUES = sorted(FOLDER.glob("*.ts"))


LOCALES = {"de": "de_AT", "es": "es_MX", "fr": "fr_CA", "zh": "zh_CN"}
"""A locale of a user for each catalogue."""


@pytest.fixture
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(QgsApplication, "locale", staticmethod(lambda: LOCALES[request.param]))
    translator = i18n.load_translator()
    assert translator is not None
    yield request.param
    QCoreApplication.removeTranslator(translator)


def test_the_catalogues() -> None:
    assert [path.name for path in CATALOGUES] == [f"specaware_{name}.ts" for name in sorted(LOCALES)]


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.name)
def test_nearly_all_texts_are_translated_with_their_placeholders(catalogue: Path) -> None:
    translations, texts = read(catalogue), texts_of(ROOT / "plugin")
    assert faults(translations) == []
    assert sum(text in translations for text in texts) >= 0.9 * len(texts)


@pytest.mark.parametrize("language", sorted(LOCALES), indirect=True)
def test_what_qt_loads_is_what_the_catalogue_says(language: str) -> None:
    translations = read(FOLDER / f"specaware_{language}.ts")
    plain = {text: found for text, found in translations.items() if isinstance(found, str)}
    assert {text: i18n.tr(text) for text in plain} == plain
    counts = {text: found for text, found in translations.items() if not isinstance(found, str)}
    seen = {text: (i18n.trn("", text, 1), i18n.trn("", text, 2)) for text in counts}
    assert seen == {text: (forms[0], forms[-1]) for text, forms in counts.items()}
    assert i18n.tr("a text that nobody translated") == "a text that nobody translated"


def test_english_needs_no_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QgsApplication, "locale", staticmethod(lambda: "en_US"))
    assert i18n.load_translator() is None
    assert i18n.tr("Spectral profile") == "Spectral profile"
    assert [i18n.trn("{} band", "{} bands", n) for n in (0, 1, 2)] == ["{} bands", "{} band", "{} bands"]


def test_an_update_keeps_translations_and_marks_what_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "lrelease"
    program.write_text("#!/bin/sh\ntouch $4\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    write(tmp_path / "specaware_fr.ts", {"Map": ["plugin/x.py"], "gone": []}, {"Map": "Cartographier", "gone": "parti"})
    update(tmp_path, ["pt_BR"])
    assert read(tmp_path / "specaware_fr.ts") == {"Map": "Cartographier"}
    assert read(tmp_path / "specaware_pt_BR.ts") == {}
    assert (tmp_path / "specaware_pt_BR.qm").is_file()
    assert "unfinished" in (tmp_path / "specaware_fr.ts").read_text(encoding="utf-8")
    with pytest.raises(CatalogueError, match="no code of a language"):
        update(tmp_path, ["French"])
    write(tmp_path / "specaware_fr.ts", {"Band {}": []}, {"Band {}": "Bande"})
    with pytest.raises(CatalogueError, match=r"must hold \{\}"):
        update(tmp_path, [])


def test_texts_with_a_count_have_as_many_forms_as_the_language(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text('trn("{} map", "{} maps", n)\ntr("Map")\n', encoding="utf-8")
    texts = texts_of(tmp_path)
    assert list(texts) == ["Map", "{} maps"]
    write(tmp_path / "specaware_fr.ts", texts, {"Map": "Carte", "{} maps": "{} cartes"})
    assert read(tmp_path / "specaware_fr.ts") == {"Map": "Carte"}  # one form is not enough
    write(tmp_path / "specaware_fr.ts", texts, {"Map": "Carte", "{} maps": ("{} carte", "{} cartes")})
    assert read(tmp_path / "specaware_fr.ts") == {"Map": "Carte", "{} maps": ("{} carte", "{} cartes")}
    assert faults({"{} maps": ("une carte", "{} cartes")}) == ["'{} maps': the translation must hold {}."]


def test_only_literals_can_be_translated(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text('tr("one")\ntr(f"two {x}")\n', encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"module.py:2: give tr\(\) one literal text"):
        texts_of(tmp_path)
    (tmp_path / "module.py").write_text('trn("one", many, 2)\n', encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"module.py:1: give trn\(\) a literal singular"):
        texts_of(tmp_path)
