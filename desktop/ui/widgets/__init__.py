"""What windows and pages are built of, styled by role; nothing here knows a page."""
