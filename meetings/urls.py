"""Addresses of meetings, documents and turns."""

from django.urls import path

from meetings import views

urlpatterns = [
    path("meetings/", views.meeting_list, name="meetings"),
    path("meetings/<int:pk>/", views.meeting_detail, name="meeting"),
    path("documents/", views.document_list, name="documents"),
    path("documents/<int:pk>/", views.document_detail, name="document"),
    path("documents/<int:pk>/raw", views.document_raw, name="document-raw"),
    path("script/", views.choose_script, name="script"),
    path("turns/<int:pk>/", views.turn_redirect, name="turn"),
]
