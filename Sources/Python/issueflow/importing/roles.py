"""What a column may be, and the words by which people call it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from issueflow.importing.amounts import narrow

#: The names of units, from the top.
NAMES = ("street", "community", "grid")

#: Roles with what they are, in both languages; the order is that in which they are told.
ROLES: dict[str, tuple[str, str]] = {
    "street": ("name of the street or town", "街道（镇）名称"),
    "community": ("name of the community or village", "社区（村）名称"),
    "grid": ("name of the grid", "网格名称"),
    "grids": ("number of grids of a community", "社区的网格数"),
    "households": ("households", "户数"),
    "population": ("people", "人口"),
    "staff": ("grid workers", "网格员人数"),
    "grid-workers": ("grid workers by name, who are counted", "网格员姓名（按人数计）"),
    "community-staff": ("workers of the community who handle issues", "社区办理事项的人员数"),
    "street-staff": ("workers of the street who handle issues", "镇街办理事项的人员数"),
    "area": ("floor of the community's centre, square metres", "社区服务中心面积（平方米）"),
    "street-area": ("floor of the street's centre, square metres", "镇街服务中心面积（平方米）"),
    "none": ("left out", "不读取"),
}

#: Headings without blanks, of one width, in small letters and without what stands in brackets.
ALIASES: dict[str, tuple[str, ...]] = {
    "street": (
        "街道", "镇", "乡", "乡镇", "镇街", "街镇", "街道名称", "镇街名称", "街道镇", "镇街道", "乡镇街道", "街道乡镇", "所属街道", "所在街道",
        "所属镇街", "所属街镇", "所属乡镇", "所在镇街", "街道/镇", "镇/街道", "乡镇/街道", "街道/乡镇", "街道办", "街道办事处", "镇名", "镇名称",
        "street", "town", "township", "subdistrict", "sub-district", "streetname", "street/town", "streetortown",
    ),
    "community": (
        "社区", "村", "村社区", "社区村", "社区名称", "村名", "村名称", "社区名", "所属社区", "所在社区", "所属村社区", "行政村", "村居", "社区/村",
        "村/社区", "居委会", "村委会", "社区居委会", "居民委员会", "村居名称", "村社名称", "所属村居", "所属村",
        "community", "village", "neighbourhood", "neighborhood", "communityname", "community/village", "residentscommittee",
    ),
    "grid": (
        "网格", "网格名称", "网格名", "综合网格", "基础网格", "综合网格名称", "所属网格", "网格编号", "网格号", "网格编码", "网格代码", "网格序号",
        "grid", "gridname", "gridid", "gridno", "gridno.", "gridnumber", "gridcode",
    ),
    "grids": (
        "网格数", "网格数量", "网格个数", "网格总数", "综合网格数", "基础网格数", "网格数目", "下辖网格", "下辖网格数",
        "grids", "numberofgrids", "no.ofgrids", "gridcount",
    ),
    "households": (
        "户数", "总户数", "住户数", "住户", "家庭户", "家庭户数", "居民户数", "常住户数", "实有户数", "居民户", "户",
        "households", "numberofhouseholds", "no.ofhouseholds", "household", "homes",
    ),
    "population": (
        "人口", "人口数", "总人口", "常住人口", "人口总数", "居民人数", "实有人口", "常住人口数", "居民数",
        "population", "people", "residents", "inhabitants",
    ),
    "staff": (
        "网格员", "网格员数", "网格员人数", "网格员数量", "专职网格员", "专职网格员数", "专职网格员人数", "网格员配备", "专职网格员数量", "配备网格员",
        "gridworkers", "gridstaff", "workers", "staff", "full-timegridworkers", "fulltimegridworkers",
    ),
    "grid-workers": ("网格员姓名", "网格员名单", "专职网格员姓名", "namesofgridworkers", "gridworkernames"),
    "community-staff": ("社区办件人员", "社区办事人员", "社区经办人数", "communitystaff"),
    "street-staff": ("街道办件人员", "镇街办件人员", "街道经办人数", "streetstaff"),
    "area": (
        "服务中心面积", "党群服务中心面积", "社区服务中心面积", "社区用房面积", "服务用房面积", "办公用房面积", "用房面积", "阵地面积", "社区用房",
        "floorarea", "centrearea", "centerarea", "areaofcentre", "areaofcenter",
    ),
    "street-area": ("街道服务中心面积", "镇街服务中心面积", "街道党群服务中心面积", "镇街党群服务中心面积"),
}

#: Headings that are taken only where nothing better stands in the table: they count a part.
SECOND = {
    "户籍户数": "households", "户籍人口": "population", "户籍人口数": "population", "登记户数": "households",
    "网格编号": "grid", "网格号": "grid", "网格编码": "grid", "网格代码": "grid", "网格序号": "grid", "gridid": "grid", "gridcode": "grid",
}

#: Columns that are known, and of which the city table holds nothing: why, in both languages.
_NOTHING = ("nothing in the city table holds it", "城市表中没有对应的内容")
_LAND = (
    "it may be land; the city table holds the floor of service centres in square metres: --map {}=area if this is it",
    "可能是辖区面积；城市表只记服务中心的建筑面积（平方米）：若确为此项，请用 --map {}=area",
)
_PART = ("the city table holds those who handle issues alone: --map {}=staff if these are they", "城市表只记办理事项的人员：若即为此项，请用 --map {}=staff")
KNOWN: dict[str, tuple[str, str]] = {
    **dict.fromkeys(
        ("流动人口", "外来人口", "流动人口数", "暂住人口", "党员", "党员数", "党员人数", "楼栋", "楼栋数", "幢数", "单元数", "小区", "小区名称", "小区数",
         "出租房", "出租屋", "商户", "商户数", "企业", "企业数", "门店", "网格长", "联系方式", "联系电话", "电话", "手机", "四至范围", "范围", "边界",
         "类型", "网格类型", "党支部", "floatingpopulation", "migrants", "partymembers", "buildings", "phone", "telephone", "tel", "微网格", "微网格数",
         "微网格员", "特殊人群", "重点人员", "老年人", "残疾人", "低保户", "区", "区县", "城市", "市", "city", "district"),
        _NOTHING,
    ),
    **dict.fromkeys(("备注", "说明", "remark", "remarks", "note", "notes", "comment"), ("notes", "备注")),
    **dict.fromkeys(("序号", "编号", "no", "no.", "#", "id", "index", "行号"), ("numbers of lines", "序号")),
    **dict.fromkeys(("面积", "辖区面积", "区域面积", "占地面积", "土地面积", "area", "landarea"), _LAND),
    **dict.fromkeys(("兼职网格员", "兼职网格员数", "兼职网格员人数", "part-timegridworkers", "社区工作者", "社工", "社区工作者数", "社工数", "社区干部"), _PART),
}


@dataclass(frozen=True)
class Heading:
    """A heading as it stands, what it says without its unit, and the unit."""

    text: str
    word: str
    unit: str


def heading(text: str) -> Heading:
    """Such as 户数（户）: 户数, 户."""
    flat = re.sub(r"\s+", "", narrow(text)).lower().rstrip(":*：")
    units = re.findall(r"[(\[【]([^)\]】]*)[)\]】]", flat)
    word = re.sub(r"[(\[【][^)\]】]*[)\]】]", "", flat)
    said, slash, behind = word.rpartition("/")
    if slash and re.fullmatch(r"万?[户人个名]|平方米|平方公里|m2|km2|亩", behind):
        word, units = said, [*units, behind]
    # 街道（镇）, 村（社区）: what stands in the brackets is another name and no unit.
    joined = re.sub(r"[()\[\]【】]", "", flat)
    if units and role_of_word(word) is None and role_of_word(joined) is not None:
        word = joined
    return Heading(text.strip(), word, units[-1] if units else "")


def role_of_word(word: str) -> str | None:
    return _BY_WORD.get(word) or SECOND.get(word)


_BY_WORD = {word: role for role, words in ALIASES.items() for word in words if word not in SECOND}

_FLOORS = frozenset({"平方米", "m2", "㎡", "平米", "sqm"})


def is_bare_area(found: Heading) -> bool:
    """Whether a heading says an area in square metres, and not of what."""
    return found.word in {"面积", "area"} and found.unit in _FLOORS


def role(found: Heading) -> str | None:
    """The role of a heading; None where none is known."""
    if is_bare_area(found):
        return "area"
    return role_of_word(found.word)


def is_known(found: Heading) -> bool:
    """Whether a heading is one that somebody would write above such a table, of use here or not."""
    return role(found) is not None or found.word in KNOWN


def words() -> list[str]:
    """Every word that is understood, for saying which may have been meant."""
    return [*_BY_WORD, *SECOND]


def names_of(found: str) -> str | None:
    """Of which tier a unit with this name is, by its last sign: 柳荫街道 is a street, 湖畔社区 a community."""
    text = re.sub(r"\s+", "", narrow(found)).lower()
    if len(text) < 2 or len(text) > 30:
        return None
    if re.search(r"(街道|街道办|街道办事处|镇|乡)$", text) or re.search(r"\w (street|town|township|subdistrict)$", narrow(found).lower()):
        return "street"
    if re.search(r"(社区|村|居委会|村委会|社区居委会)$", text) or re.search(r"\w (community|village|neighbou?rhood)$", narrow(found).lower()):
        return "community"
    if re.search(r"网格$", text) or re.search(r"\bgrid\b", narrow(found).lower()):
        return "grid"
    return None
