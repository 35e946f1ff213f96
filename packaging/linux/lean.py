"""The built folder on Linux made lean: what is in it and never used goes out.

    PYTHONPATH=packaging python3 -m linux.lean dist/zhicheng

* Pillow names the X library, to take pictures of the screen, which the program never does. The
  loader wants a library of that name all the same: it is replaced by an empty one whose every
  function stops with a message.
* ICU's data lose the languages, calendars and encodings that are not the program's.
* Debug symbols go, and libraries that nothing names any more.

Wants gcc, binutils and (for ICU's data) icupkg from ``icu-devtools``.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from linux import elf

HOLLOW = "libxcb-*"
# What only reads scans, with its models.
READING = ("onnxruntime", "rapidocr", "shapely", "shapely.libs", "pyclipper")
# ICU: what Qt asks it for is the sorting of names, China's encodings of texts, time zones.
ICU_KEPT = re.compile(
    r"((gb18030|ibm-1383_P110-1999|ibm-1386_P100-2001)\.cnv|.*(?<!unames)\.(icu|nrm|spp)"
    r"|coll/(root|zh|zh_Hans|ucadata|res_index)\..*|(root|zh|zh_Hans|en"
    r"|pool|res_index|supplementalData|likelySubtags|timezoneTypes|zoneinfo64|metaZones|windowsZones"
    r"|keyTypeData|numberingSystems|icuver|icustd|currencyNumericCodes|genderList|dayPeriods"
    r"|plurals|pluralRanges|grammaticalFeatures|metadata|units)\.(res|icu)"
    r"|zone/(root|zh|en|pool|res_index|tzdbNames)\.res)"
)
# What every desktop has, and what has to fit the system's own other half of it: its fonts, its
# graphics driver (which brings a newer libstdc++ with it), its bus, its printers.
THE_SYSTEMS = re.compile(
    r"lib(X11|X11-xcb|Xau|Xdmcp|avahi-client|avahi-common|brotlicommon|brotlidec|bsd|cap|com_err|cups"
    r"|dbus-1|expat|fontconfig|freetype|gcc_s|gcrypt|glib-2\.0|gmp|gnutls|gpg-error|gssapi_krb5"
    r"|gthread-2\.0|hogweed|idn2|k5crypto|keyutils|krb5|krb5support|lz4|md|nettle|p11-kit|pcre|pcre2-8"
    r"|png16|readline|selinux|sqlite3|stdc\+\+|systemd|tasn1|tinfo|unistring|uuid|z|zstd)\.so"
)


def main(arguments: list[str]) -> int:
    """Do all of it to the folder that is named, and say what it came to."""
    folder = Path(arguments[0]).resolve()
    before = size(folder)
    inside = folder / "_internal"
    hollow_out(inside)
    slim_icu(inside)
    strip(folder)
    drop_the_systems(inside)
    drop_orphans(folder)
    after, reading = size(folder), sum(size(inside / part) for part in READING)
    told = f"{(after - reading) / 1e6:.0f} MB without the reading of scans"
    print(f"{before / 1e6:.0f} MB → {after / 1e6:.0f} MB; {told}")
    return 0


def size(folder: Path) -> int:
    """The bytes of all files in it."""
    return sum(f.lstat().st_size for f in folder.rglob("*") if f.is_file() and not f.is_symlink())


def hollow_out(inside: Path) -> None:
    """Put an empty library in the place of one that is only named."""
    wanted = [symbol for file in (inside / "PIL").glob("*.so") for symbol in elf.asked(file)]
    for library in (inside / "pillow.libs").glob(HOLLOW):
        has = {symbol.name: symbol for symbol in elf.offered(library)}
        stand_in(library, [has[one.name] for one in wanted if one.name in has])


def stand_in(library: Path, symbols: list[elf.Symbol]) -> None:
    """Replace ``library`` by one of the same name with ``symbols`` that do nothing but stop."""
    by_version: dict[str, list[str]] = defaultdict(list)
    lines = [
        "#include <stdio.h>",
        "#include <stdlib.h>",
        "static void stop(void) {",
        f'  fputs("{library.name}: not part of this program\\n", stderr);',
        "  abort();",
        "}",
    ]
    for symbol in symbols:
        by_version[symbol.version].append(symbol.name)
        lines.append(
            f"char {symbol.name}[4096];"
            if symbol.is_data
            else f"void {symbol.name}(void) {{ stop(); }}"
        )
    versions = "\n".join(
        f"{name} {{ global: {' '.join(f'{one};' for one in names)} }};"
        for name, names in by_version.items()
        if name
    )
    with tempfile.TemporaryDirectory() as scratch:
        source, script = Path(scratch, "stand-in.c"), Path(scratch, "versions")
        source.write_text("\n".join(lines) + "\n", "utf-8")
        script.write_text(versions + "\n", "utf-8")
        made = Path(scratch, library.name)
        command = ["gcc", "-shared", "-fPIC", "-s", "-w", "-O1", "-fno-builtin", str(source)]
        command += ["-o", str(made), f"-Wl,-soname,{library.name}"]
        if versions:
            command.append(f"-Wl,--version-script={script}")
        subprocess.run(command, check=True)
        library.unlink()
        shutil.copyfile(made, library)
    library.chmod(0o755)


def slim_icu(inside: Path) -> None:
    """Keep of ICU's data what the program's one language and Qt's own calls need."""
    tool = shutil.which("icupkg")
    for library in sorted((inside / "PySide6" / "Qt" / "lib").glob("libicudata.so.*")):
        if tool is None:
            print("icupkg is not installed: ICU's data stay whole")
            return
        with tempfile.TemporaryDirectory() as scratch:
            _repack(library, tool, Path(scratch))


def _repack(library: Path, tool: str, scratch: Path) -> None:
    name, data = _icu_data(library)
    out = scratch / "out"
    # icupkg wants the name to tell the order of bytes: l for the least first.
    packed, lean = scratch / f"{name}l.dat", scratch / "lean" / f"{name}l.dat"
    lean.parent.mkdir()
    packed.write_bytes(data)
    listed = subprocess.run([tool, "-l", packed], capture_output=True, text=True, check=True)
    dropped = [item for item in listed.stdout.split() if not ICU_KEPT.fullmatch(item)]
    (scratch / "drop.lst").write_text("\n".join(dropped) + "\n", "utf-8")
    subprocess.run([tool, "-r", scratch / "drop.lst", packed, lean], check=True)
    source = scratch / "data.s"
    source.write_text(
        f".section .rodata\n.balign 16\n.globl {name}_dat\n.type {name}_dat,@object\n"
        f'{name}_dat:\n.incbin "{lean}"\n.size {name}_dat,.-{name}_dat\n'
        '.section .note.GNU-stack,"",@progbits\n',
        "utf-8",
    )
    command = ["gcc", "-shared", "-nostdlib", "-s", str(source), "-o", str(out)]
    subprocess.run([*command, f"-Wl,-soname,{library.name}"], check=True)
    shutil.copyfile(out, library)


def _icu_data(library: Path) -> tuple[str, bytes]:
    """The one table in ICU's data library: its name without ``_dat``, and its bytes."""
    said = subprocess.run(
        ["readelf", "-sW", "--dyn-syms", library], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"\d+: (\w+) +(\w+) OBJECT +GLOBAL +DEFAULT +\d+ (icudt\d+)_dat", said)
    if found is None:
        raise SystemExit(f"{library.name}: no table of ICU's data in it")
    address, length = int(found[1], 16), int(found[2], 0)
    headers = subprocess.run(
        ["readelf", "-lW", library], capture_output=True, text=True, check=True
    ).stdout
    for offset, start, extent in re.findall(r"LOAD +0x(\w+) 0x(\w+) 0x\w+ 0x(\w+)", headers):
        if int(start, 16) <= address < int(start, 16) + int(extent, 16):
            begin = int(offset, 16) + address - int(start, 16)
            return found[3], library.read_bytes()[begin : begin + length]
    raise SystemExit(f"{library.name}: its table lies nowhere in it")


def strip(folder: Path) -> None:
    """Take debug symbols out of the libraries; the program's own file holds its archive, so not.

    What a wheel's maker has moved about (patchelf) may come out unfit for the loader: it stays.
    """
    for file in elf.files_in(folder / "_internal"):
        with tempfile.TemporaryDirectory() as scratch:
            made = Path(scratch, file.name)
            subprocess.run(["strip", "--strip-unneeded", "-o", made, file], check=True)
            if elf.loads(made) and made.stat().st_size < file.stat().st_size:
                file.unlink()
                shutil.copy(made, file)


def drop_the_systems(inside: Path) -> None:
    """Leave to the system what has to fit it; Qt does without where it is not there."""
    for file in inside.glob("lib*.so*"):
        if THE_SYSTEMS.match(file.name):
            file.unlink()


def drop_orphans(folder: Path) -> None:
    """Take libraries out that nothing in the folder names, until there are none."""
    inside = folder / "_internal"
    places = [inside, *inside.glob("*.libs")]
    while True:
        named = {name for file in elf.files_in(folder) for name in elf.needed(file)}
        orphans = [
            file
            for place in places
            for file in place.glob("lib*.so*")
            if file.name not in named and not file.name.startswith("libpython")
        ]
        for file in orphans:
            file.unlink()
        for link in inside.rglob("*"):
            if link.is_symlink() and not link.exists():
                link.unlink()
        if not orphans:
            return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
