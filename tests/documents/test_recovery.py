"""The page with the kurtarma kodu can be typed off without a mistake."""

from datetime import date
from io import BytesIO

import pdfplumber

from ebel_wizard import crypto, documents

CODE = crypto.recovery_code(bytes(range(16)))


def test_the_code_stands_in_groups_and_letters_that_tell_0_from_o() -> None:
    made = documents.recovery_page(CODE, "Örnekköy Belediye Başkanlığı", date(2026, 11, 28))
    assert (made.pages, made.secret) == (1, True)
    with pdfplumber.open(BytesIO(made.data)) as pdf:
        (page,) = pdf.pages
        words = [word["text"] for word in page.extract_words()]
        large = {char["fontname"][7:] for char in page.chars if char["size"] > 16}
        assert "-".join(word for word in words if word in CODE.split("-")) == CODE
        assert large == {"Cousine"}
        assert "Örnekköy Belediye Başkanlığı" in page.extract_text()
        assert "28.11.2026" in page.extract_text()
        assert CODE.split("-")[0] not in str(pdf.metadata)


def test_any_name_keeps_to_the_page() -> None:
    made = documents.recovery_page(CODE, "Ğ" * 500, date(2026, 11, 28))
    with pdfplumber.open(BytesIO(made.data)) as pdf:
        (page,) = pdf.pages
        assert all(0 < char["x0"] < char["x1"] < page.width for char in page.chars)
