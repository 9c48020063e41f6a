"""Who has the page open, and what runs for them: a page that has been left, or that says so, has its runs ended.

One registry for the process that serves the page: notebooks of all visitors run on threads of it.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from issueflow.errors import IssueFlowError
from issueflow.runner import Stop, Stopped

#: Pages that may be open at once, and runs that may be in work at once; the others wait.
PAGES, RUNS = 8, 2

#: Seconds after which a page that was left is taken to be left for good, and not to be loading anew.
GRACE = 2.0

#: Seconds after which a page that has never said that it is there is taken to be none.
ARRIVAL = 60.0


class Room:
    """What one open page has: a key that only it knows, and the wish that its run ends."""

    def __init__(self, close: Callable[[], None]):
        self.key = secrets.token_urlsafe(24)
        self.stop = Stop()
        self.visitors = 0
        self.close = close


class Rooms:
    """All open pages."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rooms: dict[str, Room] = {}
        self._runs = threading.Semaphore(RUNS)
        #: Whether pages are served, which say that they are there; a notebook of somebody's own says nothing.
        self.are_watched = False

    def open(self, close: Callable[[], None] = lambda: None) -> Room:
        """A room for a page; `close` is called when the page has been left.

        Raises IssueFlowError when there are as many as may be.
        """
        with self._lock:
            if self.are_watched and len(self._rooms) >= PAGES:
                raise IssueFlowError(
                    f"{PAGES} pages are open, which is all that there may be; close one and load this one again", 2,
                    chinese=f"已打开 {PAGES} 个页面，达到上限；请关闭一个后重新载入",
                )
            room = Room(close)
            self._rooms[room.key] = room
        if self.are_watched:
            self._later(ARRIVAL, room.key)
        return room

    def enter(self, key: str) -> bool:
        """A page says that it is there; False when it has no room here."""
        with self._lock:
            room = self._rooms.get(key)
            if room is not None:
                room.visitors += 1
            return room is not None

    def leave(self, key: str) -> None:
        """A page has gone, if it does not come back at once."""
        with self._lock:
            if key in self._rooms:
                self._rooms[key].visitors -= 1
        self._later(GRACE, key)

    def stop(self, key: str) -> bool:
        """Ends what runs for a page; False when it has no room here."""
        with self._lock:
            room = self._rooms.get(key)
        if room is None:
            return False
        room.stop()
        return True

    def close_all(self) -> None:
        with self._lock:
            rooms, self._rooms = list(self._rooms.values()), {}
        for room in rooms:
            room.stop()
            room.close()

    @contextmanager
    def run(self, room: Room) -> Iterator[Stop]:
        """A turn to run something; waits while others do, and raises Stopped when the wait is given up."""
        with self._lock:
            if room.key not in self._rooms:
                raise Stopped("this page was closed", 130, chinese="该页面已关闭")
            room.stop = Stop()
            stop = room.stop
        while not self._runs.acquire(timeout=0.1):
            if stop.is_wanted:
                raise Stopped("stopped", 130, chinese="已停止")
        try:
            yield stop
        finally:
            self._runs.release()

    def _later(self, seconds: float, key: str) -> None:
        timer = threading.Timer(seconds, self._close_if_empty, [key])
        timer.daemon = True
        timer.start()

    def _close_if_empty(self, key: str) -> None:
        with self._lock:
            room = self._rooms.get(key)
            if room is None or room.visitors > 0:
                return
            del self._rooms[key]
        room.stop()
        room.close()


rooms = Rooms()
