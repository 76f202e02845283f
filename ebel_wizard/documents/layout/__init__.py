"""How documents stand on paper: pages, PDF, DOCX, pictures, typefaces."""
