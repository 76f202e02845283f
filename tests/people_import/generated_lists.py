"""Invent lists as offices keep them, and remember what stands in each row."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ebel_wizard.people_import.sheet import Cell
from tests.people_import import list_files

GIVEN = """Ayşe Ali Fatma Mehmet Zeynep Mustafa Elif Ahmet Emine Hüseyin Hatice İbrahim Şükrü Çağrı
Gülşah Umut İpek Işıl Öykü Ülkü Sefa Sefer Şefik Şefika Onay Başkan Uzman Hizmet Müdür
Daimi Umur Deniz Güler Yazgülü Oğuz Kadri Satı Döndü Uğur Nur Su Can Ece Ege Tan Cem""".split()
SURNAMES = """Yılmaz Kaya Demir Çelik Şahin Öztürk Aydın Arslan Doğan Kılıç Yardımcı Başkan Uzman
Toplam İşler Kontrol Onay Tasdik Olur Memur Müdür Şef Amir Komiser Tekniker Sekreter Katip Muhtar
Müdüroğlu Başkaner Şefikoğlu Uzmanlı Üyeci Kalem Kurulu Servis Meclis Zabıta Işık Öz Ak Er Su
İşçi Notlu İmzalı Hizmetli Kişi Belediyeci Personeloğlu Memiş Yekun Mimar Sofu Usta""".split()
TITLES = """Memur|Şef|MÜDÜR|Zabıta Komiseri|Tekniker|Bilgisayar İşletmeni|Toplam Kalite Uzmanı|
Şoför|Mali Hizmetler Uzmanı|Veri Hazırlama ve Kontrol İşletmeni|Meslek Memuru|Başkan Yardımcısı
""".replace("\n", "").split("|")  # fmt: skip
UNITS = """Fen İşleri Müdürlüğü|YAZI İŞLERİ MÜDÜRLÜĞÜ|Zabıta Müdürlüğü|Özel Kalem Müdürlüğü|
Mali Hizmetler Müdürlüğü|Toplam Kalite Birimi|İtfaiye Amirliği
""".replace("\n", "").split("|")  # fmt: skip
POSTS = "Şube Müdürü|Belediye Başkanı|İnsan Kaynakları Müdürü|Memur|V.H.K.İ.|Başkan Yardımcısı V."
HEADINGS = {
    "full": "Adı Soyadı|ADI SOYADI|Ad Soyad|Adınız Soyadınız|Personelin Adı Soyadı|İsim Soyisim",
    "name": "Adı|AD|Adınız|Given Name|First Name|İsim",
    "surname": "Soyadı|SOYAD|Soyadınız|Family Name|Last Name|Soyisim",
    "tckn": "TCKN|T.C. Kimlik No|TC Kimlik Numaranız|National ID|T.C.",
    "mobile": "GSM|Cep Telefonu|Telefonunuz|CEP TEL|Mobile Phone",
    "title": "Unvanı|GÖREVİ|Göreviniz|Job Title|Unvanı (açık olarak yazılacak, kısaltılmayacak)",
    "unit": "Birimi|MÜDÜRLÜĞÜ|Biriminiz|Çalıştığı Birim|Department",
    "number": "S.NO|Sıra|Sıra No|ID",
    "sicil": "Sicil No",
    "signature": "İmza",
    "mail": "E-posta",
    "spouse": "Eşinin Cep Telefonu",
    "company": "Şirket Adı",
    "blank": "Unvan Kodu",
}


@dataclass
class Listed:
    """A list: its cells, the people by row, and which rows are somebody's."""

    rows: list[list[Cell]]
    people: dict[int, dict[str, str]] = field(default_factory=dict)
    """What each person's row says, in full; the number of a row is counted from 1."""
    damaged: set[int] = field(default_factory=set)
    """Rows of people that cannot be accepted as they stand."""


def tckn(rng: random.Random) -> str:
    first = [rng.randint(1, 9), *(rng.randint(0, 9) for _ in range(8))]
    tenth = (7 * sum(first[0::2]) - sum(first[1::2])) % 10
    return "".join(map(str, [*first, tenth, (sum(first) + tenth) % 10]))


class Maker:
    """Makes one list out of a seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.columns = self._columns()
        self.headings: list[Cell] = [
            self.rng.choice(HEADINGS[column].split("|")) for column in self.columns
        ]
        self.list = Listed([])
        self.numbers = "tckn" in self.columns or "mobile" in self.columns
        self.unit = ""
        self.count = 0

    def make(self) -> Listed:
        rng = self.rng
        for _ in range(rng.choice([0, 0, 1, 2])):
            title = "ÖRNEKKÖY BELEDİYESİ", "PERSONEL LİSTESİ", "2026 yılı güncel liste"
            self._add([rng.choice(title)])
            self._blank()
        self._add(self.headings)
        if rng.random() < 0.1:
            self._add([float(n) for n in range(1, len(self.columns) + 1)])
        sections = rng.choice([1, 1, 2, 3])
        for section in range(sections):
            if rng.random() < 0.3 and "unit" not in self.columns:
                self.unit = rng.choice(UNITS)
                self._add(self._single(rng.choice([self.unit, self.unit, f"Birimi: {self.unit}"])))
            for _ in range(rng.randint(1, 12)):
                self._person()
            if rng.random() < 0.1:
                self._blank()
            if section + 1 < sections and rng.random() < 0.4:
                if rng.random() < 0.3:
                    self._reorder()
                self._add(self.headings)
        if rng.random() < 0.4:
            self._add(self._single(rng.choice(["TOPLAM", "Genel Toplam", "TOPLAM: 12 kişi"])))
        if rng.random() < 0.4:
            self._signatures()
        if rng.random() < 0.2:
            self._blank()
            self._add(["NOT: İzinli personel listede yoktur."])
        return self.list

    def _reorder(self) -> None:
        """Let another list follow, with the same columns in another order."""
        order = self.rng.sample(range(len(self.columns)), len(self.columns))
        self.columns = [self.columns[n] for n in order]
        self.headings = [self.headings[n] for n in order]

    def _columns(self) -> list[str]:
        rng = self.rng
        names = rng.choice([["full"], ["full"], ["name", "surname"], ["surname", "name"]])
        others = [each for each in ("tckn", "mobile", "title", "unit") if rng.random() < 0.6]
        extra = ("sicil", "signature", "mail", "spouse", "company", "blank")
        others += [each for each in extra if rng.random() < 0.15]
        rng.shuffle(others)
        at = rng.choice([0, 0, 0, len(others)])
        columns = [*others[:at], *names, *others[at:]]
        return ["number", *columns] if rng.random() < 0.5 else columns

    def _person(self) -> None:
        rng = self.rng
        self.count += 1
        given = " ".join(rng.sample(GIVEN, rng.choice([1, 1, 1, 2])))
        person = {
            "name": given,
            "surname": rng.choice(SURNAMES),
            "tckn": tckn(rng) if rng.random() < 0.8 else "",
            "mobile": f"05{rng.randint(300000000, 599999999)}" if rng.random() < 0.7 else "",
            "title": rng.choice(TITLES) if rng.random() < 0.9 else "",
            "unit": rng.choice(UNITS) if rng.random() < 0.9 else "",
        }
        row = len(self.list.rows) + 1
        cells = [self._cell(column, person) for column in self.columns]
        is_damaged = rng.random() < 0.06 and self._damage(cells, person)
        self._add(cells)
        if is_damaged:
            self.list.damaged.add(row)
        shown = {part: person[part] for part in ("name", "surname")}
        shown |= {part: person[part] if part in self.columns else "" for part in
                  ("tckn", "mobile", "title", "unit")}  # fmt: skip
        shown["unit"] = shown["unit"] or ("" if "unit" in self.columns else self.unit)
        self.list.people[row] = shown

    def _cell(self, column: str, person: dict[str, str]) -> Cell:
        rng = self.rng
        if column == "full":
            return self._spelt(f"{person['name']} {person['surname']}")
        if column in {"name", "surname"}:
            return self._spelt(person[column])
        if column == "tckn" and person["tckn"] and rng.random() < 0.3:
            return float(person["tckn"])
        others: dict[str, Callable[[], Cell]] = {
            "number": lambda: float(self.count),
            "sicil": lambda: str(rng.randint(100, 99999)),
            "signature": lambda: "",
            "mail": lambda: f"kisi{rng.randint(1, 999)}@ornek.bel.tr",
            "spouse": lambda: "05330000009",
            "company": lambda: "Örnekköy A.Ş.",
            "blank": lambda: "",
        }
        return others[column]() if column in others else person[column]

    def _spelt(self, text: str) -> str:
        return self.rng.choice([text, text, text.replace(" ", "  "), f" {text}"])

    def _damage(self, cells: list[Cell], person: dict[str, str]) -> bool:
        """Spoil a row so that nobody can accept it as it is; return whether it could be done."""
        names = [
            n for n, column in enumerate(self.columns) if column in {"full", "name", "surname"}
        ]
        at = self.columns.index("tckn") if "tckn" in self.columns else -1
        kinds = ["nameless", "remark", "number", "unreadable"]
        kinds += ["wrong", "rounded", "doubled"] if at >= 0 else []
        kind = self.rng.choice(kinds)
        if kind in {"nameless", "remark", "number", "unreadable"}:
            text = {"nameless": "", "remark": "(vekil)", "number": "Ayşe 10000010046",
                    "unreadable": "Ay\ufffde Ak"}[kind]  # fmt: skip
            for n in names:
                cells[n] = text
        elif kind == "wrong":
            cells[at] = "10000010047"
        elif kind == "rounded":
            cells[at] = "1,00001E+10"
        else:
            earlier = [each["tckn"] for row, each in self.list.people.items()
                       if each["tckn"] and row not in self.list.damaged]  # fmt: skip
            if not earlier:
                return False
            cells[at] = person["tckn"] = self.rng.choice(earlier)
        return True

    def _signatures(self) -> None:
        rng = self.rng
        self._blank()
        names = [f"{rng.choice(GIVEN[:16])} {rng.choice(SURNAMES[:9])}" for _ in range(2)]
        posts = rng.sample(POSTS.split("|"), 2)
        footer = rng.choice(["Hazırlayan", "Düzenleyen", "ONAY", "", ""])
        at = self._name_column()
        if len(self.columns) > at + 2 and rng.random() < 0.5:
            across: Callable[[str, str], list[Cell]] = lambda one, two: [  # noqa: E731
                *[""] * at, one, *[""] * (len(self.columns) - at - 2), two,
            ]  # fmt: skip
            rows = [across("Hazırlayan", "Onaylayan")] if footer else []
            rows += [across(*names), across(*posts)]
        else:
            rows = [self._single(footer)] if footer else []
            rows += [self._single(names[0]), self._single(posts[0])]
        for row in rows:
            self._add(row)

    def _name_column(self) -> int:
        return next(n for n, column in enumerate(self.columns) if column in {"full", "name"})

    def _single(self, text: str) -> list[Cell]:
        return [*[""] * self._name_column(), text]

    def _add(self, cells: Sequence[Cell]) -> None:
        self.list.rows.append([*cells])

    def _blank(self) -> None:
        self.list.rows.append([] if self.rng.random() < 0.5 else [""] * len(self.columns))


def as_text(rows: Sequence[Sequence[Cell]]) -> str:
    """Return a list as a .csv file of Excel's has it."""
    return list_files.delimited(
        [[str(int(cell)) if isinstance(cell, float) else cell for cell in row] for row in rows]
    )


def as_damaged_bytes(listed: Listed, rng: random.Random) -> bytes:
    """Return a list as a .csv file with something done to it; a row that suffers is noted."""
    lines = as_text(listed.rows).split("\r\n")
    people = sorted(listed.people)
    kind = rng.choice(["quote", "code page", "entities", "quoted lines", "utf-16", "cp1254", "nul"])
    row = rng.choice(people)
    line = lines[row - 1]
    if kind == "quote":
        cells = line.split(";")
        filled = [n for n, cell in enumerate(cells) if cell.strip()]
        if not filled:
            return as_text(listed.rows).encode()
        at = rng.choice(filled)
        cells[at] = f'"{cells[at]}'
        lines[row - 1] = ";".join(cells)
        listed.damaged.add(row)
    elif kind == "code page" and "\ufffd" not in line:
        listed.damaged.add(row)
        encoded = [each.encode("utf-8") for each in lines]
        encoded[row - 1] = line.encode("cp1254")
        return b"\r\n".join(encoded)
    elif kind == "entities":
        entities = {ord(letter): f"&#{ord(letter)};" for letter in "çğıöşüÇĞİÖŞÜ"}
        lines[row - 1] = line.translate(entities).replace("; ", ";")
        listed.damaged.add(row)
    elif kind == "quoted lines":
        lines = [f'"{each}"' if each else each for each in lines]
    text = "\r\n".join(lines)
    if kind == "utf-16":
        return text.encode("utf-16")
    if kind == "cp1254" and "\ufffd" not in text:
        return text.encode("cp1254")
    return text.encode("utf-8").replace(b";", b";\0", 1) if kind == "nul" else text.encode("utf-8")
