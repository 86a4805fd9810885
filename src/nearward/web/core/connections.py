"""Connections that end when their client stays silent: before a request, within its head, or unread."""

import asyncio
from asyncio.events import TimerHandle

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 30
UNREAD_SECONDS = 30


class TimedConnection(HttpToolsProtocol):
    """One connection. The application may cut it with `scope["state"]["abort"]`."""

    _head_timer: TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Give a new client some seconds for its first request."""
        super().connection_made(transport)
        self._expect_a_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._head_is_there()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """Give a request on an open connection as long."""
        super().on_message_begin()
        self.scope["state"]["abort"] = self.transport.abort
        self._expect_a_head()

    def on_headers_complete(self) -> None:
        """Go on as ever."""
        self._head_is_there()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """Cut a connection that is to be closed and whose client never reads the answer."""
        super().on_response_complete()
        if self.transport.is_closing():
            self._cut_unread()

    def timeout_keep_alive_handler(self) -> None:
        """Close an idle connection in the same way."""
        self._cut_unread()
        super().timeout_keep_alive_handler()

    def _cut_unread(self) -> None:
        """Do not wait for ever: closing waits until everything written was read."""
        if self.transport.get_write_buffer_size():
            self.loop.call_later(UNREAD_SECONDS, self.transport.abort)

    def _expect_a_head(self) -> None:
        self._head_is_there()
        self._head_timer = self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def _head_is_there(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None
