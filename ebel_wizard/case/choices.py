"""What can be chosen where a question has a list: the answer that is kept, and its words."""

from typing import Final

from ebel_wizard.case import model

KINDS: Final = {
    "büyükşehir": "Büyükşehir belediyesi",
    "il": "İl belediyesi",
    "ilçe": "İlçe belediyesi",
    "belde": "Belde belediyesi",
}
EBYS: Final = {
    model.HAS_EBYS: "Evet, yazılar EBYS’de hazırlanıyor",
    model.NO_EBYS: "Hayır, EBYS kullanılmıyor",
    model.EBYS_DOWN: "EBYS var ama uzun süredir çalışmıyor",
}
MEDIUM_BY_EBYS: Final = {
    model.HAS_EBYS: model.ELECTRONIC,
    model.NO_EBYS: model.PAPER,
    model.EBYS_DOWN: model.EMERGENCY,
}
"""The medium that follows from an answer about the EBYS (M1)."""
MEDIA: Final = {
    model.ELECTRONIC: "Elektronik: EBYS’de e-imzayla imzalanır (E)",
    model.PAPER: "Kâğıt: çıktısı ıslak imzayla imzalanır (Z)",
    model.EMERGENCY: "Olağanüstü durum: EBYS çalışmıyor, kâğıtta imzalanır (O)",
}
REFERENCES: Final = {
    model.YAZINIZ: "Yazının gittiği kurumun yazısı (yazınız)",
    model.YAZIMIZ: "O kuruma gönderdiğimiz yazı (yazımız)",
    model.YAZI: "Başka bir kurumun yazısı",
    model.DILEKCE: "Bir kişinin dilekçesi",
}
FORM_SECRETS: Final = {"parola": "KEP parolası", "şifre": "KEP şifresi"}
"""The rows of the KEP form that are filled in by hand, or from the keyring."""
CAPACITIES: Final = {
    model.ASALETEN: "Asaleten: makamın sahibi imzalar",
    model.VEKALETEN: "Vekâleten: makama vekâlet eden imzalar (V.)",
    model.YETKI_DEVRI: "Yetki devri: makam adına yetkili imzalar (a.)",
}
SECRECY: Final = {
    model.APART: "KEP formu ayrı, kendi GİZLİ yazısıyla (önerilir)",
    model.TOGETHER: "Yazı ve bütün ekleri tek GİZLİ paket",
    model.HIZMETE_OZEL: "Yazı ve bütün ekleri HİZMETE ÖZEL",
}
FILE_PLANS: Final = {
    "708.03": "708.03 Kullanıcı Yetkileri",
    "708.02": "708.02 Servis Hizmeti",
    "708.01": "708.01 Bilişim Güvenliği ve Veri Yönetimi",
    "710": "710 E-Uygulama",
}
ADDRESSEE_UNITS: Final = {
    each: each for each in ("Bilgi İşlem Dairesi Başkanlığı", "Bilgi Teknolojileri Genel Müdürlüğü")
}
"""The Ministry's unit as the guide calls it, and as it was called later; DETSİS knows."""
URGENCIES: Final = {
    model.ACELE: "ACELE: bekletilmeden işlenmesi gerekiyor",
    model.GUNLUDUR: "GÜNLÜDÜR: belli bir güne kadar sonuçlanması gerekiyor",
}
CORRECTION: Final = "düzeltme"
VERDICTS: Final = {
    "": "Henüz yanıt gelmedi",
    "uygun": "Uygun bulundu",
    CORRECTION: "Düzeltme istendi",
}
"""What the helpdesk answers to the pre-check."""
MASKED: Final = "masked"
TABLES: Final = {
    "": "TCKN’ler açık: postalanacak tablonun kendisi",
    MASKED: "TCKN’ler gizlenmiş: ilk üç ve son iki rakam görünür",
}
"""The personnel table of the pre-check mail."""
NO_EARLIER: Final = "yok"
EARLIER: Final = {
    "": "Henüz belli değil",
    "var": "Vardı: verileri e-Belediye’ye taşınacak",
    NO_EARLIER: "Yoktu: taşınacak veri yok",
}
"""Whether the municipality used a system like e-Belediye before."""
