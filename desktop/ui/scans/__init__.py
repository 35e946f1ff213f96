"""校正: one page of a scan large, to be put upright, cut out, drawn upon."""
