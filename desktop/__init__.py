"""职称申报助手: an offline assistant for applying for a professional title."""

__version__ = "0.1.0"
