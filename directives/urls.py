"""Addresses of directives and of what they are filed under."""

from django.urls import include, path, register_converter

from directives import profiles, views
from directives.api import views as api_views
from directives.evidence.downloads import FormatConverter
from directives.handout import handout
from directives.suggestions import suggest

register_converter(FormatConverter, "format")

urlpatterns = [
    path("", views.home, name="home"),
    path("suggest/", suggest, name="suggest"),
    path("directives/", views.directive_list, name="directives"),
    path("directives/handout/", handout, name="handout"),
    path("directives/export.<format:format>", views.directive_export, name="export"),
    path("directives/<int:pk>/", views.directive_detail, name="directive"),
    path("", include("directives.corrections.urls")),
    path("intake/", include("directives.preview.urls")),
    path("sectors/", profiles.sector_list, name="sectors"),
    path("sectors/<slug:slug>/", profiles.sector_detail, name="sector"),
    path("bodies/", profiles.body_list, name="bodies"),
    path("bodies/<int:pk>/", profiles.body_detail, name="body"),
    path("speakers/", profiles.speaker_list, name="speakers"),
    path("speakers/<int:pk>/", profiles.speaker_detail, name="speaker"),
    path("regions/", profiles.region_list, name="regions"),
    path("regions/<slug:code>/", profiles.region_detail, name="region"),
    path("intake/", include("directives.intake.addresses")),
    path("api/v1/docs", api_views.reference, name="api-docs"),
    path("api/v1/", include("directives.api.urls")),
    path("accounts/tokens/", api_views.tokens, name="tokens"),
    path("accounts/tokens/<int:pk>/revoke/", api_views.token_revoke, name="token-revoke"),
]
