"""Notices as a person meets them: at hand, laid out, compared, and moved between."""
