"""抄录到平台: the platform's columns, each value with a button that copies it, and its tick."""
