"""The real settings, in a folder of this run's own: set before Django reads them, in each worker anew."""

import os
import tempfile

os.environ["NEARWARD_DATA"] = tempfile.mkdtemp(prefix="nearward-test-")
os.environ["NEARWARD_DATABASE_URL"] = os.environ.get("NEARWARD_TEST_DATABASE_URL", "")

from nearward.web.settings import *  # noqa: F403

# Guesses are counted in memory, so that a test without a database needs none.
CACHES["default"] = {"BACKEND": IN_MEMORY}  # noqa: F405

# Each test client has a chain of middleware of its own; all share one look at the static files.
MIDDLEWARE = [
    "tests.static_files.SharedStaticFiles" if name == "whitenoise.middleware.WhiteNoiseMiddleware" else name
    for name in MIDDLEWARE  # noqa: F405
]
