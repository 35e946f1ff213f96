"""A print queue of the test's own: CUPS with a PDF printer, beside whatever the machine has.

The server listens on a socket in the test's folder and keeps everything there. The PDF printer's
settings alone are the system's: it puts what unknown users print where its own file says.
"""

from __future__ import annotations

import getpass
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

QUEUE = "ceshi"
USER = "zhicheng-test"
"""Nobody of that name is known to the system, so that no home folder is written to."""

_BACKEND = Path("/usr/lib/cups/backend/cups-pdf")
_DRIVER = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
_SETTINGS = Path("/etc/cups/cups-pdf.conf")
_ANYBODY = Path("/var/spool/cups-pdf/ANONYMOUS")
_PATIENCE = 240.0  # a machine that does much else

_TWO_SIDED = """
*OpenUI *Duplex/2-Sided Printing: PickOne
*DefaultDuplex: None
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long Edge: "<</Duplex true>>setpagedevice"
*Duplex DuplexTumble/Short Edge: "<</Duplex true /Tumble true>>setpagedevice"
*CloseUI: *Duplex
"""
"""What the driver of an office printer says beside: it prints on both sides."""

_SERVER = """
Listen {home}/socket
Browsing No
WebInterface No
PreserveJobFiles Yes
PreserveJobHistory Yes
LogLevel debug
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""
_FILES = """
ServerRoot {home}
RequestRoot {home}/spool
TempDir {home}/spool/tmp
CacheDir {home}/cache
StateDir {home}/state
ErrorLog {home}/error
AccessLog {home}/access
PageLog {home}/page
SystemGroup root
Printcap
"""


def lacking() -> str:
    """Why there can be no queue here; "" where there can."""
    if sys.platform != "linux":
        return "CUPS is looked for on Linux only"
    missing = [name for name in ("cupsd", "lpadmin", "gs") if shutil.which(name) is None]
    missing += [path.name for path in (_BACKEND, _DRIVER) if not path.exists()]
    if missing:
        return f"not installed: {', '.join(missing)}"
    return "" if getpass.getuser() == "root" else "the PDF printer of CUPS wants root"


@dataclass(frozen=True)
class PrintQueue:
    """The queue :data:`QUEUE` of a server; ``environment`` leads programs to it."""

    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """For a program that prints there."""
        return {**os.environ, "CUPS_SERVER": str(self.home / "socket"), "CUPS_USER": USER}

    def printed(self, title: str) -> bytes:
        """What came out under ``title``, a name nothing else has; taken away from there."""
        until = time.monotonic() + _PATIENCE
        folder = _out()
        while time.monotonic() < until:
            for path in folder.glob(f"*{title}*.pdf") if folder.is_dir() else ():
                data = path.read_bytes()
                if b"%%EOF" in data[-64:]:
                    path.unlink()
                    return data
            time.sleep(0.1)
        raise AssertionError(f"nothing was printed: {(self.home / 'error').read_text()[-3000:]}")

    def asked(self) -> str:
        """What the last job was asked for: ``copies=2 PageSize=A4 Duplex=…``."""
        log = (self.home / "error").read_text()
        copies, options = (re.findall(rf'argv\[{n}\]="(.*?)"', log)[-1] for n in (4, 5))
        return f"copies={copies} {options}"

    def sent(self) -> bytes:
        """What the last job brought, before anything was made of it."""
        return max((self.home / "spool").glob("d*")).read_bytes()


@contextmanager
def queue() -> Iterator[PrintQueue]:
    """Run a server with the one queue, its default, in a folder that goes with it."""
    with tempfile.TemporaryDirectory(prefix="queue-") as name:
        home = Path(name)
        home.chmod(0o755)  # filters work for another user
        with _served(home) as made:
            yield made


@contextmanager
def _served(home: Path) -> Iterator[PrintQueue]:
    for folder in ("spool/tmp", "cache", "state", "ppd"):
        (home / folder).mkdir(parents=True)
    driver = home / "driver.ppd"
    driver.write_text(_DRIVER.read_text() + _TWO_SIDED)
    (home / "cupsd.conf").write_text(_SERVER.format(home=home))
    (home / "cups-files.conf").write_text(_FILES.format(home=home))
    settings = ["-c", str(home / "cupsd.conf"), "-s", str(home / "cups-files.conf")]
    with (home / "said").open("wb") as said:
        server = subprocess.Popen(["cupsd", "-f", *settings], stdout=said, stderr=said)
    made = PrintQueue(home)
    try:
        until = time.monotonic() + _PATIENCE
        while not (home / "socket").exists():
            assert server.poll() is None, (home / "said").read_text()
            assert time.monotonic() < until, "the print server does not come up"
            time.sleep(0.05)
        add = ["lpadmin", "-p", QUEUE, "-v", "cups-pdf:/", "-P", str(driver), "-E"]
        for one in (add, ["lpadmin", "-d", QUEUE]):
            subprocess.run(one, env=made.environment, check=True, capture_output=True)
        yield made
    finally:
        server.terminate()
        server.wait(_PATIENCE)


def _out() -> Path:
    """Where the PDF printer puts what unknown users print."""
    with suppress(OSError):
        for line in _SETTINGS.read_text().splitlines():
            name, _, value = line.partition(" ")
            if name == "AnonDirName":
                return Path(value.strip())
    return _ANYBODY
