"""What the program imports when it first needs it, imported before a fork instead of after it."""

from typing import Final

import alembic.command
import alembic.config
import alembic.script
import docx
import icalendar
import pikepdf
import reportlab.pdfgen.canvas
import sqlalchemy.dialects.sqlite
import xlsxwriter
from cryptography.hazmat.primitives.ciphers import aead
from cryptography.hazmat.primitives.kdf import argon2, hkdf
from keyring.backends import SecretService

from ebel_wizard.documents import assembly, closing_report, listing

PRELOADED: Final = (
    *(alembic.command, alembic.config, alembic.script, sqlalchemy.dialects.sqlite),
    *(docx, icalendar, pikepdf, reportlab.pdfgen.canvas, xlsxwriter),
    *(aead, argon2, hkdf, SecretService),
    *(assembly, closing_report, listing),
)
