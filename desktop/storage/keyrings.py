"""The system's keyring: a convenience that is never believed and never needed.

Backends may be locked, gone, wiped, or say they kept what they did not; on Windows one raises what
is no keyring error at all. Whatever happens here, the passphrase still opens the vault. The library
is loaded where a keyring is asked: it looks through everything that is installed.
"""

from __future__ import annotations

import base64
import contextlib
import secrets

SERVICE = "职称申报助手"
_TRIAL = "trial"


def keep(vault_id: str, kept: bytes) -> bool:
    """Give the key to the keyring; True only where it gives it back."""
    import keyring  # noqa: PLC0415

    try:
        keyring.set_password(SERVICE, vault_id, base64.b64encode(kept).decode())
    except Exception:  # noqa: BLE001  # see the module: backends raise what they like
        return False
    return look_up(vault_id) == kept


def works() -> bool:
    """Whether a keyring gives back what it is given; asking takes a moment."""
    trial = f"{_TRIAL}-{secrets.token_hex(4)}"
    try:
        return keep(trial, secrets.token_bytes(8))
    finally:
        forget(trial)


def look_up(vault_id: str) -> bytes | None:
    """What the keyring keeps for the vault, or None."""
    import keyring  # noqa: PLC0415

    try:
        found = keyring.get_password(SERVICE, vault_id)
        return base64.b64decode(found, validate=True) if found else None
    except Exception:  # noqa: BLE001
        return None


def forget(vault_id: str) -> None:
    """Take the key out of the keyring, where it can be reached."""
    import keyring  # noqa: PLC0415

    with contextlib.suppress(Exception):
        keyring.delete_password(SERVICE, vault_id)
