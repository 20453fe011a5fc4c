"""Addresses of corrections."""

from django.urls import path

from directives.corrections import views

urlpatterns = [
    path("directives/<int:pk>/correct/", views.correct_directive, name="correct-directive"),
    path("directives/<int:pk>/split/", views.split_directive, name="split-directive"),
    path("directives/<int:pk>/join/", views.join_directives, name="join-directives"),
    path("directives/<int:pk>/drop/", views.drop_directive, name="drop-directive"),
    path("turns/<int:pk>/correct/", views.correct_turn, name="correct-turn"),
    path("meetings/<int:pk>/correct/", views.correct_meeting, name="correct-meeting"),
    path("speakers/<int:pk>/merge/", views.merge_speaker, name="merge-speaker"),
    path("bodies/<int:pk>/merge/", views.merge_body, name="merge-body"),
    path("things/<int:pk>/merge/", views.merge_thing, name="merge-thing"),
    path("documents/<int:pk>/versions/<int:version>/", views.document_version, name="document-version"),
    path("corrections/", views.correction_list, name="corrections"),
    path("corrections/<int:pk>/", views.correction_detail, name="correction"),
]
