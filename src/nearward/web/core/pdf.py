"""A paper to read or to print: A4, the product's day colours, a page number below. Two rooms write on it.

The font is DejaVu Sans Condensed (Latin, Greek, Cyrillic, most signs); it lies beside this file with its licence.
A sign it does not have, or a script that runs from right to left, is drawn as an empty box, and the paper says so.
"""

import unicodedata
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from fpdf import FPDF

FONTS = Path(__file__).with_name("fonts")
TEXT, BOLD = FONTS / "DejaVuSansCondensed.ttf", FONTS / "DejaVuSansCondensed-Bold.ttf"
INK, SOFT, LINE = (27, 36, 48), (82, 93, 107), (215, 221, 227)
AMBER, BLUE = (199, 122, 18), (31, 111, 156)
MARGIN, LEADING, SIZE = 22, 5.2, 10.0  # millimetres, millimetres, points
BOX = "▢"
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
FEW_LINES = 34  # millimetres: a heading does not stand alone at the foot of a page


class Paper:
    """Sheets of A4 that fill from above. `scale` below 1 writes smaller and closer, to fit one sheet."""

    def __init__(self, title: str, *, made_at: datetime, language: str, scale: float = 1.0) -> None:
        self._scale = scale
        self._sheet = _sheet(made_at, language)
        self._known = _signs_of(self._sheet)
        self._boxes = False
        self._sheet.set_title("Nearward")
        self._sheet.add_page()
        self._beams()
        self._write(title, size=19, bold=True, after=2)

    @property
    def is_one_sheet(self) -> bool:
        """Whether all of it stands on one page, with room for a last word."""
        return self._sheet.page_no() == 1 and self._sheet.get_y() < self._sheet.h - MARGIN - 3 * LEADING

    def throw_away(self) -> None:
        """Let go of it unread."""
        for font in self._sheet.fonts.values():
            font.close()  # type: ignore[union-attr]

    def lead(self, text: str) -> None:
        """Write what the paper is, in a quieter ink."""
        self._write(text, ink=SOFT, after=2)

    def heading(self, text: str) -> None:
        """Begin a part, under a thin line."""
        self._room_for(FEW_LINES)
        sheet = self._sheet
        sheet.ln(5 * self._scale**2)
        sheet.set_draw_color(*LINE)
        sheet.set_line_width(0.3)
        sheet.line(MARGIN, sheet.get_y(), sheet.w - MARGIN, sheet.get_y())
        sheet.ln(3 * self._scale**2)
        self._write(text, size=13.5, bold=True, after=1.5)

    def under(self, text: str) -> None:
        """Begin something within a part: a day, a form, a repair."""
        self._room_for(FEW_LINES / 2)
        self._sheet.ln(1.6)
        self._write(text, bold=True, after=0)

    def say(self, text: str) -> None:
        """Write words, as they were written."""
        if text:
            self._write(text, after=0.6)

    def fact(self, name: str, value: str) -> None:
        """Write a name and what it is, in one line or more; nothing where it is nothing."""
        if value:
            self._write(_("%(name)s: %(value)s") % {"name": name, "value": value}, after=0.2)

    def first(self, lines: list[str]) -> None:
        """Write what comes before everything else, marked at its side."""
        sheet, top, page = self._sheet, self._sheet.get_y() + 2, self._sheet.page
        sheet.set_left_margin(MARGIN + 5)
        sheet.set_y(top)
        for number, line in enumerate(lines):
            self._write(line, size=11.5 if number == 0 else SIZE, bold=number == 0, after=1)
        sheet.set_left_margin(MARGIN)
        sheet.set_draw_color(*AMBER)
        sheet.set_line_width(1)
        if sheet.page == page:
            sheet.line(MARGIN + 1, top, MARGIN + 1, sheet.get_y() - 1)
        sheet.set_x(MARGIN)

    def file(self) -> bytes:
        """Return it whole."""
        if self._boxes:
            self._sheet.ln(4)
            said = _(
                "Signs this paper cannot draw stand here as %(box)s. The JSON file holds them as you wrote them."
            )
            self.lead(said % {"box": BOX})
        return bytes(self._sheet.output())

    def _room_for(self, millimetres: float) -> None:
        if self._scale == 1 and self._sheet.get_y() > self._sheet.h - MARGIN - millimetres:
            self._sheet.add_page()

    def _write(
        self, text: str, *, size: float = SIZE, bold: bool = False, ink: tuple[int, int, int] = INK, after: float
    ) -> None:
        sheet, size, after = self._sheet, size * self._scale, after * self._scale
        sheet.set_font("text", "B" if bold else "", size)
        sheet.set_text_color(*ink)
        sheet.multi_cell(
            0, LEADING * size / SIZE, self._drawable(text), align="L", new_x="LMARGIN", new_y="NEXT"
        )  # fmt: skip
        sheet.ln(after)

    def _drawable(self, text: str) -> str:
        """Return text without hidden signs, and with a box for what the font cannot draw."""
        if text.isascii():
            return text
        drawn = "".join(map(self._drawn, unicodedata.normalize("NFC", text)))
        self._boxes = self._boxes or BOX in drawn
        return drawn

    def _drawn(self, sign: str) -> str:
        if unicodedata.category(sign) in {"Cf", "Cs", "Mn", "Me"} and sign not in "\u0301":
            return ""
        known = ord(sign) in self._known and unicodedata.bidirectional(sign) not in RIGHT_TO_LEFT
        return sign if known or sign in "\n\t" else BOX

    def _beams(self) -> None:
        """Draw two beams that meet: the product's one picture, small."""
        sheet, left, top = self._sheet, MARGIN, MARGIN - 8
        sheet.set_line_width(1.1)
        for colour, foot in ((AMBER, left), (BLUE, left + 11)):
            sheet.set_draw_color(*colour)
            sheet.line(foot, top + 8, left + 5.5, top)
        sheet.set_y(top + 13)


def _signs_of(sheet: "FPDF") -> frozenset[int]:
    font = sheet.fonts["text"]
    return frozenset(font.cmap) if hasattr(font, "cmap") else frozenset()


def _sheet(made_at: datetime, language: str) -> "FPDF":
    """Return an empty sheet. What it stands on costs 57 MB and half a second, so no start pays for it."""
    from fpdf import FPDF  # noqa: PLC0415

    class Sheet(FPDF):
        def footer(self) -> None:
            """Number the page."""
            self.set_y(-15)
            self.set_font("text", "", 8)
            self.set_text_color(*SOFT)
            self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="C")

    sheet = Sheet(format="A4")
    sheet.add_font("text", "", TEXT)
    sheet.add_font("text", "B", BOLD)
    sheet.set_margins(MARGIN, MARGIN, MARGIN)
    sheet.set_auto_page_break(auto=True, margin=MARGIN)
    sheet.set_creation_date(made_at)
    sheet.set_producer("Nearward")
    sheet.set_lang(language)
    return sheet
