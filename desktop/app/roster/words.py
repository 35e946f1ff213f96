"""What is said of a doubtful cell or row: one sentence for each reason of ``rosters``."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.moments import chinese_date
from desktop.rosters.doubts import Doubt

_AGAIN = "请把这一列设成“文本”，再照身份证重新输入。"

SAID: Mapping[str, str] = {
    # cells of any kind
    "error": "表格里是错误值 {value}，没有内容。",
    "formula_empty": "是公式，文件里没有存计算结果。请在 Excel 里打开、保存一次，或改成数值。",
    "lost": "这一格的文字在文件里找不到了。",
    "hashes": "存的是一串“#”（列太窄时的样子），真正的内容已经没有了。",
    "asked": "后面有“？”，是还没有弄清楚的内容。请填上准确的，去掉“？”。",
    "garbled": "有乱码，认不出原来的字。",
    "long": "文字太长，不像这一列该有的内容。",
    "merged": "合并单元格（{range}）：这个值按它盖住的每一行都算。",
    "formula": "是公式，用的是文件里存的计算结果。",
    "unseen": "夹着看不见的字符，去掉后是“{value}”。",
    "unusual": "“{value}”不是常用的写法，照原样填入。",
    # names
    "name_missing": "没有姓名。",
    "name_long": "太长，不像姓名。",
    "name_digits": "姓名里有数字。",
    "blanks": "有空格或全角字符，按“{value}”填入。",
    # ID numbers
    "id_missing": "没有身份证号：只能按姓名认人。",
    "id_lost": "是按数字存的，Excel 只留 15 位，后几位已经丢了。" + _AGAIN,
    "id_scientific": "是科学计数（{value}），只剩 {kept} 位，其余已经丢了。" + _AGAIN,
    "id_number_whole": "是按数字存的，18 位都在，最后一位也对得上。",
    "id_ends_000": "最后一位对得上，但末三位是 000，请对一下身份证，看是不是丢过位数。",
    "id_cleaned": "有空格、全角或小写字符，按 {value} 填入。",
    "id_15": "是 15 位的旧号码，请改成 18 位的。",
    "id_length": "有 {n} 位，应该是 18 位。",
    "id_characters": "有不该有的字符，应该是 17 位数字加 1 位数字或 X。",
    "id_birth": "中间 8 位不是一个日期。",
    "id_checksum": "最后一位与前面的数字对不上，请逐位核对。",
    # telephone, numbers
    "phone_form": "不像手机号，也不像带区号的座机，照原样填入。",
    "phone_scientific": "是科学计数（{value}），后几位已经丢了。",
    "count": "“{value}”不是整年数。",
    # time
    "date_unknown": "看不出是哪年哪月，请写成 2018-11 或 2018-11-20。",
    "date_none": "没有这一天（或这个月）。",
    "date_far": "{year} 年不可能。",
    "date_only_year": "只有年份（{year}），缺月份。",
    "date_no_year": "没有年份。",
    "date_year_added": "原来没有写年份，年份是 Excel 自己补的。请写成 2018-11 这样。",
    "date_two_digits": "年份只有两位，请写成四位。",
    "date_english": "看不出是{month}的某一天，还是某年的{month}。请写成 2018-11 这样。",
    "date_was_english": "是英文写法，按 {day} 填入。",
    "date_turned": "可能是{one}，也可能是{other}。请写成 2018-11-20 这样。",
    "date_tenth": "可能是{january}，也可能是{october}（按数字存时末尾的 0 会丢）。",
    "date_serial": "是 Excel 的日期序号，按 {day} 填入。",
    # choices
    "gender": "“{value}”不是男或女。",
    "level": "“{value}”看不出是初级、中级还是高级。",
    "level_not_offered": "“{value}”：这份通知只收{offered}。",
    "type": "“{value}”认不出，可以写：{offered}。",
    "type_not_offered": "“{value}”：这份通知只有{offered}。",
    "specialty_not_offered": "通知里的专业是{offered}，照原样填入“{value}”。",
    "education_unclear": "“{value}”看不出是硕士还是博士。",
    # a row against itself, the sheet and the library
    "gender_differs": "身份证号说是{wanted}，和这里写的不一致。",
    "birth_differs": "身份证号里是{wanted}，和这里写的不一致。",
    "level_differs": "“{target}”是{wanted}，和申报级别“{value}”不一致。",
    "twice_differs": "和第 {row} 行是同一个身份证号，但{what}写得不一样。",
    "twice_same": "和第 {row} 行是同一个人，合在一起算一次。",
    "name_twice": "第 {row} 行也叫这个名字，没有身份证号分不清是不是一个人。",
    "known_twice": "资料库里这份通知下已经有 {n} 份这个人的材料，分不清补到哪一份。",
    "same_name": "资料库里有一份同名的材料，{what}，分不清是不是一个人。",
    "name_differs": "资料库里这个身份证号的人叫“{value}”。",
}
"""By reason; the places in braces are the doubt's facts."""

LEFT: Mapping[str, str] = {
    "rows": "这张表太大：只读到第 {row} 行，后面的没有读。",
    "columns": "第 200 列以后还有内容，没有读。",
    "gap": "第 {row} 行往下连续 2000 行都是空的，再往下没有看。",
    "size": "这张表太大：只读到第 {row} 行，后面的没有读。",
}
"""What was left unread of a sheet; ``row`` is the last one with something in it."""


def said(doubt: Doubt) -> str:
    """The sentence for ``doubt``."""
    facts = {key: chinese_date(value) for key, value in doubt.facts.items()}
    return SAID[doubt.reason].format(**facts)
