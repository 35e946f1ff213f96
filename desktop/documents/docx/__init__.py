"""Blocks → DOCX (python-docx): the editable twins of the PDFs, line for line the same."""
