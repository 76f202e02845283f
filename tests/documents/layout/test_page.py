from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.documents.layout import fonts, page

TEXTS = st.text("abçğıİöşü m.W-’ ", max_size=300).map(lambda text: " ".join(text.split()))


@given(TEXTS, st.floats(30, 300), st.floats(0, 15))
def test_wrapping_keeps_the_column_and_loses_nothing(
    text: str, width: float, indent: float
) -> None:
    lines = page.wrap(text, width, indent=indent)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert fonts.width(lines[0], page.SIZE) <= width - indent + 0.001
    assert all(fonts.width(line, page.SIZE) <= width + 0.001 for line in lines)


def test_wrapping_breaks_at_blanks_as_late_as_it_can() -> None:
    width = fonts.width("Bilgi İşlem", page.SIZE)
    assert page.wrap("Bilgi İşlem Dairesi", width) == ["Bilgi İşlem", "Dairesi"]


def test_a_cut_is_shown() -> None:
    assert page.cap(["bir", "ikinci", "üç"], 2) == ["bir", "iki…"]
    assert page.cap(["bir", "iki"], 2) == ["bir", "iki"]


@given(st.text("ığmW.", min_size=1, max_size=30))
def test_the_sign_of_a_cut_takes_no_more_room_than_what_it_stands_for(line: str) -> None:
    [cut] = page.cap([line, "…"], 1)
    assert fonts.width(cut, page.SIZE) <= max(fonts.width(text, page.SIZE) for text in (line, "…"))
