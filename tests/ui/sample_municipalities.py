"""Two invented municipalities: one whose five people are typed, one with a list of 1,200."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, islice, product
from pathlib import Path
from typing import Final

from ebel_wizard import demo
from ebel_wizard.case.model import Case, Person
from ebel_wizard.turkish import identifiers, letters
from tests.people_import import list_files

_NAMES = (
    "Ayşe Ali Fatma Şükrü İpek Gökçe Ömer Işıl Çağrı Uğur İdil Ümit Zeki Pelin Nur Şule Rıfat "
    "Güneş Öykü Sıla Tuğçe Yiğit Bahar Cemil Deniz Ebru Hülya Irmak Kâzım Özge"
).split()
_SURNAMES = (
    "Dağ Ok Çınar Kaya Şahin Yıldız Öz Işık Ünal Gül Aydın Çakır Uysal İnce Toprak Ilgaz Bulut "
    "Şimşek Demir Koç Arı Ergün Özgür Tığ Saçlı Gündüz Korkmaz Ödemiş Üstün Yağmur Çetin Balcı "
    "Kılıç Elmas Soydan İğci Narin Pınar Vural Zeybek"
).split()
_UNITS = [f"{name} Müdürlüğü" for name in (
    "Fen İşleri", "Zabıta", "İmar ve Şehircilik", "Park ve Bahçeler", "Temizlik İşleri",
    "Özel Kalem", "Destek Hizmetleri", "İklim Değişikliği ve Sıfır Atık", "Hukuk İşleri",
)]  # fmt: skip
_TITLES = ("Memur", "Şef", "Veri Hazırlama ve Kontrol İşletmeni", "Zabıta Komiseri", "Mühendis")
_HEADINGS = ["S.NO", "ADI SOYADI", "T.C. KİMLİK NO", "GSM", "GÖREVİ", "MÜDÜRLÜĞÜ"]

MAYOR: Final = Person(
    "Şükrü",
    "Iğdıroğlu",
    "10000011418",
    "(0 500) 000 00 04",
    "Belediye Başkanı",
    "Özel Kalem Müdürlüğü",
)
CLERK: Final = Person(
    "Güneş", "Çağlayan", "10000012194", "(0 500) 000 00 05", "Memur", "Yazı İşleri Müdürlüğü"
)
_DEPUTY: Final = Person(
    "Işıl",
    "Önder",
    "10000012880",
    "(0 500) 000 00 06",
    "Belediye Başkan Yardımcısı",
    "Özel Kalem Müdürlüğü",
)


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality on the way to e-Belediye, and what its officer has lying about.

    ``typed`` are who is typed into the register, the project officers apart. ``elsewhere`` are who
    serve in another unit too, by name and surname.
    """

    case: Case
    people: tuple[Person, ...]
    typed: tuple[Person, ...] = ()
    write_list: Callable[[Path], Path] | None = None
    refused: int = 0
    elsewhere: tuple[str, ...] = ()
    managers: int = 1

    @property
    def units(self) -> int:
        """How many units its people work in."""
        return len({each.unit for each in self.people})


def small() -> Town:
    """Five people, typed one by one; nobody serves in another unit."""
    case = demo.example()
    typed = (MAYOR, CLERK)
    return Town(case, (*case.officers, *typed), typed)


def large(count: int = 1_200) -> Town:
    """As many people on a messy list, the project officers among them."""
    case = demo.example()
    known = (*case.officers, MAYOR, CLERK, _DEPUTY)
    names = list(islice(product(_SURNAMES, _NAMES), count - len(known)))
    people = [
        Person(
            name,
            surname,
            tckn(20_000 + at),
            f"(0 500) {at // 10_000 + 1:03} {at // 100 % 100:02} {at % 100:02}",
            _TITLES[at % len(_TITLES)],
            _UNITS[at % len(_UNITS)],
        )
        for at, (surname, name) in enumerate(names)
    ]
    everybody = (*known, *people)
    sheet, refused = _messy(everybody)
    return Town(
        replace(case, officers=()),
        everybody,
        write_list=lambda path: list_files.xlsx(path, sheet, merged=("A1:F1", "A2:F2")),
        refused=refused,
        elsewhere=tuple(f"{each.name} {each.surname}" for each in people[100:112]),
        managers=2,
    )


def tckn(number: int) -> str:
    """The valid TCKN that begins with 1000 and this number."""
    first = [int(digit) for digit in f"1000{number:05}"]
    tenth = (7 * sum(first[0::2]) - sum(first[1::2])) % 10
    made = "".join(map(str, [*first, tenth, (sum(first) + tenth) % 10]))
    assert identifiers.is_tckn(made)
    return made


def _messy(people: Sequence[Person]) -> tuple[list[list[str | float]], int]:
    """The list as an office keeps it, and how many rows of it are beyond mending.

    Titles above, headings once more on each printed page, capitals, doubled blanks, numbers as
    numbers, telephone numbers as everybody writes them, a wrong digit and a double here and there.
    """
    rows: list[list[str | float]] = [
        ["T.C. ÖRNEKKÖY BELEDİYE BAŞKANLIĞI"],
        ["İnsan Kaynakları ve Eğitim Müdürlüğü PERSONEL LİSTESİ (tüm birimler)"],
        [],
        [*_HEADINGS],
    ]
    shapes = zip(people, cycle(_NAME_SHAPES), cycle(_TCKN_SHAPES), cycle(_PHONE_SHAPES))
    refused = 0
    for at, (person, name, number, phone) in enumerate(shapes):
        if at and at % 300 == 0:
            rows += [[], [*_HEADINGS]]
            wrong = f"{person.tckn[:-1]}{(int(person.tckn[-1]) + 1) % 10}"
            rows.append(["", "YANLIŞ Numara", wrong, "", "Memur", person.unit])
            double = people[at - 1]
            rows.append(["", f"{double.name} {double.surname}", double.tckn, "", "", double.unit])
            refused += 2
        unit = letters.upper(person.unit) if at % 7 == 0 else person.unit
        rows.append(
            [
                at + 1,
                name(person),
                number(person.tckn),
                phone(identifiers.digits(person.mobile)),
                letters.upper(person.title) if at % 2 else f"{person.title} ",
                unit,
            ]
        )
    rows += [[], ["", f"TOPLAM: {len(people)} kişi"]]
    return rows, refused


_NAME_SHAPES: tuple[Callable[[Person], str], ...] = (
    lambda person: letters.upper(f"{person.name} {person.surname}"),
    lambda person: letters.lower(f" {person.name}   {person.surname}"),
    lambda person: f"{person.name} {letters.upper(person.surname)}",
)
_TCKN_SHAPES: tuple[Callable[[str], str | float], ...] = (
    int,
    str,
    lambda number: f" {number[:3]} {number[3:6]} {number[6:]} ",
    float,
)
_PHONE_SHAPES: tuple[Callable[[str], str | float], ...] = (
    lambda digits: digits,
    lambda digits: int(digits[1:]),
    lambda digits: f"+90 {digits[1:4]} {digits[4:7]} {digits[7:]}",
    lambda digits: f"{digits[:4]}-{digits[4:7]}-{digits[7:9]}-{digits[9:]}",
    lambda digits: f"0({digits[1:4]}) {digits[4:7]} {digits[7:]}",
)
