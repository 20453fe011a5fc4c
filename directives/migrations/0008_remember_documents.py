"""What documents stored earlier are recognised by."""

from django.db import migrations


def remember(apps, schema_editor):
    # The rule as it is today: what is stored must be found by what looks for it.
    from directives.intake.sketch import Sketch
    from meetings.build import words_sha256

    Document, Shingle = apps.get_model("meetings", "Document"), apps.get_model("directives", "Shingle")
    for document in Document.objects.filter(words_sha256="").only("pk", "text").iterator(chunk_size=50):
        Document.objects.filter(pk=document.pk).update(words_sha256=words_sha256(document.text))
        keys = Sketch.of(document.text).keys
        Shingle.objects.bulk_create([Shingle(document=document, key=key) for key in keys])


class Migration(migrations.Migration):
    dependencies = [("directives", "0007_shingles")]
    operations = [migrations.RunPython(remember, migrations.RunPython.noop, elidable=True)]
