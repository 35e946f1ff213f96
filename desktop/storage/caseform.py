"""The one documented JSON form of a case: written and read back without loss.

``resources/help/case-format.md`` describes every field of it.
"""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from desktop.domain.case import SCHEMA, Case
from desktop.domain.cleaning import clean_tree
from desktop.errors import UserError

SAFE = "文件没有被改动，已有的材料也不受影响。"


def dump_case(case: Case) -> str:
    """The case as JSON text, every field written out, ending in a newline."""
    return json.dumps(case.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def read_case(text: str) -> Case:
    """The case in ``text``, its texts cleaned; a :class:`UserError` says what is wrong where."""
    try:
        data = clean_tree(json.loads(text))
    except json.JSONDecodeError as error:
        raise UserError(
            f"这个文件不完整或不是申报材料文件（第 {error.lineno} 行读不下去）。",
            safe=SAFE,
            todo="请找到完整的文件再打开；如果是从别处拷来的，请重新拷贝一次。",
        ) from error
    except RecursionError as error:
        raise foreign() from error
    if not isinstance(data, dict) or not {"case_id", "pack_id"} <= data.keys():
        raise foreign()
    version = data.get("schema_version", SCHEMA)
    if isinstance(version, int) and version > SCHEMA:
        raise UserError(
            "这个文件是用较新版本的程序保存的，本版本读不了。",
            safe=SAFE,
            todo="请把程序更新到最新版本，再打开这个文件。",
        )
    try:
        # Strict shapes take lists for tuples only where they come as JSON.
        return Case.model_validate_json(json.dumps(data, ensure_ascii=False))
    except ValidationError as error:
        raise UserError(
            f"这个文件里有 {error.error_count()} 处不符合申报材料的格式。",
            safe=SAFE,
            todo="请把列出的地方改好，或者打开另一份文件。",
            details=tuple(_problem(e["loc"], e["type"]) for e in error.errors()),
        ) from error


def foreign(happened: str = "这个文件不是申报材料文件。", *places: Path) -> UserError:
    """What is told of a file that is no case file; ``places`` name it."""
    return UserError(
        happened,
        safe=SAFE,
        todo="请选择由本程序保存的申报材料文件（.json）。",
        details=tuple(str(place) for place in places),
    )


_PROBLEMS = {
    "extra_forbidden": "没有这个栏目",
    "missing": "缺少这一项",
    "string_type": "应当是文字",
    "int_type": "应当是整数",
    "int_from_float": "应当是整数",
    "float_type": "应当是数字",
    "bool_type": "应当是 true 或 false",
    "tuple_type": "应当是列表",
    "model_type": "应当是一组栏目",
    "model_attributes_type": "应当是一组栏目",
    "string_pattern_mismatch": "写法不对",
    "literal_error": "不在可选的值之内",
}


def _problem(where: tuple[int | str, ...], kind: str) -> str:
    place = ".".join(str(step) for step in where) or "文件里的文字"
    return f"{place}：{_PROBLEMS.get(kind, '写法不对')}"
