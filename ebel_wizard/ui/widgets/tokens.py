"""The sizes, distances and colours of the window; the palette and the style sheet are made of them.

Lengths are in device-independent pixels. Type is relative to the system's font, so that it follows
the size the officer has chosen there.
"""

from dataclasses import dataclass
from typing import Final

SPACE_4: Final = 4  # within a field
SPACE_8: Final = 8
SPACE_12: Final = 12
SPACE_16: Final = 16  # between fields
SPACE_24: Final = 24
GROUP_GAP: Final = 28  # between groups of fields
SPACE_32: Final = 32

RADIUS: Final = 6  # of controls
CARD_RADIUS: Final = 8
ACCENTS: Final = 2  # room above a text: Ö, İ and Â are higher than some fonts say
EDGE: Final = 1
FOCUS_EDGE: Final = 2  # of what has the focus, and of a field that is wrong

LETTERS: Final = 12  # pixels of the letters for which widths are given; larger ones widen them
CONTROL: Final = 36  # height of what is clicked or typed into
EMPTY_LIST: Final = 208  # room for what an empty list says
FOOT_STAYS: Final = 400  # a lower page scrolls the foot of a document with its fields
LEAST_COLUMN: Final = 80  # width of a column of words where there is no room
LEAST_LIST: Final = 104  # height under which a list is not pressed
GRID: Final = 8  # the unit of the widths of columns
COMPACT: Final = 30  # the same inside tables and toolbars
ROW: Final = 44  # height of a row that is one target
INDICATOR: Final = 18  # the box of a check box, the ring of a radio button
ICON: Final = 18
SMALL_ICON: Final = 14
SCROLL_BAR: Final = 12  # its handle with the room around it

FIELD_XS: Final = 120  # a day, a number
FIELD_S: Final = 160
FIELD_M: Final = 240
FIELD_L: Final = 420  # as wide as the column
COLUMN: Final = 420  # of fields
READING_COLUMN: Final = 640  # of sentences
LINES_FIELD: Final = 112  # height of a field of several lines
LONG_FIELD: Final = 240  # the same for a whole letter's words
PREVIEW: Final = 480  # least height of a letter below its words
PREVIEW_BESIDE: Final = 720  # a narrower page has it below
SUMMARY: Final = 112  # height a list of problems may take before it scrolls
HELP_PANEL: Final = 320
DIALOG: Final = 520
LIST_HEIGHT: Final = 192  # of a list that shares its page with other things
ARTICLE: Final = 760  # of a text to read, with its tables
RAIL: Final = 248
NARROW_RAIL: Final = 64
NARROW_BELOW: Final = 960  # a narrower window has a rail of icons alone
TOP_BAR: Final = 52
FOOTER: Final = 56
WINDOW: Final = (1280, 860)
MIN_WINDOW: Final = (960, 540)
WINDOW_FRAME: Final = (16, 40)  # what a desktop puts around a window, at most
SEARCH_LINE: Final = 320
CALENDAR: Final = (252, 240)  # seven columns; a line over the days' names and six weeks
SEARCH_RESULTS: Final = (608, 336)
LIST_DIALOG: Final = (800, 560)  # a dialog that is a list


@dataclass(frozen=True)
class Type:
    """Tells a kind of text: its size relative to the system's font, and its weight."""

    ratio: float
    weight: int


PAGE_TITLE: Final = Type(22 / 13, 600)
GROUP: Final = Type(16 / 13, 600)
TEXT: Final = Type(1.0, 400)
LABEL: Final = Type(1.0, 600)
HINT: Final = Type(12 / 13, 400)


@dataclass(frozen=True)
class Colours:
    """Holds the colours of one scheme by what they are for."""

    window: str
    surface: str
    rail: str
    text: str
    text2: str
    hint: str
    edge: str  # of controls
    line: str  # of decoration
    accent: str
    on_accent: str
    accent_soft: str
    success: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    info_soft: str
    hover: str
    pressed: str
    accent_hover: str
    accent_pressed: str
    disabled: str


LIGHT: Final = Colours(
    window="#F5F6F8",
    surface="#FFFFFF",
    rail="#ECEFF3",
    text="#1B1F24",
    text2="#4A525C",
    hint="#59626D",
    edge="#727C88",
    line="#D5DAE1",
    accent="#1B5AA0",
    on_accent="#FFFFFF",
    accent_soft="#E1ECF8",
    success="#1A6B3C",
    warning="#7A4B00",
    warning_soft="#FFF3D9",
    danger="#B3261E",
    danger_soft="#FCEBE9",
    info_soft="#EAF0F7",
    hover="#E8ECF1",
    pressed="#DDE3EA",
    accent_hover="#174E8B",
    accent_pressed="#124176",
    disabled="#868F9A",
)
DARK: Final = Colours(
    window="#181B1F",
    surface="#22262B",
    rail="#1D2125",
    text="#E8EAED",
    text2="#B6BDC6",
    hint="#A3ACB6",
    edge="#848E99",
    line="#3A4048",
    accent="#8AB8F0",
    on_accent="#0C2340",
    accent_soft="#20354F",
    success="#7FD1A0",
    warning="#F0C36A",
    warning_soft="#3A2E14",
    danger="#FFB0A8",
    danger_soft="#43211E",
    info_soft="#222D39",
    hover="#2B3037",
    pressed="#353B43",
    accent_hover="#A3C8F5",
    accent_pressed="#BAD6F8",
    disabled="#747D88",
)
PAPER: Final = "#FFFFFF"  # paper is white and its text black in both schemes
INK: Final = "#000000"
