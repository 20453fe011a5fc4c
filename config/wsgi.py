"""The WSGI application that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# Read now what the first search would otherwise wait for.
from search.words import dictionary  # noqa: E402

dictionary()
# What was loaded stays as long as the process: walking all of it again and again cost a page now and then 100 ms.
gc.collect()
gc.freeze()
