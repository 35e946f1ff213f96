"""The choices of the field, as tuples in the order they are offered."""

from __future__ import annotations

YES, NO = "是", "否"
NOTHING = "无"
"""An answer, not an empty field: 没有."""
NOW = "至今"

THERE, NOT_THERE, UNSURE = "有", "没有", "不清楚"
THERE_OR_NOT = (THERE, NOT_THERE, UNSURE)
"""Whether a part of the materials concerns the applicant at all."""

APPLY_TYPES = ("评审", "初次确定", "授予")
LEVELS = ("初级", "中级", "高级")
SUBLEVELS = ("副高", "正高")

GENDERS = ("男", "女")

ETHNICITIES = tuple(
    "汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 "
    "瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 "
    "拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 "
    "布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 "
    "俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 "
    "赫哲族 门巴族 珞巴族 基诺族 其他 入籍".split()
)

POLITICS = (
    "中共党员",
    "中共预备党员",
    "共青团员",
    "民革党员",
    "民盟盟员",
    "民建会员",
    "民进会员",
    "农工党党员",
    "致公党党员",
    "九三学社社员",
    "台盟盟员",
    "无党派人士",
    "群众",
)

PERSON_STATUS = ("在职", "离退休", "自由职业")

UNIT_KINDS = (
    "机关",
    "参公",
    "事业单位",
    "国有企业",
    "民营企业",
    "社会组织",
    "高校",
    "自由职业",
)
ENTERPRISES = ("国有企业", "民营企业")
UNIT_TIERS = ("自治区", "地州市", "县市", "乡镇及以下", "疆外派驻")
DISPATCHED = "疆外派驻"
OUTSIDE = "疆外"
PROCEDURE_BODIES = ("单位", "代理机构")

COUNTIES: dict[str, tuple[str, ...]] = {
    "乌鲁木齐市": tuple(
        "天山区 沙依巴克区 新市区 水磨沟区 头屯河区 达坂城区 米东区 乌鲁木齐县".split()
    ),
    "克拉玛依市": tuple("独山子区 克拉玛依区 白碱滩区 乌尔禾区".split()),
    "吐鲁番市": tuple("高昌区 鄯善县 托克逊县".split()),
    "哈密市": tuple("伊州区 巴里坤哈萨克自治县 伊吾县".split()),
    "昌吉回族自治州": tuple(
        "昌吉市 阜康市 呼图壁县 玛纳斯县 奇台县 吉木萨尔县 木垒哈萨克自治县".split()
    ),
    "博尔塔拉蒙古自治州": tuple("博乐市 阿拉山口市 精河县 温泉县".split()),
    "巴音郭楞蒙古自治州": tuple(
        "库尔勒市 轮台县 尉犁县 若羌县 且末县 焉耆回族自治县 和静县 和硕县 博湖县".split()
    ),
    "阿克苏地区": tuple(
        "阿克苏市 库车市 温宿县 沙雅县 新和县 拜城县 乌什县 阿瓦提县 柯坪县".split()
    ),
    "克孜勒苏柯尔克孜自治州": tuple("阿图什市 阿克陶县 阿合奇县 乌恰县".split()),
    "喀什地区": tuple(
        "喀什市 疏附县 疏勒县 英吉沙县 泽普县 莎车县 叶城县 麦盖提县 岳普湖县 伽师县 巴楚县 "
        "塔什库尔干塔吉克自治县".split()
    ),
    "和田地区": tuple(
        "和田市 和田县 墨玉县 皮山县 洛浦县 策勒县 于田县 民丰县 和安县 和康县".split()
    ),
    "伊犁哈萨克自治州": tuple(
        "伊宁市 奎屯市 霍尔果斯市 伊宁县 察布查尔锡伯自治县 霍城县 巩留县 新源县 昭苏县 特克斯县 "
        "尼勒克县".split()
    ),
    "塔城地区": tuple("塔城市 乌苏市 沙湾市 额敏县 托里县 裕民县 和布克赛尔蒙古自治县".split()),
    "阿勒泰地区": tuple("阿勒泰市 布尔津县 富蕴县 福海县 哈巴河县 青河县 吉木乃县".split()),
    "自治区直辖县级市": tuple(
        "石河子市 阿拉尔市 图木舒克市 五家渠市 北屯市 铁门关市 双河市 可克达拉市 昆玉市 胡杨河市 "
        "新星市 白杨市".split()
    ),
}
"""County-level places by prefecture (地州市)."""
PREFECTURES = tuple(COUNTIES)
REGISTERED_PREFECTURES = (*PREFECTURES, OUTSIDE)

SOCIAL_INSURANCE = ("正常", "断保", "未参保")

EDUCATION_RANK: dict[str, int] = {
    "中专": 1,
    "中级工班": 1,
    "大专": 2,
    "高级工班": 2,
    "本科": 3,
    "预备技师（技师）班": 3,
    "硕士": 4,
    "博士": 5,
}
"""Rank of each level of 学历, low to high; classes of technical schools stand at their equals."""
EDUCATION_LEVELS = ("中专", "大专", "本科", "硕士", "博士")
TECHNICAL_LEVELS = ("中级工班", "高级工班", "预备技师（技师）班")
TECHNICAL_SCHOOL = "技工院校"
EDUCATION_KINDS = (
    "全日制",
    "自考",
    "成人",
    "函授",
    "网络",
    "电大",
    "夜大",
    "在职",
    TECHNICAL_SCHOOL,
)
IN_SERVICE_KINDS = ("自考", "成人", "函授", "网络", "电大", "夜大", "在职")
"""What counts as 在职教育."""
CHSI = ("可查", "查不到", "未查")

TITLE_PLACES = ("新疆", "疆外")
TITLE_BASES = ("职称", "职业资格", "技能等级", NOTHING)
APPOINTMENT_DOCUMENTS = ("文件", "聘书", "岗位聘用登记表", "劳动合同")

WORK_KINDS = ("正式", "借调", "驻村", "挂职", "学习", "待业", "派驻")
BESIDE_A_POST = ("借调", "驻村", "挂职", "学习", "派驻")
"""What goes on beside the post one keeps."""
UNEMPLOYED = "待业"

TRAINING_OF_BACKBONE = "少数民族科技骨干特培"
SERVICE_KINDS = (
    "访惠聚驻村",
    "驻村管寺",
    "南疆学前教育支教",
    "内地服务管理",
    "深度贫困村第一书记",
    TRAINING_OF_BACKBONE,
)

ACHIEVEMENT_TYPES = (
    "科研能力",
    "实践能力",
    "业绩成果",
    "知识产权",
    "获奖",
    "论文",
    "著作",
    "代表作",
    "工作成果文件",
)

VAGUE = (
    "大概|大约|约莫|左右(?![岸两侧手])|若干|等等|差不多|也许|或许|似乎|好像|估计(?![算值])|"
    "许多|一些|不少(?!于)|基本上|有时"
)
"""Pattern of words that tell nothing for certain; no notice lists them, so they only warn."""

CHINESE = ("汉文", "汉语", "中文")
"""Languages of a 论文 that need no translation."""

TRAINING_KINDS = ("专业", "公需")
TRAINING_FORMS = ("网络", "其他")
GRADES = ("优秀", "合格", "基本合格", "不合格", "未定等次", "试用期合格", "试用期不合格")

PROBATION, PROBATION_PASSED = "试用期", "试用期合格"

UPHELD, REJECTED = "成立", "不成立"
OUTCOMES = (REJECTED, UPHELD)
"""How an objection to a 公示 is settled."""
OBJECTION_WAYS = ("电话", "来信", "来访", "邮件或网上留言")
AUDIT_ITEMS = ("漏项", "真实", "准确", "完整", "时效")
SUBMIT_TO = ("单位", "县市", "主管", "评委会")
