"""What the commands do: the use cases of the window, for a terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from desktop.app import library
from desktop.app.findings import listing
from desktop.app.notices.installed import cards as installed
from desktop.app.notices.installed import notice as load_notice
from desktop.app.packet import making
from desktop.app.papers.press import Press
from desktop.app.papers.wanted import built, save
from desktop.app.samples.sample import sample
from desktop.app.session import judged
from desktop.cli.batch import run_batch
from desktop.cli.console import print_json, print_lines
from desktop.cli.mask import mask
from desktop.cli.moments import moment, now
from desktop.cli.notices import notices
from desktop.cli.outcomes import FINE, OPEN
from desktop.cli.roster import run_roster
from desktop.cli.window import SAMPLE
from desktop.documents.catalogue import catalogue, fitting
from desktop.domain.finding import Verdict
from desktop.domain.moments import written
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.storage.casefile import write_case_file


def _new(chosen: argparse.Namespace) -> int:
    notice = _notice(chosen.notice, of_sample=chosen.sample)
    path = _case_path(chosen.file)
    if chosen.sample:
        made = sample(notice)
        write_case_file(path, made.brought.case, made.brought.file_of)
        print(f"已写好样例：{path}")
        print(f"接下来可以核对：zhicheng check {_typed(path)} --at {written(made.as_of)}")
        return FINE
    write_case_file(path, library.new_case(notice), _no_files)
    print(f"已新建：{path}（{notice.short_title}）")
    print(f"在窗口里填写：zhicheng open {_typed(path)}")
    return FINE


def _check(chosen: argparse.Namespace) -> int:
    brought, notice = _brought(chosen.file, recorded=True)
    unseen = {a.sha256 for a in brought.case.attachments if a.sha256} - brought.files.keys()
    if unseen:
        told = f"有 {len(unseen)} 个附件的文件不在材料文件旁边，按材料里的记录核对。"
        print(told, file=sys.stderr)
    at = moment(chosen.at)
    others = [
        library.bring(path, load_notice, without_missing=True, recorded=True).case
        for path in chosen.others
    ]
    findings = judged(brought.case, notice, at, others)
    if chosen.json:
        print_json(listing.findings_json(brought.case, notice, at, findings))
    else:
        print_lines(listing.findings_text(notice, at, findings))
    return OPEN if any(f.verdict is Verdict.FAIL for f in findings) else FINE


def _documents(chosen: argparse.Namespace) -> int:
    brought, notice = _brought(chosen.file, recorded=True)
    specs = catalogue(notice)
    known = {word: spec for spec in specs for word in (spec.kind, spec.title)}
    unknown = [word for word in chosen.only or () if word not in known]
    if unknown:
        raise UserError(
            f"没有名为“{'、'.join(unknown)}”的文书。",
            safe="没有生成任何文件。",
            todo=f"这份通知的文书有：{'、'.join(spec.title for spec in specs)}。",
        )
    at = now()
    fits = fitting(brought.case, notice, at)
    chosen_ones = [known[word] for word in chosen.only] if chosen.only else fits
    wanted = {spec.kind: spec for spec in chosen_ones}
    press = Press.bundled()
    wants = (".pdf", ".docx") if chosen.format == "both" else (f".{chosen.format}",)
    folder = chosen.out or chosen.file.parent
    made, unmade = built(brought.case, notice, wanted.values(), at)
    ready = [
        (folder / f"{spec.title}{suffix}", form(document))
        for spec, document in made
        for suffix, form in press.forms(document)
        if suffix in wants or document.own is not None
    ]
    _refuse_existing([path for path, _ in ready], chosen.replace)
    for path, data in ready:
        save(path, data)
        print(f"已生成：{path}")
    for why in unmade:
        print(f"未生成：{why.happened}{why.todo}")
    return OPEN if unmade else FINE


def _packet(chosen: argparse.Namespace) -> int:
    brought, notice = _brought(chosen.file)
    at = moment(chosen.at)
    findings = judged(brought.case, notice, at)
    plan = making.plan(brought.case, notice, findings, brought.file_of, Press.bundled(), now=at)
    sent = making.write(plan, chosen.out or chosen.file.parent, at)
    print(f"材料包：{sent.folder}")
    print(f"压缩包：{sent.zip}")
    missing, complete = (*plan.missing, *sent.wrong), plan.complete and not sent.wrong
    if missing:
        may = "可以提交：" if complete else "还不能提交："
        print(f"还缺 {len(missing)} 项，{may}")
        print_lines(f"  {sentence}" for sentence in missing)
    return FINE if complete else OPEN


# ---------------------------------------------------------------------- what they share


def _notice(pack_id: str | None, *, of_sample: bool = False) -> Notice:
    if pack_id is None and of_sample:
        return load_notice(SAMPLE)
    known = [card.id for card in installed()]
    if pack_id is None and len(known) != 1:
        raise UserError(
            "没有说明按哪一份通知。",
            safe="没有新建任何文件。",
            todo=f"请加上 --notice 编号，可选：{'、'.join(known)}。",
        )
    return load_notice(pack_id or known[0])


def _brought(path: Path, *, recorded: bool = False) -> tuple[library.Brought, Notice]:
    brought = library.bring(path, load_notice, recorded=recorded)
    return brought, library.notice_of(brought.case, load_notice)


def _case_path(path: Path) -> Path:
    """Where a new case file goes: ``.json`` at its end, nothing there yet, its folder made."""
    if path.suffix.lower() != ".json":
        path = path.with_name(f"{path.name}.json")
    if path.exists():
        raise UserError(
            f"这里已经有一个名为 {path.name} 的文件。",
            safe="它没有被改动。",
            todo="请换一个名字。",
            details=(str(path),),
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"文件夹“{path.parent}”建不起来。",
            safe="没有新建任何文件。",
            todo="请换一个可以写入的文件夹，再做一次。",
        ) from error
    return path


def _typed(path: Path) -> str:
    """``path`` as one types it after a command, on every system."""
    return f'"{path}"' if " " in str(path) else str(path)


def _no_files(sha256: str) -> bytes:
    raise KeyError(sha256)


def _refuse_existing(files: Iterable[Path], replace_them: bool) -> None:
    there = tuple(str(path) for path in files if path.exists())
    if there and not replace_them:
        raise UserError(
            "那里已经有同名的文书了。",
            safe="已有的文件没有变，也没有生成新的。",
            todo="请用 --out 换一个文件夹；确实要换成新的，加上 --replace。",
            details=there,
        )


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "new": _new,
    "check": _check,
    "documents": _documents,
    "packet": _packet,
    "batch": run_batch,
    "roster": run_roster,
    "mask": mask,
    "notices": notices,
}
"""What each command does with its arguments; gives back the exit code."""
