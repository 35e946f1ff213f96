"""Two people with a library each, for the tests of handing over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop.app.handover import arrivals, sending
from desktop.app.handover.arrivals import Arrival
from desktop.app.handover.sending import Receivers
from desktop.app.library import Desk
from desktop.domain import change as changes
from desktop.domain.case import Attachment, Case
from desktop.domain.change import Change
from desktop.domain.merge import Conflict
from desktop.domain.notice import Notice
from desktop.notices.shelf import NotInstalled
from desktop.storage.files import hash_of
from desktop.storage.identity import Card
from desktop.storage.keys import Keys
from tests.storage.keeping import FakeClock, a_case, a_notice

WORDS = "单位楼下的老榆树"
SCANS = (b"front of the card", b"back of the card" * 5000)


def notices(pack_id: str, version: int | None = None) -> Notice:
    """Only the first version of one notice is installed."""
    if pack_id != "BM24" or version not in (None, 1):
        raise NotInstalled("没有装这份通知。", safe="", todo="")
    return a_notice()


@dataclass
class Person:
    """Somebody with a library."""

    desk: Desk
    out: Path

    @property
    def card(self) -> Card:
        """The 收件码 of this library."""
        return self.desk.library.keys.identity.card

    def case(self) -> Case:
        """The one case."""
        return self.desk.library.load("c1").case

    def put(self, path: str, value: object) -> None:
        """Change one place of it."""
        saved = self.desk.library.load("c1")
        edit = changes.edit(saved.case, path, value)
        after = changes.apply(saved.case, (edit,))
        self.desk.library.commit("c1", Change(label="修改", edits=(edit,)), after, saved.history)

    def attach(self, key: str, data: bytes) -> None:
        """Add a scan."""
        self.desk.library.put_file(data)
        scan = Attachment(
            id=key, slot="S01", sha256=hash_of(data), size=len(data), file_name="我的扫描.jpg"
        )
        self.put("attachments", [*self.case().attachments, scan])

    def send(self, to: Card | str) -> Path:
        """Hand the case over."""
        receivers = Receivers(passphrase=to) if isinstance(to, str) else Receivers(cards=[to])
        prepared = sending.prepared(self.desk, "c1")
        path, package_id = sending.written(prepared, self.out, receivers)
        sending.kept(self.desk, prepared, package_id, receivers)
        return path

    def look(self, path: Path, passphrase: str = "") -> Arrival:
        """Open a package and look at it."""
        incoming = arrivals.opened(self.desk.library, path, passphrase)
        return arrivals.looked(self.desk, incoming)

    def take(self, path: Path, theirs: Iterable[Conflict] = ()) -> Arrival:
        """Take a package in."""
        arrival = self.look(path)
        arrivals.brought(self.desk.library, arrival)
        arrivals.taken(self.desk, arrival, theirs)
        return arrival


def person(folder: Path, key: bytes) -> Person:
    """Somebody whose library is empty."""
    out = folder / "stick"
    out.mkdir(parents=True)
    desk = Desk.open(folder / "library", notices, FakeClock(), Keys.of(key))
    return Person(desk, out)


def applicant(folder: Path) -> Person:
    """Somebody with a case and two scans."""
    made = person(folder, b"the applicant's vault key.......")
    made.desk.library.create(a_case())
    for number, data in enumerate(SCANS):
        made.attach(f"a{number}", data)
    return made
