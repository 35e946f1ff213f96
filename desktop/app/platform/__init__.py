"""抄录到平台: the case in the platform's own columns, and what of it has been typed in there."""
