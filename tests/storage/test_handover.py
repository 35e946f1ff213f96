"""Hand-over packages: to whom they are for, whole, signed, or not at all."""

from __future__ import annotations

import json
import random
import tracemalloc
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.storage import handover, passphrases
from desktop.storage.files import FileStore, hash_of
from desktop.storage.handover import NotForYou, Receivers
from desktop.storage.identity import Card
from desktop.storage.keys import Keys
from tests.storage.keeping import KEYS, SECRETS, a_case, prints

APPLICANT = KEYS
CLERK = Keys.of(b"the clerk's vault key...........")
STRANGER = Keys.of(b"the key of somebody else........")
WORDS = "单位楼下的老榆树"
BODY = {"kind": "case", "case": a_case().model_dump(mode="json")}
SCANS = [b"front of the card", b"back of the card", random.Random(3).randbytes(3_000_000)]  # noqa: S311
FILES = {hash_of(data): data for data in SCANS}


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "staging", CLERK)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sent") / f"材料{handover.SUFFIX}"
    handover.write(path, BODY, FILES, APPLICANT.identity, Receivers(cards=[CLERK.identity.card]))
    return path


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sent") / "small.zcsb"
    one = dict(list(FILES.items())[:1])
    handover.write(path, BODY, one, APPLICANT.identity, Receivers(cards=[CLERK.identity.card]))
    return path


def test_whom_it_is_for_opens_it_and_sees_from_whom(package: Path, store: FileStore) -> None:
    got = handover.read(package, CLERK.identity, store)
    assert got.body == BODY
    assert got.sender == APPLICANT.identity.card
    assert {sha256: store.get(sha256) for sha256 in got.files} == FILES


def test_by_passphrase(tmp_path: Path, store: FileStore) -> None:
    path = tmp_path / "a.zcsb"
    handover.write(path, BODY, {}, APPLICANT.identity, Receivers(passphrase=WORDS))
    assert handover.needs_passphrase(path)
    assert handover.read(path, WORDS, store).body == BODY
    with pytest.raises(NotForYou, match="口令不对"):
        handover.read(path, WORDS + "。", store)
    with pytest.raises(NotForYou, match="不是发给"):
        handover.read(path, CLERK.identity, store)


def test_several_receivers(tmp_path: Path, store: FileStore) -> None:
    path = tmp_path / "a.zcsb"
    to = Receivers(WORDS, [CLERK.identity.card, STRANGER.identity.card])
    handover.write(path, BODY, {}, APPLICANT.identity, to)
    for way in (WORDS, CLERK.identity, STRANGER.identity):
        assert handover.read(path, way, store).body == BODY


def test_nobody_else_opens_it(package: Path, store: FileStore) -> None:
    for way in (STRANGER.identity, APPLICANT.identity, WORDS):
        with pytest.raises(NotForYou):
            handover.read(package, way, store)
    assert not package.parent.joinpath("staging").exists()


def test_nothing_of_it_can_be_read(small: Path) -> None:
    data = small.read_bytes()
    for secret in (*SECRETS, "front of the card"):
        assert secret.encode() not in data


def test_every_byte_counts(small: Path, tmp_path: Path, store: FileStore) -> None:
    whole = small.read_bytes()
    path = tmp_path / "damaged.zcsb"
    for at in range(len(whole)):
        damaged = bytearray(whole)
        damaged[at] ^= 1 << (at % 8)
        path.write_bytes(damaged)
        with pytest.raises(UserError):
            handover.read(path, CLERK.identity, store)


@pytest.mark.parametrize("keep", [0, 3, 7, 8, 50, 400, -17, -16, -1])
def test_cut_off(package: Path, tmp_path: Path, store: FileStore, keep: int) -> None:
    path = tmp_path / "cut.zcsb"
    path.write_bytes(package.read_bytes()[:keep])
    with pytest.raises(UserError):
        handover.read(path, CLERK.identity, store)


def test_chunks_cut_added_or_exchanged(package: Path, tmp_path: Path, store: FileStore) -> None:
    data = package.read_bytes()
    head = 8 + int.from_bytes(data[4:8])
    size = handover.CHUNK + 16
    chunks = [data[at : at + size] for at in range(head, len(data), size)]
    assert len(chunks) == 3
    one, two, three = chunks
    for wrong in ([one], [one, two], [two, one, three], [one, three], [one, two, three, three],
                  [one, one, two, three], [one, two, three, b"x"], [three]):  # fmt: skip
        path = tmp_path / "mixed.zcsb"
        path.write_bytes(data[:head] + b"".join(wrong))
        with pytest.raises(UserError):
            handover.read(path, CLERK.identity, store)


def test_a_chunk_of_another_package_does_not_fit(
    package: Path, small: Path, tmp_path: Path, store: FileStore
) -> None:
    one, other = package.read_bytes(), small.read_bytes()
    path = tmp_path / "swapped.zcsb"
    path.write_bytes(one[: 8 + int.from_bytes(one[4:8])] + other[8 + int.from_bytes(other[4:8]) :])
    with pytest.raises(UserError):
        handover.read(path, CLERK.identity, store)


def test_passed_on_as_somebody_s_it_is_refused(
    tmp_path: Path, store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clerk re-encrypts what the applicant signed: the signature covers whom it was for."""
    seen: list[bytes] = []
    with monkeypatch.context() as patch:
        real = handover._signed

        def noted(header: bytes, manifest: bytes) -> bytes:
            seen.append(real(header, manifest))
            return seen[-1]

        patch.setattr(handover, "_signed", noted)
        first = tmp_path / "first.zcsb"
        to = Receivers(cards=[CLERK.identity.card])
        handover.write(first, BODY, {}, APPLICANT.identity, to)
    signature = APPLICANT.identity.signature(seen[0])

    class Forged:
        card = APPLICANT.identity.card

        def signature(self, _data: bytes) -> bytes:
            return signature

    path = tmp_path / "forged.zcsb"
    again = Receivers(cards=[STRANGER.identity.card])
    handover.write(path, BODY, {}, Forged(), again)  # type: ignore[arg-type]
    with pytest.raises(UserError, match="签名不对"):
        handover.read(path, STRANGER.identity, store)


def written(tmp_path: Path, manifest: dict[str, object], *parts: bytes) -> Path:
    """A package whose inside is whatever somebody with a key of his own likes."""
    key, header = b"k" * 32, b""
    wraps = list(handover._wraps(key, "id", Receivers(cards=[CLERK.identity.card])))
    header = json.dumps({"format": 1, "id": "id", "to": wraps}).encode()
    said = json.dumps(manifest).encode()
    signature = STRANGER.identity.signature(handover._signed(header, said))
    inside = [len(said).to_bytes(4), said, signature, *parts]
    path = tmp_path / "made.zcsb"
    sealed = b"".join(handover._sealed(key, header, inside))
    path.write_bytes(b"ZCH1" + len(header).to_bytes(4) + header + sealed)
    return path


CARD = STRANGER.identity.card.written()
HASH = hash_of(b"x")
BAD: dict[str, tuple[dict[str, object], bytes]] = {
    "a name that is a path": ({"files": [{"sha256": "../../x", "size": 1}]}, b"x"),
    "a hash that is another's": ({"files": [{"sha256": "0" * 64, "size": 1}]}, b"x"),
    "a size that is short": ({"files": [{"sha256": HASH, "size": 0}]}, b"x"),
    "a size that is long": ({"files": [{"sha256": HASH, "size": 2}]}, b"x"),
    "a size without end": ({"files": [{"sha256": HASH, "size": float("inf")}]}, b"x"),
    "a negative size": ({"files": [{"sha256": HASH, "size": -1}]}, b"x"),
    "a bomb of a size": ({"files": [{"sha256": HASH, "size": 10**15}]}, b"x"),
    "many bombs": (
        {"files": [{"sha256": f"{n:064}", "size": 90 * 1024 * 1024} for n in range(50)]},
        b"x",
    ),
    "too many files": ({"files": [{"sha256": f"{n:064}", "size": 0} for n in range(3000)]}, b""),
    "the same file twice": ({"files": [{"sha256": HASH, "size": 1}] * 2}, b"xx"),
    "no files": ({"files": None}, b""),
    "no body": ({"body": None}, b""),
    "a body that is a list": ({"body": [1]}, b""),
    "something behind": ({}, b"more"),
    "no sender": ({"sender": "abc"}, b""),
    "another's card": ({"sender": APPLICANT.identity.card.written()}, b""),
}


@pytest.mark.parametrize("what", BAD)
def test_what_a_stranger_may_put_inside(tmp_path: Path, store: FileStore, what: str) -> None:
    changes, data = BAD[what]
    good: dict[str, object] = {"sender": CARD, "files": [], "body": {"kind": "case"}}
    assert handover.read(written(tmp_path, good), CLERK.identity, store).body == {"kind": "case"}
    with pytest.raises(UserError) as caught:
        handover.read(written(tmp_path, good | changes, data), CLERK.identity, store)
    assert "没有导入" in caught.value.safe
    assert all(".." not in name for name in prints(tmp_path))


@pytest.mark.parametrize(
    "data", [b"", b"ZCH1", b"PK\3\4" + b"x" * 99, b"ZCH1\xff\xff\xff\xff", b"ZCH1\0\0\0\2{}xx"]
)
def test_what_is_no_package(tmp_path: Path, store: FileStore, data: bytes) -> None:
    path = tmp_path / "照片.zcsb"
    path.write_bytes(data)
    with pytest.raises(UserError, match=r"照片\.zcsb"):
        handover.read(path, CLERK.identity, store)


@pytest.mark.usefixtures("full_costs")
def test_costs_that_would_exhaust_the_machine(tmp_path: Path, store: FileStore) -> None:
    path = tmp_path / "a.zcsb"
    handover.write(path, BODY, {}, APPLICANT.identity, Receivers(passphrase=WORDS))
    stated = b'"memory_kib": 65536'
    assert stated in path.read_bytes()
    data = path.read_bytes().replace(stated, b'"memory_kib": 9065536')
    path.write_bytes(data[:4] + (int.from_bytes(data[4:8]) + 2).to_bytes(4) + data[8:])
    with pytest.raises(UserError, match="不完整"):
        handover.read(path, WORDS, store)


def test_one_passphrase_is_tried_and_not_fifty(
    tmp_path: Path, store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each costs a moment by design; fifty would keep the window busy for minutes."""
    path = tmp_path / "a.zcsb"
    handover.write(path, BODY, {}, APPLICANT.identity, Receivers(passphrase=WORDS))
    data = path.read_bytes()
    header = json.loads(data[8 : 8 + int.from_bytes(data[4:8])])
    header["to"] *= 50
    many = json.dumps(header).encode()
    path.write_bytes(data[:4] + len(many).to_bytes(4) + many + data[8:])
    tried: list[str] = []
    monkeypatch.setattr(passphrases, "key", lambda typed, _terms: tried.append(typed))
    with pytest.raises(UserError, match="不完整"):
        handover.read(path, WORDS, store)
    assert not tried


@pytest.mark.parametrize(
    "beyond", [{"memory_kib": 512 * 1024}, {"passes": 17}, {"lanes": 17}, {"passes": 0}]
)
def test_what_one_may_cost(full_costs: dict[str, int], beyond: dict[str, int]) -> None:
    """Not more than this, and not less than RFC 9106 recommends where memory is scarce."""
    terms = passphrases.fresh()
    assert passphrases.checked(terms) == terms
    assert terms == {"salt": terms["salt"], "memory_kib": 64 * 1024, "passes": 3, "lanes": 4}
    with pytest.raises(passphrases.BadTerms):
        passphrases.checked(terms | beyond)


def test_what_is_there_is_not_gone_over(tmp_path: Path) -> None:
    path = tmp_path / "a.zcsb"
    path.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        handover.write(path, BODY, {}, APPLICANT.identity, Receivers(passphrase=WORDS))
    assert path.read_bytes() == b"mine"


def test_a_card_is_read_as_written_and_told_by_its_digits() -> None:
    card = CLERK.identity.card
    assert Card.read(f" {card.written()}\n") == card
    assert card.fingerprint != STRANGER.identity.card.fingerprint
    assert len(card.fingerprint.replace(" ", "")) == 20
    for text in ("", "zz", card.written()[:-2]):
        with pytest.raises(ValueError, match=r"card|hex"):
            Card.read(text)


class OneByOne(Mapping[str, bytes]):
    """Files that are made when asked for."""

    def __init__(self) -> None:
        self.sizes = {f"{n}": 700_000 + n for n in range(60)}

    def __getitem__(self, name: str) -> bytes:
        return random.Random(name).randbytes(self.sizes[name])  # noqa: S311

    def __iter__(self) -> Iterator[str]:
        return iter(self.sizes)

    def __len__(self) -> int:
        return len(self.sizes)


def test_a_large_package_is_never_held_in_memory(tmp_path: Path, store: FileStore) -> None:
    drawn = OneByOne()
    kept = FileStore(tmp_path / "kept", APPLICANT)
    hashes = [kept.put(data) for data in drawn.values()]
    path = tmp_path / "large.zcsb"
    tracemalloc.start()
    try:
        to = Receivers(cards=[CLERK.identity.card])
        handover.write(path, BODY, kept.among(hashes), APPLICANT.identity, to)
        written = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        got = handover.read(path, CLERK.identity, store)
        read = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    size = path.stat().st_size
    assert size > sum(drawn.sizes.values())
    assert written < size / 4
    assert read < size / 4
    assert got.files == tuple(hashes)
    assert [store.get(h) for h in hashes] == list(drawn.values())
