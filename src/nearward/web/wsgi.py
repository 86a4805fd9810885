"""Plain WSGI, for a host that brings its own server; without the live line pages refresh by themselves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nearward.web.settings")
application = get_wsgi_application()
