"""Where words come from, stored: documents, meetings, speakers, their turns and regions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.urls import reverse

from meetings.drafts import Level as LevelSlug
from meetings.drafts import Voice as VoiceSlug
from meetings.history import tracked
from meetings.querysets import DocumentQuerySet, MeetingQuerySet, SpeakerQuerySet, TurnQuerySet
from search.models import Searchable


class Level(models.TextChoices):
    """Levels of a meeting, in the order officers read them."""

    NATIONAL = LevelSlug.NATIONAL.value, "全国"
    PROVINCE = LevelSlug.PROVINCE.value, "省级"
    CITY = LevelSlug.CITY.value, "市级"
    COUNTY = LevelSlug.COUNTY.value, "县级"
    TOWNSHIP = LevelSlug.TOWNSHIP.value, "乡镇"
    ENTERPRISE = LevelSlug.ENTERPRISE.value, "企业"
    OTHER = LevelSlug.OTHER.value, "其他"


class DatePrecision(models.TextChoices):
    """How much of a meeting's date the document tells."""

    DAY = "day", "日"
    MONTH = "month", "月"
    YEAR = "year", "年"
    UNKNOWN = "unknown", "不详"


class Region(models.Model):
    """An administrative division of GB/T 2260, or the whole country (code 000000)."""

    code = models.CharField("代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=60)
    level = models.CharField("级别", max_length=12, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级地区"
    )

    class Meta:
        verbose_name = verbose_name_plural = "地区"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("region", args=[self.code])

    @property
    def code_prefix(self) -> str:
        """What the codes of the region and of everything in it begin with; "" for the whole country.
        GB/T 2260 gives two digits each to province, city and county, then three to a township."""
        for length in (0, 2, 4, 6, 9):
            if not self.code[length:].strip("0"):
                return self.code[:length]
        return self.code


@tracked("raw", "extracted", "text", "offsets", "warnings", "understood_by")
class Document(models.Model):
    """A source file as loaded: its bytes untouched, and the tidied text every span points into.

    Places in the source count characters of `decoded`: of plain text the bytes decoded, of any other format what
    its reader extracted, which is kept with a checksum of its own, for another version may extract it otherwise.
    """

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    file_name = models.CharField("文件名", max_length=255)
    raw = models.BinaryField("原始字节")
    raw_length = models.PositiveIntegerField("原文字数", help_text="解码后的码位数，各处 raw_end 不超过它")
    encoding = models.CharField("编码", max_length=20, help_text="文本的编码；其他格式为格式名称")
    extracted = models.TextField("提取的文本", blank=True, help_text="纯文本不另存")
    extracted_sha256 = models.CharField("提取文本的 SHA-256", max_length=64, blank=True)
    # Of the folded text: the same words in another encoding, script or spacing have the same.
    words_sha256 = models.CharField("文字的 SHA-256", max_length=64, blank=True, db_index=True)
    title = models.CharField("标题", blank=True)
    published_on = models.DateField("发布日期", null=True, blank=True)
    text = models.TextField("整理后的文本")
    length = models.PositiveIntegerField("整理后字数", help_text="各处 end 不超过它")
    offsets = models.BinaryField("偏移表", help_text="整理后文本到原文的对应，search.normalise.Offsets 的字节形式")
    simplified = models.BooleanField("原文为简体", default=True)
    warnings = models.JSONField("提示", default=list, blank=True)
    loaded_at = models.DateTimeField("载入时间", auto_now_add=True)
    by_hand = ArrayField(
        models.CharField(max_length=20), verbose_name="人工更正的项", default=list, blank=True, editable=False
    )
    understood_by = models.CharField(
        "理解所用程序", max_length=64, blank=True, editable=False, help_text="reextract 据此得知哪些文件还要重新提取"
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文件"
        ordering = ["-loaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_sha256_hex"),
            models.CheckConstraint(condition=Q(length=Length("text")), name="document_length_of_text"),
            models.CheckConstraint(
                condition=Q(extracted="", extracted_sha256="")
                | ~Q(extracted="") & Q(extracted_sha256__regex=r"^[0-9a-f]{64}$"),
                name="document_extracted_has_sum",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.file_name

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.pk])

    @property
    def decoded(self) -> str:
        """The text that every `raw_start` and `raw_end` counts in. Raises UnicodeDecodeError or LookupError where
        stored bytes and encoding do not fit."""
        return self.extracted or bytes(self.raw).decode(self.encoding)


PLACED = Q(region__isnull=False) | ~Q(host="")


@tracked()
class Meeting(models.Model):
    """A meeting, however many documents report it.

    Documents agree on a meeting by level, region, host, kind and day. Where only the month is known the
    title must agree too; a meeting known by its year alone, or without a place, is never taken for another.
    """

    title = models.CharField("名称")
    kind = models.CharField("类别", max_length=40)
    level = models.CharField("级别", max_length=12, choices=Level.choices)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name="地区"
    )
    region_inferred = models.BooleanField(
        "地区系推断",
        default=False,
        help_text="文中未印地区的名称，由文件名、网站备案或上下文得出；此前载入的会议未作标记",
    )
    host = models.CharField("主办单位", blank=True, help_text="企业或部门的会议；政府会议留空")
    held_on = models.DateField("日期", null=True, blank=True, help_text="只知年月时为当月（当年）第一天")
    date_precision = models.CharField(
        "日期精度", max_length=8, choices=DatePrecision.choices, default=DatePrecision.UNKNOWN
    )
    date_inferred = models.BooleanField("日期系推断", default=False)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followups", verbose_name="上级会议"
    )
    by_hand = ArrayField(
        models.CharField(max_length=20), verbose_name="人工更正的项", default=list, blank=True, editable=False
    )
    documents = models.ManyToManyField(Document, through="Report", related_name="meetings", verbose_name="文件")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会议"
        ordering = [F("held_on").desc(nulls_last=True), "-pk"]
        indexes = [models.Index(F("held_on").desc(nulls_last=True), F("id").desc(), name="meeting_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["level", "region", "host", "kind", "held_on"],
                condition=Q(date_precision="day") & PLACED,
                nulls_distinct=False,
                name="meeting_once",
            ),
            models.UniqueConstraint(
                fields=["level", "region", "host", "kind", "held_on", "title"],
                condition=Q(date_precision="month") & PLACED,
                nulls_distinct=False,
                name="meeting_of_month_once",
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True, date_precision="unknown")
                | Q(held_on__isnull=False) & ~Q(date_precision="unknown"),
                name="meeting_date_has_precision",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.pk])

    @property
    def date(self) -> str | None:
        """The day in ISO form, as partial as it is known."""
        length = {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7}.get(DatePrecision(self.date_precision), 10)
        return self.held_on.isoformat()[:length] if self.held_on else None


@tracked()
class Report(models.Model):
    """A document's account of a meeting, with the span that names it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="reports", verbose_name="会议")
    document = models.ForeignKey(Document, models.CASCADE, related_name="reports", verbose_name="文件")
    title = models.CharField("文中名称")
    venue = models.CharField("会场", blank=True, help_text="照文中所印：鄂州分会场、北京；文中没有说的留空")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    raw_start = models.PositiveIntegerField("原文起")
    raw_end = models.PositiveIntegerField("原文止")
    # Holds "meeting" where a person said which meeting it tells of.
    by_hand = ArrayField(
        models.CharField(max_length=20), verbose_name="人工更正的项", default=list, blank=True, editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = "会议报道"
        ordering = ["document", "start"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "document"], name="report_once"),
            models.CheckConstraint(
                condition=Q(end__gt=F("start"), raw_end__gt=F("raw_start")), name="report_span_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class Speaker(models.Model):
    """A person, told apart from a namesake by the region they serve."""

    name = models.CharField("姓名", max_length=40)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="speakers", verbose_name="任职地区"
    )

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "讲话人"
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["name", "region"], name="speaker_once", nulls_distinct=False)]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("speaker", args=[self.pk])


@tracked()
class SpeakerAlias(models.Model):
    """Another name of a speaker, or the same name filed under another region: who loads it means this speaker.

    `former` is the key of the row that was merged into the speaker, so that its address leads on.
    """

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="aliases", verbose_name="讲话人")
    name = models.CharField("别名", max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="任职地区")
    former = models.BigIntegerField("原编号", null=True, blank=True, unique=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "讲话人别名"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["name", "region"], name="speaker_alias_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Participation(models.Model):
    """In which capacity a person took part in a meeting, as one document tells it."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, null=True, blank=True, related_name="participations", verbose_name="会议"
    )
    document = models.ForeignKey(Document, models.CASCADE, related_name="participations", verbose_name="文件")
    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="participations", verbose_name="讲话人")
    titles = ArrayField(models.CharField(), verbose_name="职务", default=list, blank=True)
    roles = ArrayField(models.CharField(max_length=8), verbose_name="角色", default=list, blank=True)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    raw_start = models.PositiveIntegerField("原文起")
    raw_end = models.PositiveIntegerField("原文止")

    class Meta:
        verbose_name = verbose_name_plural = "与会"
        ordering = ["meeting", "raw_start", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "document", "speaker"], name="participation_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start"), raw_end__gt=F("raw_start")), name="participation_span_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.speaker} {'、'.join(self.titles)}"


@tracked(*Searchable.INDEXED)
class Turn(Searchable):
    """What one voice says at one meeting, in one document. Turns cover the whole document."""

    class Voice(models.TextChoices):
        SPEECH = VoiceSlug.SPEECH.value, "讲话"
        WRITTEN = VoiceSlug.WRITTEN.value, "批示指示"
        MEETING = VoiceSlug.MEETING.value, "会议"
        NARRATION = VoiceSlug.NARRATION.value, "叙述"
        NOISE = VoiceSlug.NOISE.value, "页面杂项"

    document = models.ForeignKey(Document, models.CASCADE, related_name="turns", verbose_name="文件")
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, null=True, blank=True, related_name="turns", verbose_name="会议"
    )
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, related_name="turns", verbose_name="讲话人"
    )
    voice = models.CharField("声音", max_length=10, choices=Voice.choices)
    headings = ArrayField(models.CharField(), verbose_name="标题路径", default=list, blank=True)
    by_hand = ArrayField(
        models.CharField(max_length=20), verbose_name="人工更正的项", default=list, blank=True, editable=False
    )
    position = models.PositiveIntegerField("序号")
    text = models.TextField("文本")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    raw_start = models.PositiveIntegerField("原文起")
    raw_end = models.PositiveIntegerField("原文止")

    objects = TurnQuerySet.as_manager()

    class Meta(Searchable.Meta):
        verbose_name = verbose_name_plural = "发言"
        ordering = ["document", "position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="turn_position_once"),
            models.CheckConstraint(
                condition=Q(end__gt=F("start"), raw_end__gt=F("raw_start"), end=F("start") + Length("text")),
                name="turn_span_fits_text",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    def get_absolute_url(self) -> str:
        return reverse("turn", args=[self.pk])
