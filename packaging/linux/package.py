"""The built folder on Linux as a ``.deb`` and as an archive to be unpacked anywhere.

    PYTHONPATH=packaging python3 -m linux.package dist/zhicheng --version 0.1.0 --out dist

The ``.deb`` has no scripts: what is to be done for menu and file types Debian, UOS and Kylin do by
themselves for the folders it fills, and removing it touches nothing of the user's. It asks only for
what every desktop has; all else is inside. Before that the folder is held against both promises:
no library asks for a glibc newer than 2.28 or a libstdc++ newer than GCC 8, and none is
wanted that nobody names here.
"""

import argparse
import lzma
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from linux import elf

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NEWEST = {"GLIBC": (2, 28), "GLIBCXX": (3, 4, 25)}
PLACE = Path("opt", "zhicheng")
# Library → the package of Debian, UOS and Kylin that has it. No name: dpkg is at home without.
SYSTEM = {
    "ld-linux-x86-64.so.2": "libc6 (>= 2.28)",
    "libc.so.6": "libc6 (>= 2.28)",
    "libdl.so.2": "libc6 (>= 2.28)",
    "libm.so.6": "libc6 (>= 2.28)",
    "libpthread.so.0": "libc6 (>= 2.28)",
    "libresolv.so.2": "libc6 (>= 2.28)",
    "librt.so.1": "libc6 (>= 2.28)",
    "libutil.so.1": "libc6 (>= 2.28)",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libcups.so.2": "",  # printing; Qt does without where there is none
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1 | libgcc1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libpng16.so.16": "libpng16-16",
    "libsqlite3.so.0": "libsqlite3-0",
    "libstdc++.so.6": "libstdc++6 (>= 8)",
    "libuuid.so.1": "libuuid1",
    "libxcb.so.1": "libxcb1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
CONTROL = """\
Package: zhicheng
Version: {version}
Architecture: amd64
Maintainer: 职称申报助手 maintainers <maintainers@zhicheng.invalid>
Installed-Size: {size}
Depends: {depends}
Recommends: libcups2, xdg-utils
Section: misc
Priority: optional
Description: 职称申报助手：离线核对并整理新疆职称申报材料
 一步一步填写，随时对着当年的通知逐条核对；文书自动排好版，附件放进对应的
 栏目，最后得到一个整理好的材料包。全程不联网，资料只留在这台电脑上。
 .
 卸载本程序不会删除资料库（主目录下的 .local/share/zhicheng）。
"""
READ_ME = """\
职称申报助手 {version}（Linux x86_64，glibc 2.28 以上）

不用安装：双击这个文件夹里的 zhicheng，或者在终端里运行 ./zhicheng。
资料库在主目录下的 .local/share/zhicheng；换新版本时，用新的文件夹代替这个文件夹即可，
资料和设置都保留。各部分的许可在 _internal/licences。
"""


def main(arguments: list[str]) -> int:
    """Check the folder and write both files."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("folder", type=Path)
    words.add_argument("--version", required=True)
    words.add_argument("--out", type=Path, default=Path("dist"))
    words.add_argument(
        "--level", type=int, default=6, help="of compression, 0 to 9; 6 takes minutes"
    )
    chosen = words.parse_args(arguments)
    folder = chosen.folder.resolve()
    faults = faults_of(folder)
    if faults:
        print("\n".join(faults))
        return 1
    chosen.out.mkdir(parents=True, exist_ok=True)
    for make in (deb, archive):
        file = make(folder, chosen.version, chosen.out, chosen.level)
        print(f"{file.name}: {file.stat().st_size / 1e6:.0f} MB")
    return 0


def faults_of(folder: Path) -> list[str]:
    """Why the folder would not start on a system it is meant for."""
    faults = []
    for file in elf.files_in(folder):
        for name, newest in NEWEST.items():
            if elf.version(file, name) > newest:
                faults.append(f"{file.relative_to(folder)}: {name} {elf.version(file, name)}")
    faults += [f"{name}: in no package named here" for name in sorted(wanted(folder) - set(SYSTEM))]
    return faults


def wanted(folder: Path) -> set[str]:
    """The libraries that the folder's own ask for and that are not in it."""
    inside = {file.name for file in folder.rglob("*.so*")}
    return {name for file in elf.files_in(folder) for name in elf.needed(file)} - inside


def deb(folder: Path, version: str, out: Path, level: int) -> Path:
    """The package; its files belong to root, whoever builds it."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        shutil.copytree(folder, root / PLACE, symlinks=True)
        _put(HERE / "zhicheng.desktop", root / "usr/share/applications/zhicheng.desktop")
        _put(HERE / "zhicheng.xml", root / "usr/share/mime/packages/zhicheng.xml")
        icons = root / "usr/share/icons/hicolor"
        _put(ROOT / "resources/icons/zhicheng.svg", icons / "scalable/apps/zhicheng.svg")
        for size in (48, 128, 256):
            drawn = ROOT / "packaging" / "icons" / f"zhicheng-{size}.png"
            _put(drawn, icons / f"{size}x{size}/apps/zhicheng.png")
        _put(ROOT / "resources/licences/THIRD_PARTY.md", root / "usr/share/doc/zhicheng/copyright")
        (root / "usr/bin").mkdir()
        (root / "usr/bin/zhicheng").symlink_to(Path("/", PLACE, "zhicheng"))
        size = sum(f.lstat().st_size for f in root.rglob("*") if not f.is_dir()) // 1024
        depends = ", ".join(sorted({SYSTEM[name] for name in wanted(folder)} - {""}))
        (root / "DEBIAN").mkdir()
        said = CONTROL.format(version=version, size=size, depends=depends)
        (root / "DEBIAN/control").write_text(said, "utf-8")
        for path in (root, *root.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        file = out / f"zhicheng_{version}_amd64.deb"
        # xz: dpkg on UOS 20 and Kylin V10 knows no zstd.
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{level}", "--build"]
        subprocess.run([*command, str(root), str(file)], check=True, stdout=subprocess.DEVNULL)
    return file


def archive(folder: Path, version: str, out: Path, level: int) -> Path:
    """The folder for whoever may not install anything."""
    file = out / f"zhicheng-{version}-linux-x86_64.tar.xz"
    with tempfile.TemporaryDirectory() as scratch:
        note = Path(scratch, "说明.txt")
        note.write_text(READ_ME.format(version=version), "utf-8")
        with (
            lzma.open(file, "wb", preset=level) as packed,
            tarfile.open(mode="w", fileobj=packed) as opened,
        ):
            opened.add(folder, "zhicheng", filter=_roots)
            opened.add(note, "zhicheng/说明.txt", filter=_roots)
    return file


def _roots(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    return member


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
