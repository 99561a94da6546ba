"""Translations of the plugin: `translations.py` brings resources/i18n/*.ts and *.qm up to date with the code.

Texts are the literals in calls of ``tr`` and ``trn`` in plugin/, and what jobs declare for people
(backend/job); of the two of ``trn`` the plural is the source, and its translation has as many forms as the
language (Qt's numerus forms). A text that left the code leaves the
catalogues; a new one comes in as unfinished and is shown in English until it is translated, with Qt Linguist or an
editor. `translations.py fr` begins a new language. The .qm files are made by lrelease (Debian: qttools5-dev-tools).
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
CONTEXT = "SpecAware"
LANGUAGES = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")
_PLACEHOLDER = re.compile(r"{[^}]*}")
Translation = str | tuple[str, ...]
"""Of a text; of one that depends on a count its forms, in Qt's order for the language."""


_COUNTS = {"tr": False, "trn": True}  # functions that translate: whether the text depends on a count


_DECLARING = {"JobKind": ("name", "help"), "Output": ("key", "suffix", "help"), "setting": ("default",)}
"""Calls that declare texts for people, where they give a title; with their arguments by position."""


class Text(str):
    """A text to translate; ``counts`` where it depends on a count."""

    counts: bool

    def __new__(cls, value: str, *, counts: bool = False) -> Text:
        """Make a text."""
        made = super().__new__(cls, value)
        made.counts = counts
        return made


class CatalogueError(Exception):
    """A catalogue cannot be made; the message says what to change."""


def texts_of(folder: Path) -> dict[str, list[str]]:
    """Return the texts to translate in the modules of a folder, each with the modules that use it, sorted.

    Raises:
        CatalogueError: ``tr`` is called with something that is no literal, so that no catalogue can hold it.
    """
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _COUNTS):
                continue
            literals = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            name, wanted = node.func.id, 1 + _COUNTS[node.func.id]
            if len(literals) != wanted or len(node.args) != (1 if name == "tr" else 3):
                what = "one literal text" if name == "tr" else "a literal singular, a literal plural and the count"
                raise CatalogueError(f"{path.name}:{node.lineno}: give {name}() {what}.")
            places = found.setdefault(Text(literals[-1], counts=_COUNTS[name]), [])
            name = path.relative_to(folder.parent).as_posix()
            if name not in places:
                places.append(name)
    return dict(sorted(found.items()))


def declared_in(folder: Path) -> dict[str, list[str]]:
    """Return the texts that jobs declare for Processing and the panel, each with the module that does."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _DECLARING):
                continue
            values = {k.arg: k.value.value for k in node.keywords if isinstance(k.value, ast.Constant)}
            by_place = zip(_DECLARING[node.func.id], node.args, strict=False)
            values |= {name: a.value for name, a in by_place if isinstance(a, ast.Constant)}
            shown = ["title", "summary" if "summary" in values else "help", "details", "tags", "source", "source_title"]
            for text in (values.get(name) for name in shown if values.get("title")):
                if isinstance(text, str) and text:
                    found.setdefault(Text(text), []).append(path.relative_to(ROOT).as_posix())
    return {text: sorted(set(places)) for text, places in found.items()}


def read(catalogue: Path) -> dict[str, Translation]:
    """Return the finished translations of a .ts file; {} where there is none yet."""
    if not catalogue.is_file():
        return {}
    found: dict[str, Translation] = {}
    for message in ET.parse(catalogue).getroot().iter("message"):
        translation = message.find("translation")
        if translation is None or translation.get("type") is not None:
            continue
        forms = tuple(form.text or "" for form in translation.iter("numerusform"))
        if all(forms) and (forms or translation.text):
            found[message.findtext("source", "")] = forms or str(translation.text)
    return found


def write(catalogue: Path, texts: Mapping[str, list[str]], translations: Mapping[str, Translation]) -> None:
    """Write a .ts file; a text without a translation is unfinished."""
    language = catalogue.stem.partition("_")[2]
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for text, places in texts.items():
        message = ET.SubElement(context, "message")
        for place in places:
            ET.SubElement(message, "location", filename=f"../../{place}")
        ET.SubElement(message, "source").text = text
        translation = ET.SubElement(message, "translation")
        known = translations.get(text)
        counts = isinstance(text, Text) and text.counts
        if known is None or isinstance(known, str) is counts:
            translation.set("type", "unfinished")
        elif isinstance(known, str):
            translation.text = known
        if counts:
            message.set("numerus", "yes")
            for form in known if isinstance(known, tuple) else ("", ""):
                ET.SubElement(translation, "numerusform").text = form
    ET.indent(root, " ")
    body = ET.tostring(root, encoding="unicode", short_empty_elements=True)
    catalogue.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def faults(translations: Mapping[str, Translation]) -> list[str]:
    """Return one sentence per translation whose placeholders are not those of its text."""
    return [
        f"'{text}': the translation must hold {', '.join(_PLACEHOLDER.findall(text)) or 'no placeholder'}."
        for text, forms in translations.items()
        for translation in ((forms,) if isinstance(forms, str) else forms)
        if sorted(_PLACEHOLDER.findall(text)) != sorted(_PLACEHOLDER.findall(translation))
    ]


def release(catalogue: Path) -> None:
    """Compile a .ts file into the .qm that Qt loads.

    Raises:
        CatalogueError: Qt's lrelease is not installed, or refuses the catalogue.
    """
    program = shutil.which("lrelease")
    if program is None:
        raise CatalogueError("lrelease is not installed: on Debian install the package qttools5-dev-tools.")
    command = [program, "-silent", str(catalogue), "-qm", str(catalogue.with_suffix(".qm"))]
    if subprocess.run(command, stdout=subprocess.DEVNULL).returncode != 0:
        raise CatalogueError(f"lrelease does not take {catalogue.name}: see its message above.")


def update(folder: Path, languages: list[str]) -> None:
    """Bring all catalogues of a folder, and those of further languages, up to date.

    Raises:
        CatalogueError: a language is no code, a text is no literal, or a translation lacks a placeholder.
    """
    wrong = [language for language in languages if not LANGUAGES.fullmatch(language)]
    if wrong:
        raise CatalogueError(f"'{wrong[0]}' is no code of a language: give one like de or pt_BR.")
    texts = dict(sorted({**declared_in(ROOT / "backend" / "job"), **texts_of(ROOT / "plugin")}.items()))
    folder.mkdir(parents=True, exist_ok=True)
    for catalogue in sorted({*folder.glob("specaware_*.ts"), *(folder / f"specaware_{x}.ts" for x in languages)}):
        translations = read(catalogue)
        bad = faults(translations)
        if bad:
            raise CatalogueError(f"{catalogue.name}: {bad[0]}")
        write(catalogue, texts, translations)
        release(catalogue)
        done = read(catalogue)
        sys.stdout.write(f"{catalogue.name}: {sum(t in done for t in texts)} of {len(texts)} texts\n")


def main() -> int:
    """Update the catalogues; return 1 and say why where that fails."""
    try:
        update(FOLDER, sys.argv[1:])
    except CatalogueError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
