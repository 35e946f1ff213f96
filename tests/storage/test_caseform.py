"""The JSON form: nothing is lost, nothing foreign is taken, and every field is documented."""

from __future__ import annotations

import json
import re
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from desktop import paths
from desktop.domain.case import SCHEMA, Case
from desktop.errors import UserError
from desktop.storage.caseform import dump_case, read_case
from tests.domain.good import good


def test_round_trip() -> None:
    case = good()
    assert read_case(dump_case(case)) == case
    assert dump_case(read_case(dump_case(case))) == dump_case(case)
    assert "阿卜杜热合曼·买买提" in dump_case(case)


def test_what_is_left_out_is_empty() -> None:
    case = read_case('{"case_id": "a", "pack_id": "BM24", "pack_version": 1}')
    assert case == Case(case_id="a", pack_id="BM24", pack_version=1)


def changed(**fields: Any) -> str:
    return json.dumps(json.loads(dump_case(good())) | fields, ensure_ascii=False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (dump_case(good())[:2000], "不完整"),
        ("", "不完整"),
        ("第一行\n第二行", "不完整"),
        ("[1, 2]", "不是申报材料文件"),
        ('{"name": "别的程序"}', "不是申报材料文件"),
        ("[" * 100_000, "不是申报材料文件"),
        (changed(schema_version=SCHEMA + 1), "较新版本"),
        (changed(weather="晴"), "1 处"),
        (changed(person={"name": 5}), "1 处"),
        (changed(edu="本科"), "1 处"),
        (changed(edu=[{"id": "../x"}]), "1 处"),
        (changed(pack_version="1"), "1 处"),
        ('{"case_id": "a", "pack_id": "BM24", "pack_version": NaN}', "1 处"),
    ],
)
def test_what_is_refused(text: str, said: str) -> None:
    with pytest.raises(UserError, match=said) as raised:
        read_case(text)
    assert raised.value.safe
    assert raised.value.todo


def test_the_wrong_place_is_named_and_its_value_is_not() -> None:
    with pytest.raises(UserError) as raised:
        read_case(changed(person={"id_no": 659901199010250093}))
    assert raised.value.details == ("person.id_no：应当是文字",)
    assert "659901199010250093" not in str(raised.value)


def fields(model: type[BaseModel], before: str = "") -> list[str]:
    found: list[str] = []
    for name, field in model.model_fields.items():
        path = f"{before}{name}"
        kinds = [field.annotation, *get_args(field.annotation)]
        inner = [k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel)]
        if not inner:
            found.append(path)
        for part in inner:
            listed = part is not field.annotation
            found += fields(part, f"{path}[]." if listed else f"{path}.")
    return found


def test_every_field_is_documented_and_nothing_else_is() -> None:
    text = (paths.resources() / "help" / "case-format.md").read_text("utf-8")
    written = re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)
    assert sorted(written) == sorted(fields(Case))
    assert len(written) == len(set(written))


def test_the_smallest_example_of_the_help_is_a_case() -> None:
    text = (paths.resources() / "help" / "case-format.md").read_text("utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    assert read_case(example).person.name == "王雪"


def test_what_was_written_elsewhere_is_cleaned() -> None:
    case = read_case(
        changed(
            person={"name": "阿依努尔•吐尔洪 ", "id_no": " 65990119880312093x"},
            si={"months": ["2024年6月", "2024.5"]},
            work=[{"id": "w1", "start": "2012年8月", "end": "至今", "unit": "某 县\n苗圃"}],
            summary={"text": "第一段\r\n第二段"},
        )
    )
    assert (case.person.name, case.person.id_no) == ("阿依努尔·吐尔洪", "65990119880312093X")
    assert case.si.months == ("2024-06", "2024-05")
    assert (case.work[0].start, case.work[0].unit) == ("2012-08", "某 县 苗圃")
    assert case.summary.text == "第一段\n第二段"
