"""Addresses of the review queue."""

from django.urls import path

from directives.review import views

urlpatterns = [
    path("", views.review_home, name="reviews"),
    path("<slug:question>/", views.review, name="review"),
]
