"""A folder of mixed files, in small: each in exactly one outcome, each text once, every span proved."""

from collections import defaultdict

import pytest

from directives.intake.receive import receive
from directives.intake.work import work_on
from directives.models import Batch, Intake
from directives.provenance import check
from directives.sector_rows import load_sectors
from meetings.models import Document
from tests.mixed import HOSTILE, mixed


@pytest.mark.django_db
def test_each_file_of_a_mixed_folder_has_one_outcome() -> None:
    load_sectors()
    files = [*mixed(36), *(make(900 + number, "会议强调，要压实责任。") for number, make in enumerate(HOSTILE))]
    receive([(made.name, made.data) for made in files], source=Batch.Source.UPLOAD, directly=True)
    while waiting := Intake.objects.filter(state=Intake.State.WAITING).first():
        work_on(waiting.pk)
    assert not Intake.objects.filter(state__in=Intake.OPEN).exists()
    texts = {made.name: made.text for made in files}
    outcomes = defaultdict(list)
    for name, state, reason in Intake.objects.filter(archive=None).values_list("file_name", "state", "reason"):
        if texts[name]:
            assert state != "failed", f"{name}: {reason}"
            outcomes[texts[name]].append(state)
        else:
            assert state in ("failed", "unpacked"), f"{name} is {state}"
    assert all(states.count("loaded") <= 1 for states in outcomes.values())
    assert Document.objects.count() == Intake.objects.filter(state="loaded").count() > 15
    assert not check(Document.objects.all()).findings
