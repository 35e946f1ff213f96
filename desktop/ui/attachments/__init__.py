"""附件: the slots of the platform, their files, and one file large."""
