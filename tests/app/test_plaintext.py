"""After a day of work nothing a person typed or attached can be read anywhere it was kept.

Packets, documents and case files that somebody asks for are plain by nature and lie where they say;
all else (vault, backups, packages, temporary files, logs, settings) is looked through byte by byte,
while the library is open and after a kill and a close.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import tempfile
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends.null import Keyring as NoKeyring

from desktop.app.applicants import pinyin
from desktop.app.applicants.table import Applicants
from desktop.app.handover import arrivals, sending
from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.packet import making
from desktop.app.papers import wanted
from desktop.app.papers.press import Press
from desktop.app.safety import backups
from desktop.app.samples.sample import Sample, keep_sample, sample
from desktop.app.session import Session
from desktop.domain.case import Case
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.storage import rescue, vault
from desktop.storage.digests import NAME as DIGESTS
from desktop.storage.remains import FILES

PASSPHRASE = "春天的吉普停在院里"
TYPED = "阿依古丽·麦麦提明"
SENTENCE = "在塔里木河畔的苗圃里连续七年观测梭梭的成活率"


def secrets_of(made_up: Sample) -> dict[str, bytes]:
    """What must not be found: texts in every form they might lie in, parts of files, hashes."""
    case = made_up.brought.case
    texts = {
        "name": case.person.name,
        "ID number": case.person.id_no,
        "phone": case.person.phone,
        "unit": case.unit.name,
        "how the name is read": pinyin.readings(case.person.name),
        "summary": case.summary.text[20:36],
        "typed name": TYPED,
        "typed sentence": SENTENCE,
        "passphrase": PASSPHRASE,
        "label": "添加附件",
    }
    assert all(len(text) >= 2 for text in texts.values())
    forms = {}
    for what, text in texts.items():
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
            forms[f"{what} in {encoding}"] = text.encode(encoding)
        if not text.isascii():
            escaped = json.dumps(text)[1:-1]
            forms[f"{what} escaped"] = escaped.encode()
            forms[f"{what} escaped in capitals"] = escaped.upper().replace("\\U", "\\u").encode()
            forms[f"{what} in a link"] = urllib.parse.quote(text).encode()
    for number, attachment in enumerate(case.attachments[:5]):
        data = made_up.brought.file_of(attachment.sha256)
        middle = len(data) // 2
        forms[f"attachment {number}"] = data[middle : middle + 24]
        forms[f"hash of attachment {number}"] = attachment.sha256.encode()
        forms[f"raw hash of attachment {number}"] = bytes.fromhex(attachment.sha256)
    return forms


def found(secrets: dict[str, bytes], *folders: Path) -> Iterator[str]:
    """Where one of the secrets can be read: in a file, or in what it is called."""
    for folder in folders:
        for path in folder.rglob("*"):
            data = os.fsencode(path.relative_to(folder))
            data += path.read_bytes() if path.is_file() else b""
            yield from (f"{path.name}: {what}" for what, form in secrets.items() if form in data)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder of everything in this test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def test_a_day_of_work_leaves_nothing_to_read(
    tmp_path: Path, own_home: Path, temporary: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    notice = installed.notice("BM24")
    made_up = sample(notice)
    secrets = secrets_of(made_up)
    place, stick, asked_for = (own_home / "library", tmp_path / "stick", tmp_path / "asked for")
    for folder in (stick, asked_for):
        folder.mkdir()

    begun = vault.begin(place, PASSPHRASE, in_keyring=False)
    secrets["recovery code"] = begun.code.encode()
    now = made_up.as_of
    desk = Desk.open(place, lambda *_: notice, lambda: now, begun.keys)
    session = desk.session(keep_sample(desk, notice))
    work(session)
    made_things(session, notice, asked_for)
    packages(desk, session, tmp_path)
    table(desk, case=session.case)
    backups.made(backups.snapshot(desk), stick, lambda *_: None)
    everywhere = (own_home, temporary, stick, tmp_path / "other", tmp_path / "sent")
    assert list(found(secrets, *everywhere)) == []

    # As a kill leaves it: with its journal.
    shutil.copytree(place, tmp_path / "killed")
    assert any((tmp_path / "killed").glob("*-wal"))
    told = list(troubles(desk, session, place))
    desk.close()
    assert list(found(secrets, *everywhere, tmp_path / "killed")) == []
    logged = "\n".join((caplog.text, *told)).encode()
    assert [what for what, form in secrets.items() if form in logged] == []
    # The same eyes see it where it is plain.
    seen = {line.split(": ")[1] for line in found(secrets, asked_for)}
    assert {"typed sentence in utf-8", "attachment 0"} <= seen
    assert temporary.is_dir()


def work(session: Session) -> None:
    """Typing, attaching, undoing."""
    session.set("person.name", TYPED)
    session.undo()
    session.redo()
    session.set("person.name", session.case.person.name)
    session.set("summary.text", f"{session.case.summary.text}\n{SENTENCE}。")
    first = session.case.attachments[0]
    scan = session.file(first.sha256)
    session.attach([(first.model_copy(update={"id": "again"}), scan + b"\0")])
    session.undo()
    session.remember("summary/summary.text")
    assert session.findings


def made_things(session: Session, notice: Notice, folder: Path) -> None:
    """A document, a packet and a case file: what is asked for, plain."""
    press = Press.bundled()
    paper = next(p for p in wanted.papers(session.case, notice, session.now()) if p.ready)
    made = wanted.make(paper.terms.kind, session.case, notice, session.now(), press)
    wanted.save(folder / f"{made.name}.pdf", made.pdf)
    plan = making.plan(
        session.case, notice, session.findings, session.file, press, now=session.now()
    )
    making.write(plan, folder, session.now())
    session.library.load(session.case.case_id)
    (folder / "typed.txt").write_text(SENTENCE, "utf-8")


def packages(desk: Desk, session: Session, tmp_path: Path) -> None:
    """Handed over to another vault and taken in there."""
    (tmp_path / "sent").mkdir()
    other = vault.begin(tmp_path / "other", PASSPHRASE, in_keyring=False)
    to = sending.Receivers(cards=[other.keys.identity.card])
    out = sending.prepared(desk, session.case.case_id)
    path, package_id = sending.written(out, tmp_path / "sent", to)
    sending.kept(desk, out, package_id, to)
    clerk = Desk.open(tmp_path / "other", lambda *_: session.notice, desk.now, other.keys)
    arrival = arrivals.looked(clerk, arrivals.opened(clerk.library, path))
    arrivals.brought(clerk.library, arrival)
    arrivals.taken(clerk, arrival)
    assert len(clerk.rows()) == 1
    clerk.close()


def table(desk: Desk, case: Case) -> None:
    """The table of everybody, judged and kept, and what the desk remembers."""
    applicants = Applicants(desk)
    applicants.rows()
    for case_id in applicants.stale():
        assert applicants.judge(case_id).letters == pinyin.readings(case.person.name)
    applicants.keep()
    assert (desk.library.folder / DIGESTS).stat().st_size > 100
    desk.library.memory.put("unit", {"name": case.unit.name, "leader": case.person.name})


def troubles(desk: Desk, session: Session, place: Path) -> Iterator[str]:
    """What is said where things go wrong, with everything an error carries."""
    path = next((place / FILES).glob("??/*"))
    path.write_bytes(path.read_bytes()[:-1])
    (broken,) = rescue.damaged_files(desk.library)
    for wrong in (
        lambda: session.file(broken),
        lambda: Desk.open(place, lambda *_: session.notice, desk.now, desk.library.keys),
        lambda: vault.open_with_passphrase(place, TYPED),
        lambda: desk.session("no such case"),
    ):
        with pytest.raises(UserError) as caught:
            wrong()
        yield f"{caught.value!r} {caught.value} {caught.value.details} {caught.getrepr()}"


def test_a_temporary_file_would_be_seen(temporary: Path) -> None:
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write("前 阿依古丽 后".encode("utf-16-le"))
    seen = list(found({"name": "阿依古丽".encode("utf-16-le")}, temporary))
    assert seen == [f"{Path(file.name).name}: name"]
