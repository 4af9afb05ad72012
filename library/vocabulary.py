"""Words of indicator names that say the same or nothing, for telling measures apart. Data only, read by ``library.naming``.

Stricter than the synonyms of search: only what two plans may put for one another in a table without a change of the figure.
"""

from __future__ import annotations

SAME: tuple[tuple[str, str], ...] = (
    # (pattern, what it becomes), applied one after the other to a folded name without blanks and quotation marks
    (r"最低生活保障", "低保"),
    (r"居民(?=低保)", ""),
    (r"城镇低保", "城市低保"),
    (r"特困供养人员|特困救助供养对象|特困供养对象|特困救助人员", "特困人员"),
    (r"社工(?:服务)?站|社会工作站", "社会工作服务站"),
    (r"社工人才", "社会工作人才"),
    (r"社工(?!作|服务)", "社会工作者"),
    (r"未保站|未成年人保护站", "未成年人保护工作站"),
    (r"认知症|失智", "认知障碍"),
    (r"自闭症", "孤独症"),
    (r"事实孤儿", "事实无人抚养儿童"),
    (r"老年人口?|老人|长者", "老年"),
    (r"助餐服务(?=场所|点)", "助餐"),
    (r"日照中心|日间照护中心|日间照料服务中心", "日间照料中心"),
    (r"(?:居家|家庭)适老化改造", "适老化改造"),
    (r"(?:节地)?生态安?葬|节地葬", "生态安葬"),
    (r"(?<=安葬|供养|签约|入住|火化|参保)(?:比例|占比|比重)$", "率"),
    (r"(?:增长率|增长幅度|增幅)$", "增速"),
    (r"(?<=孤儿|儿童)(?:基本)?生活(?:费|保障)?标准", "生活保障标准"),
    (r"基本生活供养标准", "基本生活标准"),
    (r"^(?:居民|人口)?(?:人均|平均)(?:预期|期望)寿命", "平均预期寿命"),
    (r"^(?:期末|年度?)?(?=用水总量|供水总量|用电量|旅游总收入)", ""),
    (r"(?:每?万元|单位)(?:地区生产总值|国内生产总值|生产总值|(?i:gdp))", "万元生产总值"),
    (r"(?<=[量耗放度])(?:累计)?(?:(?:下降|降低)(?:率|幅度|比例)?|降幅)$", "降幅"),
    (r"细颗粒物\(pm2\.5\)|pm2\.5\(细颗粒物\)|细颗粒物", "pm2.5"),
    (r"(?<=pm2\.5)年?平?均?浓度", "浓度"),
    (r"^(?:地级及?以上)?(?:城市)?(?:环境)?(?:空气质量)?(?=优良天数)", ""),
    (
        r"地表水(?:水质|优良)*\(?(?:达到或)?(?:好|优)于(?:iii|ⅲ|3|三)类(?:水质)?\)?(?:水体|断面)?(?=比例|比率|占比)|地表水(?:水质)?优良(?:水体|断面)?(?=比例|比率|占比)",
        "地表水优良",
    ),
    (r"旅游业(?=总收入)", "旅游"),
    (r"^开展(?=.{2,}培训)", ""),
    (r"^(?:旅游接待|接待)(?:游客|旅游者)?(?:总)?(?=人次|人数)", "接待游客"),
    (r"(?<=体育锻炼)(?:人数|人口|人)(?=比例|比率|占比|比重)", "人口"),
    (r"(?:农田)?灌溉水(?:有效)?利用系数", "灌溉水利用系数"),
    (r"学前(?:教育)?(?:三年)?(?:教育)?(?=毛?入园率)", "学前教育"),
    (r"(?<=公办|民办)园", "幼儿园"),
    (r"普惠性?(?:幼儿)?园", "普惠性幼儿园"),
    (r"(?<=义务教育|学前教育)阶段", ""),
    (r"高中(?:教育)?阶段(?:教育)?", "高中阶段"),
    (r"(?<=级|科|士|中|专)(?:及|或)(?=以上)", ""),
    (r"((?:研究生|硕士|本科|大专|专科|高中)以上学历)((?:专任)?教师|人员)", r"\2\1"),
    (r"(?:获得|获评|达到|评为)?(\d)[Aa]级?(?:及|或)?以上(?:等级)?", r"\1A以上"),
    (r"持有?(?:职业)?(?:技能)?等级证书?", "持等级证"),
    (r"(?:机构养老|养老机构养老|机构内养老)床位", "养老机构床位"),
    (r"护理型养老床位", "养老护理型床位"),
    (r"^(.+)\((每[^()]+)\)$", r"\2\1"),
    (r"^(?=[百千万](?:名|人|户))", "每"),
    (r"社区综合为老服务中心", "综合为老服务中心"),
    (r"救助管理站", "救助站"),
    (r"(?:等级评定|等级评级|评定等级|定级|评级)(?:结果)?$", "等级"),
    (r"(?:总(?=床位|面积|收入|人口)|(?<=建筑)总)", ""),
    (r"(?<=补贴|补助|津贴)标准$", ""),
    # levels of a place that is covered, or that a thing belongs to
    (r"乡镇\(街道\)|街道\(乡镇\)|街道\(镇\)|镇\(街道\)|镇\(街\)|街\(镇\)|乡镇街道|街道乡镇|镇街|街道", "街镇"),
    (r"村\(社区\)|社区\(村\)|村\(居\)|居\(村\)|城乡社区|村居|居村|(?<!农)村社区", "村居"),
)
"""Ways of writing that leave the figure as it is."""
NEUTRAL = r"^(?:全区|全市|全省|全县|全国|本区|本市|本县|我区|我市|我县|辖区内?|期末|年末|城乡(?!低保标准比))+"
"""What a name may begin with without another meaning: the plan's own place, both town and country."""
OLD_AGE = r"^老年(?=认知障碍|助餐|日间照|养老|护理型)"
"""The aged, before a service that is for them anyway."""
SUBS: tuple[tuple[str, str], ...] = (
    (r"全自理|完全自理|能自理|自理", "自理"),
    (r"半自理|半失能|半护理|部分失能|部分自理", "半失能"),
    (r"全护理|全失能|完全失能|失能|不能自理|完全不能自理", "失能"),
)
"""Degrees of need of care, as sub-rows print them."""
TERRITORIES = ("城镇", "城市", "农村", "乡村")
"""Sub-rows that other plans print at the front of the name."""
LEVELS = ("街镇", "村居", "行政村", "社区", "乡镇", "村", "县", "居住区", "小区")
"""What a coverage rate may count, as it stands before 覆盖率."""
BELONGS = ("街镇", "村居")
"""Of these, those that at the front of a name say whose thing it is."""
KINDS_OF_PLACES = r"分?(?:站|室|点|所|院|家|屋|馆|园|堂|中心|驿站|基地)"
"""What a bracket may end with that gives a place its other name: 康养中心（颐养中心）."""
NARROWER = r"农村|城市|城镇|城区|社区|街镇|村|公办|民办|公建|示范|星级|标准|新建|新增|其中|含|级"
"""What makes of that other name a part of the first: 服务中心（农村服务中心）."""
BEYOND_INSTITUTIONS = r"社区|家庭|居家|日间|互助|幸福院"
"""A definition that names these counts more than the beds of institutions."""
UNIVERSES = r"^(?P<universe>(?:公办|民办|公建民营)?养老(?:服务)?机构|社区养老|农村养老|养老)(?P<rest>.{2,}(?P<head>床位|设施))$"
"""A name that begins with the whole of which it takes a part."""
WHOLE_OF_THE_FIELD = ("床位", "养老床位", "养老设施", "设施")
"""Denominators that say no more than the field itself."""
LOOSE: tuple[tuple[str, ...], ...] = (
    ("综合为老服务中心", "综合养老服务中心"),
    ("社会工作者", "社会工作专业人才", "社会工作人才", "专业社会工作者", "持证社会工作者"),
    ("助餐场所", "助餐点", "长者食堂", "老年食堂", "老年助餐场所", "老年助餐点", "社区助餐点"),
    ("持证率", "持等级证率"),
    ("认知障碍照护床位", "标准化认知障碍照护床位"),
    ("年均增速", "年度增速", "年增速"),
    ("低保标准", "低保平均标准"),
    ("旅游收入", "旅游综合收入"),
    ("农村社区综合服务设施", "村级综合服务设施"),
)
"""Things of one kind that are never the same: what stands here is shown as related."""
PER_PERSON = r"(?:标准|补贴|津贴|补助|供养金|保障金)(?:[(（].*[)）])?$"
"""Names of what a person is paid, also where the unit does not say per person."""
CLASSIFIERS = r"(?:家|处|所|座|间)$"
"""Words for counting places; of one and the same thing they differ in style only."""
LOWER_IS_BETTER = (
    r"^(?!.*(?:下降|降低|降幅|优良天数)).*(?:死亡率|患病率|发病率|吸烟率|近视率|漏损率|抚养比|浓度|用水量|流失面积|失业率|能耗|耗|排放|"
    r"时限|时长|天数|发生率|事故|投诉|贫困|返贫|辍学|犯罪|负债|成本|等待|空置率|闲置率|负担|差距|之比)"
)
"""Names of which a higher figure is no better one, or nobody can say."""
