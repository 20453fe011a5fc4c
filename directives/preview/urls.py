"""Addresses of the preview, below those of incoming files."""

from django.urls import path, re_path

from directives.preview import views

urlpatterns = [
    path("<int:pk>/preview/", views.preview, name="preview"),
    path("<int:pk>/preview/confirm/", views.preview_confirm, name="preview-confirm"),
    re_path(
        rf"^(?P<pk>\d+)/preview/(?P<what>{'|'.join(views.EDITS)})/(?:(?P<key>\w+)/)?$",
        views.preview_edit,
        name="preview-edit",
    ),
]
