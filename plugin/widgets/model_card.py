"""A model's card, to read before trusting its maps: what it is, takes and gives, how well it did, its licence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from ...backend.cards import ModelCard
from ..i18n import tr
from ..paths import icon


class ModelCardDialog(QDialog):
    """Shows one card."""

    def __init__(self, card: ModelCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Model {}").format(card.name))
        self.setWindowIcon(icon("specaware"))
        browser = QTextBrowser(self)
        browser.setOpenExternalLinks(True)
        browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        browser.setHtml(card_html(card, browser.palette()))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(browser)
        layout.addWidget(buttons)

    def sizeHint(self) -> QSize:
        """Fits a laptop's screen."""
        return QSize(560, 620)


def card_html(card: ModelCard, palette: QPalette) -> str:
    """The card as rich text in the theme's colours."""
    text = palette.color(QPalette.ColorRole.Text)
    base = palette.color(QPalette.ColorRole.Base)
    mix = [round(0.62 * a + 0.38 * b) for a, b in zip(text.getRgb()[:3], base.getRgb()[:3])]
    faint = "#{:02x}{:02x}{:02x}".format(*mix)
    description = str(card.properties.get("description") or "")
    size = "" if card.size is None else f"{card.size / 1e6:.1f} MB"
    levels = " / ".join(card.levels)
    rows = [
        (tr("Takes"), tr("any {} or more bands between {:.0f} and {:.0f} nm, level {}").format(
            card.min_bands, *card.center_nm, levels)),
        (tr("Window"), tr("{} pixels, {} shared by neighbours").format(card.window_px, card.overlap_px)),
        (tr("File"), f"{card.framework} {size} · sha256 {card.sha256[:12]}…"),
        (tr("Licence"), card.license or tr("not stated")),
        (tr("Training"), card.training_command),
    ]  # fmt: skip
    facts = "".join(
        f'<tr><td style="color:{faint}; padding-right:14px">{escape(name)}</td><td>{escape(value)}</td></tr>'
        for name, value in rows
        if value
    )
    return (
        f'<h2 style="margin-bottom:0">{escape(card.name)}</h2>'
        f'<p style="margin-top:2px; color:{faint}">{escape(card.architecture)} · {escape(", ".join(card.tasks))}</p>'
        + (f"<p>{escape(description)}</p>" if description else "")
        + f"<h3>{tr('Classes')}</h3>{_classes(card)}"
        + f'<h3>{tr("Facts")}</h3><table cellspacing="2">{facts}</table>'
        + f"<h3>{tr('Measured')}</h3>{_metrics(card.metrics, faint)}"
    )


def _classes(card: ModelCard) -> str:
    cells = [
        f'<td bgcolor="#{c.color[0]:02x}{c.color[1]:02x}{c.color[2]:02x}" width="18"></td>'
        f'<td style="padding-left:6px; padding-right:22px">{escape(c.title)}</td>'
        for c in card.classes
    ]
    three_a_row = "".join(cell + ("</tr><tr>" if number % 3 == 0 else "") for number, cell in enumerate(cells, start=1))
    return f'<table cellspacing="3"><tr>{three_a_row}</tr></table>'


def _metrics(metrics: Iterable[Mapping[str, Any]], faint: str) -> str:
    """One row a data set, with the command that gives the figures."""
    rows = []
    for item in metrics:
        labels = (("oa", tr("accuracy")), ("miou", "mIoU"))
        figures = " · ".join(f"{label} {float(item[key]):.3f}" for key, label in labels if key in item)
        data, protocol = (escape(str(item.get(key, ""))) for key in ("dataset", "protocol"))
        rows.append(
            f"<tr><td style='padding-right:14px'><b>{data}</b><br><span style='color:{faint}'>{protocol}</span></td>"
            f"<td>{escape(figures)}</td></tr>"
        )
    if not rows:
        return f"<p>{escape(tr('The card states no measurements.'))}</p>"
    return '<table cellspacing="4">' + "".join(rows) + "</table>"
