"""A model's card: what it maps, how well, for which sensors, and where it fails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from qgis.PyQt.QtCore import QSize, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QPalette
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from ....backend.catalog.cards import ModelCard
from ....backend.common.wording import speed_text
from ...i18n import tr, trn
from ...models import headline_metric, metric_name
from ...paths import icon

_MORE = "more"
_WEAK = 0.8  # accuracy below which a measurement is listed as a weakness


class ModelCardDialog(QDialog):
    """Shows one card; a link shows how the model was made."""

    def __init__(self, card: ModelCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Model {}").format(card.name))
        self.setWindowIcon(icon("specaware"))
        self._card, self._whole = card, False
        self.browser = QTextBrowser(self)
        self.browser.setOpenLinks(False)
        self.browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.browser.anchorClicked.connect(self.follow)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.browser)
        layout.addWidget(buttons)
        self._show()

    def follow(self, link: QUrl) -> None:
        """Show or hide the training details; other links open in the browser."""
        if link.toString() == _MORE:
            self._whole = not self._whole
            self._show()
        else:
            QDesktopServices.openUrl(link)

    def _show(self) -> None:
        at = self.browser.verticalScrollBar().value()
        self.browser.setHtml(card_html(self._card, self.browser.palette(), whole=self._whole))
        self.browser.verticalScrollBar().setValue(at)

    def sizeHint(self) -> QSize:
        """Fits a laptop's screen."""
        return QSize(560, 620)


def card_html(card: ModelCard, palette: QPalette, *, whole: bool = False) -> str:
    """The card as rich text in the theme's colours; ``whole`` with how it was made."""
    faint = _faint(palette)
    title = tr("Training details ▾") if whole else tr("Training details ▸")
    limits = "".join(f"<li>{escape(text)}</li>" for text in weaknesses(card))
    parts = [
        f'<h2 style="margin-bottom:0">{escape(card.name)}</h2>',
        f'<p style="margin-top:2px">{escape(_purpose(card))}</p>',
        f"{_head(tr('What it maps'))}{_classes(card)}",
        f"{_head(tr('Accuracy'))}{_metrics(card.metrics, faint)}",
        f"{_head(tr('Sensors'))}<p style='margin-top:0'>{escape(_sensors(card))}</p>",
        f"{_head(tr('Known limitations'))}<ul style='margin-top:0'>{limits}</ul>",
        f'<p><a href="{_MORE}">{escape(title)}</a></p>',
    ]
    return "".join([*parts, _making(card, faint)] if whole else parts)


def _head(text: str) -> str:
    return f"<h3 style='margin-top:10px; margin-bottom:2px'>{escape(text)}</h3>"


def _faint(palette: QPalette) -> str:
    text = palette.color(QPalette.ColorRole.Text)
    base = palette.color(QPalette.ColorRole.Base)
    mix = [round(0.62 * a + 0.38 * b) for a, b in zip(text.getRgb()[:3], base.getRgb()[:3])]
    return "#{:02x}{:02x}{:02x}".format(*mix)


def _purpose(card: ModelCard) -> str:
    """One sentence: what it does, with its accuracy and speed."""
    count, best = len(card.classes), headline_metric(card)
    text = trn("{} land-cover class", "{} land-cover classes", count).format(count)
    if best is not None:
        text += ", " + tr("{:.0f} % accuracy on {}").format(100 * float(str(best["oa"])), metric_name(best))
    speed = card.properties.get("specaware:speed")
    if isinstance(speed, Mapping) and speed.get("kpx_per_s"):
        threads = int(speed.get("threads") or 1)
        where = trn("{} bands, {} processor thread", "{} bands, {} processor threads", threads)
        text += f"; {speed_text(1000 * float(speed['kpx_per_s']))} ({where.format(speed.get('bands'), threads)})"
    return text + "."


def _sensors(card: ModelCard) -> str:
    text = tr("Any sensor with {} or more bands between {:.0f} and {:.0f} nm, level {}.").format(
        card.min_bands, *card.center_nm, " / ".join(card.levels)
    )
    if "specaware:head" in card.properties:
        text += " " + tr("It is most accurate on the sensor it was trained on.")
    return text


def weaknesses(card: ModelCard) -> list[str]:
    """The limitations in the card, and the lowest measured accuracies."""
    found = [str(text) for text in card.properties.get("specaware:limits", ())]
    judged = sorted((m for m in card.metrics if m.get("oa") is not None), key=lambda m: float(m["oa"]))
    weak = [m for m in judged if float(m["oa"]) < _WEAK][:3]
    found += [tr("{}: {:.0f} % overall accuracy.").format(metric_name(m), 100 * float(m["oa"])) for m in weak]
    low = [m for m in judged if m.get("miou") is not None and float(m["oa"]) - float(m["miou"]) > 0.2]
    if low:
        found.append(
            tr("Rare classes are mapped less accurately than common ones: compare mIoU with overall accuracy.")
        )
    found.append(tr("Surfaces that match no class are still assigned to one: write 'Unknown' to see where."))
    if not judged:
        found.insert(0, tr("Its accuracy was not measured: check its maps in places you know."))
    return found


def _making(card: ModelCard, faint: str) -> str:
    size = "" if card.size is None else f"{card.size / 1e6:.1f} MB"
    window = trn("{} pixel, overlap {} pixels", "{} pixels, overlap {} pixels", card.window_px).format(
        card.window_px, card.overlap_px
    )
    rows = [
        (tr("Description"), str(card.properties.get("description") or "")),
        (tr("Architecture"), card.architecture),
        (tr("Licence"), card.license or tr("not stated")),
        (tr("Window"), window),
        (tr("File"), f"{card.framework} {size} · sha256 {card.sha256[:12]}…"),
        (tr("Training data"), str(card.properties.get("specaware:training_data") or "")),
        (tr("Training"), card.training_command),
        *((tr("Measured with"), str(item["command"])) for item in card.metrics if item.get("command")),
    ]
    facts = "".join(
        f'<tr><td style="color:{faint}; padding-right:14px">{escape(name)}</td><td>{escape(value)}</td></tr>'
        for name, value in rows
        if value
    )
    return f'<table cellspacing="2">{facts}</table>'


def _classes(card: ModelCard) -> str:
    cells = [
        f'<td bgcolor="#{c.color[0]:02x}{c.color[1]:02x}{c.color[2]:02x}" width="18"></td>'
        f'<td style="padding-left:6px; padding-right:22px">{escape(c.title)}</td>'
        for c in card.classes
    ]
    three_a_row = "".join(cell + ("</tr><tr>" if number % 3 == 0 else "") for number, cell in enumerate(cells, start=1))
    return f'<table cellspacing="3"><tr>{three_a_row}</tr></table>'


def _metrics(metrics: Iterable[Mapping[str, Any]], faint: str) -> str:
    """One row per data set."""
    rows = []
    for item in metrics:
        if item.get("oa") is None:
            continue
        figures = tr("{:.0f} % overall accuracy").format(100 * float(item["oa"]))
        if item.get("miou") is not None:
            figures += f" · mIoU {float(item['miou']):.2f}"
        pixels = int(item.get("pixels") or 0)
        count = trn("{} pixel", "{} pixels", pixels).format(f"{pixels:,}") if pixels else ""
        rows.append(
            f"<tr><td style='padding-right:14px'>{escape(metric_name(dict(item)))}</td>"
            f"<td style='padding-right:14px'>{escape(figures)}</td><td style='color:{faint}'>{escape(count)}</td></tr>"
        )
    if not rows:
        return f"<p>{escape(tr('The card has no measured accuracy.'))}</p>"
    return '<table cellspacing="2">' + "".join(rows) + "</table>"
