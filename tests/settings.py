"""The real settings, in a folder of this run's own: set before Django reads them, in each worker anew."""

import os
import tempfile

os.environ["NEARWARD_DATA"] = tempfile.mkdtemp(prefix="nearward-test-")
os.environ["NEARWARD_DATABASE_URL"] = os.environ.get("NEARWARD_TEST_DATABASE_URL", "")

from nearward.web.settings import *  # noqa: F403
