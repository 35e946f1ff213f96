"""关于: versions, licences, and updates from a file."""
