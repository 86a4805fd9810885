"""WhiteNoise as the server has it, which looks at the folder of static files once in a run."""

from typing import ClassVar

from whitenoise.middleware import WhiteNoiseMiddleware


class SharedStaticFiles(WhiteNoiseMiddleware):
    """Keep what the first test client found: each later one would spend 20 ms on the same hundred files."""

    _found: ClassVar[dict[tuple[str, str], dict[str, object]]] = {}

    def add_files(self, root: object, prefix: object = None) -> None:
        """Add the files under `root`, from memory where they were added before."""
        folder = (str(root), str(prefix))
        if folder not in self._found:
            super().add_files(root, prefix)
            self._found[folder] = dict(self.files)
        self.files.update(self._found[folder])
