"""OpenCV and NumPy compiled for the installers: what the program calls, and no more.

    .venv/bin/python packaging/native.py

The wheels of both bring films, a hundred models' layers, seven formats of pictures and a library
for systems of a thousand equations, of which the program has none: 190 MB on Linux, compiled here
about 20. The sources are the ones ``requirements.lock`` pins by their hashes; what is made takes
the wheels' place in the Python that runs this. Wants a compiler for C++; NASM besides, without
which pictures are packed more slowly.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCK = HERE.parent / "requirements.lock"
# What makes code that is compiled on Debian 11 run on UOS 20.
OLD_GLIBC = f"-include {HERE / 'linux' / 'old-glibc.h'}"
# The compiler's own library for C++ goes inside: UOS 20 has the one of GCC 8.
INSIDE = "-static-libstdc++ -static-libgcc -Wl,--exclude-libs,libstdc++.a:libgcc.a"

# `objdetect` finds faces, `photo` fills what was painted over.
MODULES = ("core", "imgproc", "imgcodecs", "objdetect", "photo", "python3")
# The Python around it is Pillow's to read pictures and pypdfium2's to draw pages; OpenCV packs
# JPEG alone. IPP would be fetched from the net, and the rest is for films, models and graphics
# cards.
WITHOUT = (
    "ADE AVIF EIGEN FFMPEG FLATBUFFERS GSTREAMER IMGCODEC_GIF IMGCODEC_HDR IMGCODEC_PFM"
    " IMGCODEC_PXM IMGCODEC_SUNRASTER IPP ITT JASPER LAPACK OBSENSOR OPENCL OPENEXR OPENJPEG PNG"
    " PROTOBUF QUIRC TIFF V4L VA VA_INTEL WEBP"
).split()


@dataclass(frozen=True)
class Recipe:
    """How one library is compiled: settings of its build, and variables."""

    name: str
    settings: tuple[str, ...] = ()
    variables: dict[str, str] = field(default_factory=dict)


def recipes(jobs: int) -> tuple[Recipe, ...]:
    """Both libraries, compiled by ``jobs`` processes at once."""
    switches = (
        f"-DBUILD_LIST={','.join(MODULES)}",
        *(f"-DWITH_{one}=OFF" for one in WITHOUT),
        "-DBUILD_JPEG=ON",
        "-DBUILD_ZLIB=ON",
        "-DBUILD_OPENEXR=OFF",
        "-DBUILD_ITT=OFF",
        "-DCV_TRACE=OFF",
        "-DPYTHON3_LIMITED_API=ON",
        "-DENABLE_PRECOMPILED_HEADERS=OFF",
        # What laptops since 2008 and since 2013 have; the steps between and after are megabytes.
        *(("-DCPU_DISPATCH=SSE4_1;AVX2",) if _is_x86() else ()),
    )
    opencv = Recipe(
        "opencv-python-headless",
        variables={
            "CMAKE_ARGS": " ".join(switches),
            "CMAKE_BUILD_PARALLEL_LEVEL": str(jobs),
            "ENABLE_HEADLESS": "1",
        },
    )
    # The few small systems of equations are solved by NumPy's own lapack_lite.
    settings = (
        "setup-args=-Dblas=none",
        "setup-args=-Dlapack=none",
        "setup-args=-Dallow-noblas=true",
        "setup-args=-Dcpu-dispatch=X86_V3" if _is_x86() else "setup-args=-Dcpu-dispatch=none",
        f"compile-args=-j{jobs}",
    )
    return opencv, Recipe("numpy", settings)


def main(arguments: list[str]) -> int:
    """Compile what is named, or both, and put it in the wheels' place."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("names", nargs="*", help="opencv-python-headless, numpy; else both")
    words.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    words.add_argument("--keep", type=Path, help="a folder for the wheels that are made")
    chosen = words.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        wheels = chosen.keep or Path(scratch, "wheels")
        for recipe in recipes(chosen.jobs):
            if not chosen.names or recipe.name in chosen.names:
                put(make(recipe, wheels, Path(scratch)))
    return 0


def make(recipe: Recipe, wheels: Path, scratch: Path) -> Path:
    """The wheel of ``recipe``, compiled from the source that the lock pins."""
    pinned = scratch / f"{recipe.name}.txt"
    pinned.write_text(locked(recipe.name, recipe.settings), "utf-8")
    made = wheels / recipe.name
    flags = {}
    if sys.platform == "linux":
        flags = {"CFLAGS": OLD_GLIBC, "CXXFLAGS": OLD_GLIBC, "LDFLAGS": INSIDE}
    _pip(
        *("wheel", "--no-deps", "--no-cache-dir", "--require-hashes", f"--wheel-dir={made}"),
        *(f"--no-binary={recipe.name}", f"--requirement={pinned}"),
        variables=flags | recipe.variables,
    )
    return next(made.glob("*.whl"))


def put(wheel: Path) -> None:
    """Install ``wheel`` over what there is of the same version."""
    _pip("install", "--no-deps", "--no-index", "--force-reinstall", str(wheel), variables={})


def locked(name: str, settings: Sequence[str] = ()) -> str:
    """What ``requirements.lock`` says of ``name``: its versions, their markers and hashes.

    ``settings`` are added to each: of those on its command line pip tells a pinned one nothing.
    """
    said = re.findall(
        rf"^{re.escape(name)}==.*(?:\n[ \t]+.*)*$", LOCK.read_text("utf-8"), re.MULTILINE
    )
    added = "".join(f' \\\n    --config-settings="{one}"' for one in settings)
    return "".join(f"{one}{added}\n" for one in said)


def _is_x86() -> bool:
    machine = os.environ.get("PROCESSOR_ARCHITECTURE") or os.uname().machine
    return machine.lower() in ("x86_64", "amd64")


def _pip(*words: str, variables: dict[str, str]) -> None:
    command = [sys.executable, "-m", "pip", *words]
    subprocess.run(command, env=os.environ | variables, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
