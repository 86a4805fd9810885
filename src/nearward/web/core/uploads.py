"""Uploads go to files on disk, never into memory, and past a limit they are counted and dropped."""

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

KEPT_BYTES = 40_000_000
HEARD_BYTES = 200_000_000


class CappedUploads(TemporaryFileUploadHandler):
    """Keep the first `KEPT_BYTES` of a request; a file's size still says how large it was.

    Whoever takes a file must look at its size before reading it. Past `HEARD_BYTES` the connection is closed.
    """

    heard = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Write a chunk to disk while there is room."""
        self.heard += len(raw_data)
        if self.heard > HEARD_BYTES:
            raise StopUpload(connection_reset=True)
        if self.heard <= KEPT_BYTES:
            super().receive_data_chunk(raw_data, start)
        return None
