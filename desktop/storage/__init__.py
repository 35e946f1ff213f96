"""What is kept on disk: the library of cases with its history, attachment files, case files.

The only room that knows SQLite. Nothing here decides anything about a case.
"""
