"""The one SQL library of this room: SQLCipher, also under sqlite-utils.

sqlite-utils catches the errors of the module it finds first, and the standard library's are not
SQLCipher's: without this a failed statement would leave a transaction open, and what is written
afterwards would be lost without a word. So the name it looks for is taken before it looks.
"""

from __future__ import annotations

import sys

import sqlcipher3  # type: ignore[import-untyped]

sys.modules["pysqlite3"] = sqlcipher3

from sqlite_utils import Database  # noqa: E402  # only now does it find SQLCipher

__all__ = ["CODES", "Database", "Error", "OperationalError", "connect"]

connect = sqlcipher3.connect
Error = sqlcipher3.Error
OperationalError = sqlcipher3.OperationalError
CODES = sqlcipher3
"""Where the result codes stand (``SQLITE_FULL`` …)."""
