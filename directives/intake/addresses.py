"""Addresses of incoming files."""

from django.urls import path

from directives.intake import similar, views

urlpatterns = [
    path("", views.bring, name="intakes"),
    path("inbox/", views.take_inbox, name="inbox"),
    path("files/", views.intake_files, name="intake-files"),
    path("batches/<int:pk>/", views.batch_detail, name="batch"),
    path("batches/<int:pk>/retry/", views.batch_retry, name="batch-retry"),
    path("<int:pk>/", views.intake_detail, name="intake"),
    path("<int:pk>/retry/", views.intake_retry, name="intake-retry"),
    path("<int:pk>/similar/", similar.intake_similar, name="intake-similar"),
]
