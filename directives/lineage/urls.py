"""Addresses of where directives come from."""

from django.urls import path

from directives.lineage import views

urlpatterns = [
    path("directives/<int:pk>/lineage/", views.directive_lineage, name="lineage"),
    path("directives/<int:lower>/from/<int:upper>/", views.link_detail, name="link"),
    path("meetings/<int:pk>/compare/", views.compare_meetings, name="compare"),
    path("meetings/<int:pk>/compare.xlsx", views.compare_export, name="compare-export"),
    path("meetings/<int:pk>/cascade/", views.cascade, name="cascade"),
    path("meetings/<int:pk>/cascade.xlsx", views.cascade_export, name="cascade-export"),
]
