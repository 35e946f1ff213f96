"""The way into the library: begun with a passphrase, opened by keyring, passphrase or code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desktop.errors import UserError
from desktop.language import tr
from desktop.storage import keyrings, plain, remains, vault
from desktop.storage.keys import Keys
from desktop.storage.passphrases import LEAST_SIGNS, weakness
from desktop.storage.vault import Renewal, WrongPassphrase

__all__ = [
    "LEAST_SIGNS",
    "Door",
    "Keys",
    "Opened",
    "Renewal",
    "State",
    "WrongPassphrase",
    "weakness",
]

State = Literal["new", "plain", "locked", "lost"]
"""``new``: nothing there; ``plain``: a library from before there were vaults; ``locked``: a vault;
``lost``: a library, or remains of one, without a key file that can be read."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The keys of the library, and where it has just begun, its recovery code."""

    keys: Keys
    code: str = ""


class Door:
    """The door of the library in ``folder``. Each way in takes a moment: not on the GUI thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def state(self) -> State:
        """What is there; the library may be open meanwhile."""
        if vault.lost(self.folder):
            return "lost"
        if vault.exists(self.folder):
            return "locked"
        if plain.is_plain(self.folder):
            return "plain"
        return "lost" if remains.lie_in(self.folder) else "new"

    def begin(self, passphrase: str, *, in_keyring: bool) -> Opened:
        """Begin a vault; a library that is there already is encrypted with it.

        What was encrypted with keys that are gone is left as it is: new ones would not open it.
        """
        if self.state() == "lost":
            raise UserError(
                tr("这里有一个资料库，它的钥匙文件不见了或已损坏。"),
                safe=tr("它没有被改动，也没有新建资料库盖住它。"),
                todo=tr("请关掉程序重新打开，按提示用备份找回钥匙。"),
                details=(str(self.folder),),
            )
        begun = vault.begin(self.folder, passphrase, in_keyring=in_keyring)
        plain.encrypt(self.folder, begun.keys)
        return Opened(begun.keys, begun.code)

    def silently(self) -> Opened | None:
        """By the system's keyring; None where the passphrase is wanted.

        It may answer late, the library being open by then: :meth:`made_good` is for the caller.
        """
        keys = vault.open_silently(self.folder)
        return Opened(keys) if keys else None

    def by_passphrase(self, passphrase: str) -> Opened:
        """By the passphrase; :class:`~desktop.storage.vault.WrongPassphrase` by another."""
        return self.made_good(vault.open_with_passphrase(self.folder, passphrase))

    def by_code(self, code: str) -> Opened:
        """By the printed recovery code."""
        return self.made_good(vault.open_with_code(self.folder, code))

    @staticmethod
    def keyring_works() -> bool:
        """Whether this computer has a keyring that really keeps what it is given.

        It may wait for somebody to answer the system's own question.
        """
        return keyrings.works()

    def replace_passphrase(self, code: str, new: str) -> None:
        """Another passphrase by the recovery code, for whoever has forgotten theirs."""
        vault.replace_passphrase(self.folder, code, new)

    def trusts_keyring(self) -> bool:
        """Whether the system's keyring may open it."""
        return vault.in_keyring(self.folder)

    def trust_keyring(self, passphrase: str) -> bool:
        """Let the system's keyring open it; False where there is none that keeps it."""
        return vault.trust_keyring(self.folder, passphrase)

    def revoke_keyring(self, passphrase: str) -> None:
        """From now on the passphrase is asked for."""
        vault.revoke_keyring(self.folder, passphrase)

    def change_passphrase(self, now: str, new: str) -> None:
        """Another passphrase in place of ``now``."""
        vault.change_passphrase(self.folder, now, new)

    def renew_code(self, passphrase: str) -> Renewal:
        """A new recovery code; the printed one is valid until the new one is kept."""
        return vault.renew_code(self.folder, passphrase)

    def made_good(self, keys: Keys) -> Opened:
        """Encrypting may have been cut off the last time: go on with it, before it is opened."""
        plain.encrypt(self.folder, keys)
        return Opened(keys)
