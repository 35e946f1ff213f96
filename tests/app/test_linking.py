"""Remarks of the platform, as they are written, and the places they are about."""

from __future__ import annotations

import pytest

from desktop.app.deadlines import linking
from desktop.app.pages import PAGES
from desktop.domain.case import Achievement, Case, Education
from tests.app.dated import a_case, notice
from tests.whole import PACKS

BM24 = notice("BM24")


def case() -> Case:
    item = Achievement(id="i1", type="实践能力", title="胡杨林引洪灌溉作业设计")
    edu = Education(id="e1", level="本科", school="某某农业大学")
    return a_case("BM24").model_copy(update={"items": (item,), "edu": (edu,)})


@pytest.mark.parametrize(
    ("remark", "path"),
    [
        ("身份证反面不清晰，请重新上传。", "slot:身份证反面"),
        ("1.工作总结字数不足2000字", "summary.text"),
        ("社保缴费证明缺少6月份", "slot:社保缴费证明"),
        ("照片背景不符合要求，请更换一寸免冠照片", "slot:一寸免冠照片"),
        ("照片是黑白的", "slot:一寸免冠照片"),
        ("个人承诺书未按手印", "slot:个人承诺书"),
        ("学信网备案表未上传", "slot:教育部学历证书电子注册备案表"),
        ("手机号码有误", "person.phone"),
        ("出生年月与身份证不一致", "person.birth"),
        ("政治面貌填写错误", "person.politics"),
        ("毕业证书编号填写有误", "edu"),
        ("某某农业大学的毕业时间不对", "edu.e1"),
        ("公示结果日期早于公示结束日期", "pub.end"),
        ("推荐意见未盖章", "slot:推荐意见"),
        ("2022年考核表缺反面", "slot:年度考核表"),
        ("胡杨林引洪灌溉作业设计的印证材料不足", "items.i1"),
        ("业绩成果佐证材料为单位证明，请更换", "items"),
        ("证明人联系方式未填写", "items"),
        ("工作经历填写不连贯", "work"),
        ("获奖证书请上传原件", "slot:获奖情况"),
        ("职称证书模糊", "slot:职称证书"),
        ("单位名称与公章不一致", "unit.name"),
        ("现职称取得时间填写有误", "title.obtained"),
        ("申报专业选择错误", "apply.specialty"),
        ("材料接收部门选错", "platform.receiver"),
        ("公示材料未遮盖单位名称", "slot:公示"),
    ],
)
def test_a_remark_leads_to_the_place_it_names(remark: str, path: str) -> None:
    assert linking.guess(remark, case(), BM24) == path


@pytest.mark.parametrize(
    "remark", ["请认真修改后提交", "材料不全", "姓名遮盖不到位", "", "　", "证书", "a\x00b", "？？"]
)
def test_where_the_words_tell_no_place_none_is_made_up(remark: str) -> None:
    assert linking.guess(remark, case(), BM24) == ""


@pytest.mark.parametrize("pack", PACKS)
def test_every_place_offered_has_a_name_and_a_page(pack: str) -> None:
    found = linking.places(a_case(pack), notice(pack))
    assert found[0] == ("", "整份材料")
    assert len({path for path, _ in found}) == len(found)
    pages = {page.id for page in PAGES}
    for path, title in found[1:]:
        assert title
        assert linking.page(path, notice(pack)) in pages, path
        assert linking.title(path, a_case(pack), notice(pack)) == title


@pytest.mark.parametrize("pack", PACKS)
def test_the_name_of_a_slot_leads_to_a_slot(pack: str) -> None:
    for slot in notice(pack).slots:
        path = linking.guess(f"“{slot.title}”不清晰，请重新上传", a_case(pack), notice(pack))
        assert path in ("", f"slot:{slot.id}"), slot.title


def test_a_place_that_is_there_no_more_has_no_name() -> None:
    assert linking.title("items.i1", case(), BM24).startswith("业绩 · 实践能力")
    assert linking.title("items.i1", a_case("BM24"), BM24) == ""
    assert linking.title("slot:没有的", case(), BM24) == ""
