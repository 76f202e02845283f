from hypothesis import given
from hypothesis import strategies as st

from ebel_wizard.documents import fonts, page

TEXTS = st.text("abçğıİöşü m.W-’ ", max_size=300).map(lambda text: " ".join(text.split()))


@given(TEXTS, st.floats(20, 300), st.floats(0, 15))
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
    assert page.cap(["bir", "iki", "üç"], 2) == ["bir", "ik…"]
    assert page.cap(["bir", "iki"], 2) == ["bir", "iki"]
