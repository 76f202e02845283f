"""Turn a drawn PDF file into one for archives and screen readers: PDF/A-1a, PDF/UA-1.

e-Yazışma asks for PDF/A of ISO 19005-1. All of it happens in memory, and the file has no timestamp:
same pages, same bytes.
"""

import struct
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf

from ebel_wizard.documents.layout.page import Info, Piece, Tag

_XMP: Final = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>1</pdfaid:part>
<pdfaid:conformance>{conformance}</pdfaid:conformance>
</rdf:Description>{accessible}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

# PDF/A-1 requires a description of every property that it does not define itself.
_ACCESSIBLE: Final = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


def archive(data: bytes, info: Info, read: Sequence[Sequence[Piece]]) -> bytes:
    """Return the file as PDF/A-1; ``read`` is what of each page is read out (``pdf_writer.draw``).

    PDF/A-1a and PDF/UA-1; PDF/A-1b where ``read`` is empty.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        if read:
            _tag(pdf, read)
        for page in pdf.pages:
            del page.obj[Name.Trans]  # reportlab's, and empty
        _describe(pdf, info, accessible=bool(read))
        profile = pdf.make_stream(srgb(), N=3)
        pdf.Root.OutputIntents = Array(
            [
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name.GTS_PDFA1,
                    OutputConditionIdentifier="sRGB IEC61966-2.1",
                    Info="sRGB IEC61966-2.1",
                    DestOutputProfile=profile,
                )
            ]
        )
        made = BytesIO()
        pdf.save(
            made,
            deterministic_id=True,
            preserve_pdfa=True,
            fix_metadata_version=False,  # there is none in it; looking would import lxml
            object_stream_mode=ObjectStreamMode.disable,
        )
    return made.getvalue()


def is_password(text: str) -> bool:
    """See ``documents.is_password``."""
    return 0 < len(_normalised(text).encode(errors="replace")) <= 127 and text.isprintable()


def lock(data: bytes, password: str) -> bytes:
    """See ``documents.lock``."""
    if not is_password(password):
        raise ValueError("a password has 1 to 127 bytes")
    password = _normalised(password)
    with pikepdf.open(BytesIO(data)) as pdf:
        made = BytesIO()
        pdf.save(
            made,
            encryption=pikepdf.Encryption(owner=password, user=password, R=6),
            fix_metadata_version=False,
        )
    return made.getvalue()


def _normalised(password: str) -> str:
    """Return a password in the form into which readers bring what is typed (ISO 32000-2,
    7.6.4.3.3).
    """
    return unicodedata.normalize("NFKC", password)


def _describe(pdf: Pdf, info: Info, *, accessible: bool) -> None:
    """Write the file's metadata twice and with the same words: in Info and in XMP."""
    metadata = {
        "title": info.title,
        "author": info.author,
        "creator": str(pdf.docinfo.Creator),
        "producer": str(pdf.docinfo.Producer),
    }
    for name in pdf.docinfo.keys():  # noqa: SIM118 - an Object is no mapping
        if name not in {"/Title", "/Author", "/Creator", "/Producer"}:
            del pdf.docinfo[name]
    packet = _XMP.format(
        **{name: escape(text) for name, text in metadata.items()},
        language=pdf.Root.Lang,
        conformance="A" if accessible else "B",
        accessible=_ACCESSIBLE if accessible else "",
    )
    pdf.Root.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)


def _tag(pdf: Pdf, read: Sequence[Sequence[Piece]]) -> None:
    """Add the tree of tags, and for each page which of its pieces belongs where."""
    pages = [page.obj for page in pdf.pages]
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(S=Name.Document, P=root))
    elements: dict[Tag | None, Object] = {None: document}
    kids: dict[Tag | None, list[Object | int]] = {None: []}
    texts: dict[Tag | None, list[str]] = {None: []}
    first_pages: dict[Tag, int] = {}

    def element(tag: Tag, number: int) -> Object:
        made = elements.get(tag)
        if made is None:
            parent = document if tag.parent is None else element(tag.parent, number)
            made = Dictionary(S=Name(f"/{tag.role}"), P=parent, Pg=pages[number])
            if tag.scope:
                made.A = Dictionary(O=Name.Table, Scope=Name(f"/{tag.scope}"))
            if tag.box:
                made.A = Dictionary(O=Name.Layout, BBox=Array([round(side, 3) for side in tag.box]))
            if tag.said:
                made[Name.Alt if tag.role == "Figure" else Name.ActualText] = tag.said
            elements[tag] = made = pdf.make_indirect(made)
            kids[tag], texts[tag] = [], []
            kids[tag.parent].append(made)
            first_pages[tag] = number
        return made

    numbers: list[Object | int] = []
    for number, pieces in enumerate(read):
        of_page = Array([element(piece.tag, number) for piece in pieces])
        numbers += [number, pdf.make_indirect(of_page)]
        for place, (tag, lines) in enumerate(pieces):
            texts[tag] += lines
            here = first_pages[tag] == number
            kids[tag].append(
                place if here else Dictionary(Type=Name.MCR, Pg=pages[number], MCID=place)
            )
        pages[number].StructParents = number
        pages[number].Tabs = Name.S
    for tagged, made in elements.items():
        of_tag = kids[tagged]
        made.K = of_tag[0] if len(of_tag) == 1 else Array(of_tag)
        if len(texts[tagged]) > 1:
            # A line's end stands for a blank, which a screen reader would not read.
            made.ActualText = " ".join(texts[tagged])
    root.K = document
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = len(read)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


@lru_cache(maxsize=1)
def srgb() -> bytes:
    """Return sRGB as an ICC profile of version 2.1, the newest that PDF/A-1 may carry."""

    def fixed(*values: float) -> bytes:
        return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))

    name = b"sRGB IEC61966-2.1\0"
    description = struct.pack(">4s4xI", b"desc", len(name)) + name + bytes(4 + 4 + 2 + 1 + 67)
    levels = [step / 1023 for step in range(1024)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in levels]
    curve = struct.pack(">4s4xI1024H", b"curv", 1024, *(round(65535 * x) for x in linear))
    parts = {
        b"desc": description,
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        # Relative to D50, as a profile requires.
        b"wtpt": b"XYZ \0\0\0\0" + fixed(0.96420, 1.00000, 0.82491),
        b"rXYZ": b"XYZ \0\0\0\0" + fixed(0.43607, 0.22249, 0.01392),
        b"gXYZ": b"XYZ \0\0\0\0" + fixed(0.38515, 0.71687, 0.09708),
        b"bXYZ": b"XYZ \0\0\0\0" + fixed(0.14307, 0.06061, 0.71410),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    places: dict[bytes, int] = {}
    body = bytearray()
    first = 128 + 4 + 12 * len(parts)
    for part in parts.values():
        if part not in places:
            places[part] = first + len(body)
            body += part + bytes(-len(part) % 4)
    table = b"".join(
        struct.pack(">4sII", tag, places[part], len(part)) for tag, part in parts.items()
    )
    header = struct.pack(
        ">I4xI4s4s4s6H4s28x12s48x",
        first + len(body),
        0x02100000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2000, 1, 1, 0, 0, 0),
        b"acsp",
        fixed(0.96420, 1.00000, 0.82491),
    )
    return header + struct.pack(">I", len(parts)) + table + bytes(body)
