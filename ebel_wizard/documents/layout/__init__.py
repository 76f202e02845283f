"""Lay documents out: pages, PDF, DOCX, pictures, typefaces."""
