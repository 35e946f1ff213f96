"""The one SQL library of this room: SQLCipher, also under sqlite-utils.

sqlite-utils catches the errors of the module it finds first, and the standard library's are not
SQLCipher's: without this a failed statement would leave a transaction open, and what is written
afterwards would be lost without a word. So the name it looks for is taken before it looks.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import sqlcipher3  # type: ignore[import-untyped]

sys.modules["pysqlite3"] = sqlcipher3

if TYPE_CHECKING:
    from sqlite_utils import Database

connect = sqlcipher3.connect
Error = sqlcipher3.Error
OperationalError = sqlcipher3.OperationalError
CODES = sqlcipher3
"""Where the result codes stand (``SQLITE_FULL`` …)."""


def over(connection: sqlcipher3.Connection) -> Database:
    """The database behind ``connection``, with sqlite-utils' tables."""
    # It is large, and the first page there is asks for a passphrase before anything is opened.
    from sqlite_utils import Database  # noqa: PLC0415

    return Database(connection, execute_plugins=False)
