"""Addresses of directives and of what they are filed under."""

from django.urls import include, path, register_converter

from directives import profiles, views
from directives.api import views as api_views
from directives.evidence.downloads import FormatConverter
from directives.handout import handout
from directives.log.views import log_export, log_page
from directives.over_time.views import over_time
from directives.saved import views as saved
from directives.saved.feeds import directive_feed
from directives.spans import document_span
from directives.suggestions import suggest
from directives.things import views as things

register_converter(FormatConverter, "format")

urlpatterns = [
    path("", views.home, name="home"),
    path("suggest/", suggest, name="suggest"),
    path("directives/", views.directive_list, name="directives"),
    path("directives/handout/", handout, name="handout"),
    path("directives/export.<format:format>", views.directive_export, name="export"),
    path("directives/<int:pk>/", views.directive_detail, name="directive"),
    path("", include("directives.corrections.urls")),
    path("", include("directives.lineage.urls")),
    path("intake/", include("directives.preview.urls")),
    path("searches/", saved.search_list, name="saved-searches"),
    path("searches/save/", saved.search_save, name="saved-search-save"),
    path("searches/<int:pk>/", saved.search_news, name="saved-search"),
    path("searches/<int:pk>/seen/", saved.search_seen, name="saved-search-seen"),
    path("searches/<int:pk>/change/", saved.search_change, name="saved-search-change"),
    path("sectors/<slug:slug>/watch/", saved.sector_watch, name="sector-watch"),
    path("documents/<int:pk>/span/<int:start>-<int:end>/", document_span, name="document-span"),
    path("feeds/mine/", saved.own_feed, name="feed-mine"),
    path("feeds/renew/", saved.token_renew, name="feed-renew"),
    path("feeds/<str:token>/directives.atom", directive_feed, name="feed"),
    path("log/", log_page, name="log"),
    path("log/export.csv", log_export, name="log-export"),
    path("review/", include("directives.review.urls")),
    path("sectors/", profiles.sector_list, name="sectors"),
    path("sectors/<slug:slug>/", profiles.sector_detail, name="sector"),
    path("bodies/", profiles.body_list, name="bodies"),
    path("bodies/<int:pk>/", profiles.body_detail, name="body"),
    path("things/", things.thing_list, name="things"),
    path("things/<int:pk>/", things.thing_detail, name="thing"),
    path("over-time/", over_time, name="over-time"),
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
