"""What lies on the desk of somebody who is signed in: searches of their own with news, a batch of files in every
state, a correction. Stored for good and asked for again by each test, as another may have cleared the desk."""

from dataclasses import replace

from django.contrib.auth.models import User
from pyroaring import BitMap64

from directives.corrections.relabel import Labels, relabel
from directives.intake.frozen import freeze
from directives.models import Batch, Correction, Directive, Intake, Look, SavedSearch
from directives.pipeline import Knowledge
from directives.saved.looks import save
from directives.understand import understand
from meetings.models import Document

State = Intake.State
NOTES = (
    "全省安全生产电视电话会议召开\n"
    "2026年1月17日，全省安全生产电视电话会议召开。省委副书记、省长钟望川出席并讲话。\n"
    "钟望川指出，住建部门要加强**城镇燃气**安全监管，年底前完成老旧管网改造。各企业要开展一次自查。\n"
)


def fill_desk(user: User) -> None:
    """Puts on the user's desk what is not there yet."""
    if not user.batches.exists():
        _bring_in(user)
    if not user.saved_searches.exists():
        save(user, "省级燃气要求", "q=燃气&level=province")
        save(user, "危险化学品", "sector=hazchem")
        Look.objects.filter(search__name="省级燃气要求").update(seen=BitMap64().serialize())
    if not Correction.objects.exists():
        row = Directive.objects.exclude(deadline_on=None).exclude(meeting=None).order_by("pk")[0]
        labels = Labels.of(row)
        bodies = labels.bodies ^ {("省安委办", "lead")}  # There already where another test cleared the record of it.
        relabel(row.pk, replace(labels, bodies=bodies), user, "会议分工方案写明由省安委办牵头")


def _bring_in(user: User) -> None:
    known = Knowledge.stored()
    stored, other = Document.objects.order_by("pk")[:2]
    batch = Batch.objects.create(source=Batch.Source.UPLOAD, uploader=user)
    again = bytes(stored.raw).decode(stored.encoding) + "\n会议还要求，各地要在月底前报送落实情况。\n"
    for name, text, similar in (("会议记录.txt", NOTES, None), (f"修订-{stored.file_name}", again, stored)):
        data = text.encode()
        understood = understand(name, data, known.taxonomy, known.people)
        Intake.objects.create(
            batch=batch, file_name=name, raw=data, size=len(data), sha256=understood.source.sha256, progress=100,
            state=State.REVIEW, understanding=freeze(understood), similar=similar, share=0.98 if similar else None,
        )  # fmt: skip
    for state, document, reason in (
        (State.LOADED, other, ""),
        (State.DUPLICATE, stored, ""),
        (State.FAILED, None, "打不开：文件加了密码，请去掉密码后再载入"),
    ):
        name = document.file_name if document else "讲话稿（加密）.pdf"
        Intake.objects.create(
            batch=batch, file_name=name, size=48_213, state=state, document=document, reason=reason, progress=100
        )


def to_be_checked(*, similar: bool = False) -> Intake:
    """The file that waits for a person; the one that resembles a stored document where asked."""
    return Intake.objects.filter(state=State.REVIEW, similar__isnull=not similar).order_by("pk")[0]


def own_search() -> SavedSearch:
    """The search with news."""
    return SavedSearch.objects.get(name="省级燃气要求")
