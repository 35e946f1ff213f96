"""The vault around a library: its key file, lying there twice, and the ways to open it."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import UserError
from desktop.storage import durable, faults, keyfile, keyrings, passphrases
from desktop.storage.keyfile import KeyFile, NotAKeyFile, WrongKey
from desktop.storage.keys import Keys

KEY_FILES = ("keys.json", "keys-copy.json")


class WrongPassphrase(UserError):
    """The passphrase (or recovery code) typed is another."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A vault just begun: its keys, and the recovery code, which is shown once."""

    keys: Keys
    code: str


def exists(folder: Path) -> bool:
    """Whether a vault was ever begun in ``folder``, also a damaged one."""
    return any((folder / name).exists() for name in KEY_FILES)


def lost(folder: Path) -> bool:
    """Whether no copy of a key file that was there can be read any more; a locked disk says no."""
    for name in KEY_FILES:
        try:
            keyfile.read((folder / name).read_bytes())
        except (FileNotFoundError, NotAKeyFile):
            continue
        except OSError:
            return False
        return False
    return exists(folder)


def begin(folder: Path, passphrase: str, *, in_keyring: bool) -> Begun:
    """A vault in ``folder``, opened by ``passphrase``; nothing that is there is gone over."""
    _require_strength(passphrase)
    file, key = keyfile.new()
    code = keyfile.new_code()
    file = keyfile.with_passphrase(file, key, passphrase)
    file = keyfile.with_recovery(file, key, code)
    if in_keyring:
        file = _in_keyring(file, key)
    with faults.told(folder):
        durable.make_folder(folder)
        try:
            _write_first(folder, keyfile.written(file))
        except FileExistsError:
            raise UserError(
                "这个文件夹里已经有一个加密资料库。",
                safe="它没有被改动。",
                todo="请用它的口令打开，或另选一个空文件夹。",
                details=(str(folder),),
            ) from None
    return Begun(Keys.of(key), code)


def open_silently(folder: Path) -> Keys | None:
    """The keys by the system's keyring; None where that does not open the vault."""
    for file in _whole(folder):
        kept = keyrings.look_up(file.vault_id) if "keyring" in file.slots else None
        with contextlib.suppress(WrongKey, NotAKeyFile):
            return _opened(folder, file, keyfile.open_with_kept(file, kept or b""))
    return None


def open_with_passphrase(folder: Path, passphrase: str) -> Keys:
    """The keys by the passphrase."""
    wrong = WrongPassphrase(
        "口令不对，资料库没有打开。",
        safe="资料库没有被改动，可以再试，不限次数。",
        todo="请留意大小写和输入法；忘记口令时，可以用打印的恢复码打开。",
    )
    return _opened(folder, *_proven(folder, passphrase, wrong, keyfile.open_with_passphrase))


def open_with_code(folder: Path, code: str) -> Keys:
    """The keys by the printed recovery code."""
    wrong = WrongPassphrase(
        "恢复码不对，资料库没有打开。",
        safe="资料库没有被改动，可以再试，不限次数。",
        todo="请对照打印的恢复码逐组输入，每组 4 位，没有数字 0、1 和字母 I、O。",
    )
    return _opened(folder, *_proven(folder, code, wrong, keyfile.open_with_code))


def keys_for(folder: Path, typed: str) -> Keys:
    """The keys by passphrase or recovery code, of a folder that is only read: a backup's."""
    wrong = WrongPassphrase(
        "口令（或恢复码）不对，备份没有打开。",
        safe="备份和现有的资料都没有被改动。",
        todo="请输入做这份备份时用的口令，或打印的恢复码。",
    )
    ways = (keyfile.open_with_passphrase, keyfile.open_with_code)
    return Keys.of(_proven(folder, typed, wrong, *ways)[1])


def key_file(folder: Path) -> bytes:
    """The key file as it is to be kept elsewhere: the newest copy that can be read."""
    return keyfile.written(_whole(folder)[0])


def name(folder: Path) -> str:
    """A short name of the vault, for the folder of its backups."""
    return _whole(folder)[0].vault_id[:8]


def change_passphrase(folder: Path, now: str, new: str) -> None:
    """Another passphrase in place of ``now``; keyring and recovery code stay as they are."""
    _require_strength(new)
    file, key = _now(folder, now)
    _write(folder, keyfile.with_passphrase(file, key, new))


def replace_passphrase(folder: Path, code: str, new: str) -> None:
    """Another passphrase by the recovery code, for whoever has forgotten the one there was."""
    _require_strength(new)
    wrong = WrongPassphrase(
        "恢复码不对。", safe="口令没有改变。", todo="请对照打印的恢复码重新输入。"
    )
    found = _proven(folder, code, wrong, keyfile.open_with_code)
    _write(folder, keyfile.with_passphrase(*found, new))


@dataclass(frozen=True, slots=True)
class Renewal:
    """A new recovery code, not valid yet: the one printed before is, until :meth:`keep`."""

    code: str
    _folder: Path
    _file: KeyFile

    def keep(self) -> None:
        """From now on this code opens the vault, the one before nothing any more."""
        _write(self._folder, self._file)


def renew_code(folder: Path, passphrase: str) -> Renewal:
    """A new recovery code, to be shown before it takes the place of the one there is."""
    file, key = _now(folder, passphrase)
    code = keyfile.new_code()
    return Renewal(code, folder, keyfile.with_recovery(file, key, code))


def trust_keyring(folder: Path, passphrase: str) -> bool:
    """Let this computer's keyring open the vault; False where the keyring does not keep it."""
    file, key = _now(folder, passphrase)
    trusted = _in_keyring(file, key)
    if trusted is file:
        return False
    _write(folder, trusted)
    return True


def revoke_keyring(folder: Path, passphrase: str) -> None:
    """From now on the passphrase is asked for again."""
    file, key = _now(folder, passphrase)
    _write(folder, keyfile.without(file, key, "keyring"))
    keyrings.forget(file.vault_id)


def in_keyring(folder: Path) -> bool:
    """Whether the vault has a slot for the keyring."""
    return "keyring" in _whole(folder)[0].slots


def _in_keyring(file: KeyFile, key: bytes) -> KeyFile:
    kept = secrets.token_bytes(keyfile.KEY_BYTES)
    return keyfile.with_keyring(file, key, kept) if keyrings.keep(file.vault_id, kept) else file


def _now(folder: Path, passphrase: str) -> tuple[KeyFile, bytes]:
    """The key file and the vault's key by the passphrase there is now."""
    wrong = WrongPassphrase(
        "现在的口令不对。", safe="口令没有改变。", todo="请重新输入现在的口令。"
    )
    return _proven(folder, passphrase, wrong, keyfile.open_with_passphrase)


def _proven(
    folder: Path, typed: str, wrong: WrongPassphrase, *ways: Callable[[KeyFile, str], bytes]
) -> tuple[KeyFile, bytes]:
    """The newest copy that ``typed`` opens, with the vault's key; ``wrong`` where it opens none."""
    for way in ways:
        for file in _whole(folder):
            with contextlib.suppress(WrongKey, NotAKeyFile):
                return file, way(file, typed)
    raise wrong


def _require_strength(passphrase: str) -> None:
    weak = passphrases.weakness(passphrase)
    if weak:
        raise UserError(
            weak,
            safe="什么都没有改变。",
            todo="可以用一句自己记得住的话，中文、字母、数字、空格都可以。",
        )


def _whole(folder: Path) -> list[KeyFile]:
    """The copies that can be read, newest first."""
    found: list[KeyFile] = []
    with faults.told(folder):
        for name in KEY_FILES:
            with contextlib.suppress(FileNotFoundError, NotAKeyFile):
                found.append(keyfile.read((folder / name).read_bytes()))
    if not found:
        raise UserError(
            "资料库的钥匙文件不见了或已损坏，暂时打不开。",
            safe="资料都还在，没有被改动，也没有新建资料库盖住它们。",
            todo="请把备份里的 keys.json 放回这个文件夹；没有备份时，请不要删除这里的文件。",
            details=(str(folder),),
        )
    return sorted(found, key=lambda file: -file.revision)


def _write_first(folder: Path, data: bytes) -> None:
    """Both copies where there is none yet; where one cannot be written there is none again."""
    try:
        for name in KEY_FILES:
            durable.write(folder / name, data, replace=False, private=True)
    except BaseException:
        for path in (folder / name for name in KEY_FILES):
            # No other vault's key file reads like this one.
            with contextlib.suppress(OSError):
                if path.read_bytes() == data:
                    path.unlink()
        raise


def _opened(folder: Path, file: KeyFile, key: bytes) -> Keys:
    """The keys; a copy that is missing, damaged or older is made good, as far as the disk lets."""
    wanted = keyfile.written(file)
    for name in KEY_FILES:
        path = folder / name
        with contextlib.suppress(OSError):
            if not path.exists() or path.read_bytes() != wanted:
                durable.write(path, wanted, private=True)
    return Keys.of(key)


def _write(folder: Path, file: KeyFile) -> None:
    """Both copies, one after the other: cut off between them, the newer one counts."""
    with faults.told(folder):
        if any(there.revision >= file.revision for there in _whole(folder)):
            raise UserError(
                "另一个窗口刚刚改过这个资料库的口令或恢复码，这一次没有改。",
                safe="那边的改动已经生效，资料没有变。",
                todo="请再试一次。",
                details=(str(folder),),
            )
        for name in KEY_FILES:
            durable.write(folder / name, keyfile.written(file), private=True)
