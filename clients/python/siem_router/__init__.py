"""Ships audit records and governance events to a siem-router: the guide's ``SIEMShipper``, with no dependencies.

``ship`` and ``ship_batch`` never wait for the network and never raise. Records gather in memory and go out in batches, from a
thread. A batch that the router cannot take now becomes a file of the spool folder and is sent again, in order, also after a restart.
"""

import atexit
import logging
import os
import sys
import threading
import time
import weakref
from collections import deque
from http.client import HTTPException
from typing import Any, Deque, Dict, List, Optional, Tuple

from .record import line
from .router import NotNow, Router
from .spool import Spool

__all__ = ["SIEMRouterShipper"]

_LOG = logging.getLogger("siem_router")
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0
_SAID_AGAIN_AFTER = 60.0
_MOST_BATCH_BYTES = 4 * 1024 * 1024  # a router takes 8 MiB unless told otherwise
_MOST_BUFFER_BYTES = 32 * 1024 * 1024


class SIEMRouterShipper:
    """One for a process is enough; any thread may call it.

    :param endpoint: the router's address, such as ``https://router.example.com:8080``; anything else raises ``ValueError``
    :param api_key: token with the role producer; none where the router has none
    :param batch_size: most records in a request
    :param flush_interval: seconds that a record waits for others
    :param max_buffer: most records in memory; beyond them they go to the spool at once
    :param spool: folder of what could not be sent, made when it is needed; ``None`` for none
    :param max_spool_bytes: beyond them, or without a spool, what the buffer cannot hold is dropped and counted
    :param timeout: seconds for a connection, and for an answer
    :param ca_file: PEM file with the only authorities that are trusted for https
    :param close_timeout: seconds that the process's end waits for what is in memory; the rest goes to the spool
    """

    def __init__(
        self,
        endpoint: Optional[str],
        api_key: Optional[str] = None,
        *,
        batch_size: int = 100,
        flush_interval: float = 5.0,
        max_buffer: int = 1000,
        spool: Optional[str] = os.path.join("audit", "siem-spool"),
        max_spool_bytes: int = 1024 * 1024 * 1024,
        timeout: float = 10.0,
        ca_file: Optional[str] = None,
        close_timeout: float = 5.0,
    ) -> None:
        self._router = Router(endpoint or "", api_key, timeout, ca_file)
        self._batch_size = max(1, min(batch_size, 10000))
        self._flush_interval, self._max_buffer = max(0.0, flush_interval), max(1, max_buffer)
        self._close_timeout = close_timeout
        self._spool = Spool(spool, max_spool_bytes)
        self._begin()
        _ALL.add(self)
        atexit.register(_close, weakref.ref(self))
        if self._spool.waiting:
            with self._change:
                self._start()

    def ship(self, record: Dict[str, Any]) -> None:
        """Takes one record. It is read at once, and may be changed afterwards."""
        try:
            taken = line(record)
            with self._change:
                self._take(taken)
        except Exception as failure:  # whatever it is: the caller's request goes on
            self._counts["dropped"] += 1
            self._say("a record was dropped: " + type(failure).__name__)

    def ship_batch(self, records: List[Dict[str, Any]]) -> None:
        """Takes several, in their order."""
        try:
            for record in records:
                self.ship(record)
        except Exception as failure:
            self._say("no list of records: " + type(failure).__name__)

    def flush(self, timeout: float = 5.0) -> bool:
        """Sends all there is, the spool too, without waiting for more; whether it is done within the time."""
        until = time.monotonic() + timeout
        with self._change:
            self._flushing, self._again_at = True, 0.0
            if not self._is_empty():
                self._start()
            self._change.notify_all()
            done = self._change.wait_for(self._is_empty, max(0.0, until - time.monotonic()))
            self._flushing = False
        return done

    def close(self, timeout: Optional[float] = None) -> None:
        """Sends what is in memory, or else puts it into the spool, where what is shipped later goes too."""
        try:
            with self._change:
                self._closed = True
                self._change.notify_all()
                self._change.wait_for(lambda: self._worker is None, self._close_timeout if timeout is None else timeout)
                if self._flight is not None:
                    self._spool.store(*self._flight)
                while self._buffer and self._to_spool():
                    pass
        except Exception as failure:
            self._say(type(failure).__name__)

    def stats(self) -> Dict[str, int]:
        """``shipped``: the router has them; ``rejected``: it never will; ``dropped``: no room; ``failures``: of requests; ``waiting``: in memory."""
        with self._change:
            return dict(self._counts, waiting=len(self._buffer) + (len(self._flight[1]) if self._flight else 0))

    def _begin(self) -> None:
        """What a forked child has to have of its own: what its parent holds, its parent sends."""
        self._change = threading.Condition()
        self._buffer: Deque[bytes] = deque()
        self._bytes = 0
        self._flight: Optional[Tuple[int, List[bytes]]] = None
        self._worker: Optional[threading.Thread] = None
        self._flushing = self._closed = False
        self._ripe_at = self._again_at = self._hold_until = 0.0
        self._wait = _FIRST_WAIT
        self._counts = dict.fromkeys(("shipped", "rejected", "dropped", "failures"), 0)
        self._said: Dict[str, float] = {}

    def _take(self, record: bytes) -> None:
        if self._is_full(record) and not self._to_spool(all_of_it=True):
            self._counts["dropped"] += 1
            self._say("a record was dropped: the buffer is full")
            return
        if not self._buffer:
            self._ripe_at = time.monotonic() + self._flush_interval
        self._buffer.append(record)
        self._bytes += len(record)
        if self._closed:
            self._to_spool()
            return
        self._start()
        if len(self._buffer) == 1 or len(self._buffer) == self._batch_size:
            self._change.notify_all()

    def _is_full(self, record: bytes) -> bool:
        return len(self._buffer) >= self._max_buffer or self._bytes + len(record) > _MOST_BUFFER_BYTES

    def _is_empty(self) -> bool:
        return not self._buffer and self._flight is None and not self._spool.waiting

    def _start(self) -> None:
        if self._worker is None and not self._closed:
            worker = threading.Thread(target=self._work, name="siem-router-shipper", daemon=True)
            worker.start()
            self._worker = worker
            if "multiprocessing.util" in sys.modules:  # its processes end without atexit
                sys.modules["multiprocessing.util"].Finalize(self, _close, (weakref.ref(self),), exitpriority=0)

    def _work(self) -> None:
        while True:
            try:
                if not self._step():
                    return
            except Exception as failure:
                self._say(type(failure).__name__)
                time.sleep(_FIRST_WAIT)

    def _step(self) -> bool:
        with self._change:
            self._change.wait_for(self._is_due, self._patience())
            self._spool.refresh()
            down = time.monotonic() < self._again_at
            if self._closed and not self._buffer:
                self._worker = None
                self._change.notify_all()
                return False
            if self._buffer and self._is_due():
                if not down and not self._spool.waiting:
                    self._flight = (self._spool.number(), self._pop())
                elif not self._to_spool():
                    self._not_stored()
        if self._flight is not None:
            self._send()
        elif self._spool.waiting and not down and not self._closed:
            self._send_spool()
        with self._change:
            self._change.notify_all()
        return True

    def _is_due(self) -> bool:
        now = time.monotonic()
        if self._closed:
            return True
        if now < self._hold_until:
            return False
        ripe = len(self._buffer) >= self._batch_size or self._bytes >= _MOST_BATCH_BYTES
        ripe = ripe or bool(self._buffer) and (self._flushing or now >= self._ripe_at)
        if now < self._again_at:
            return ripe and self._spool.folder is not None
        return ripe or self._spool.waiting

    def _patience(self) -> Optional[float]:
        """Seconds until something may be due by the clock alone."""
        times = [self._ripe_at] if self._buffer else []
        times += [self._again_at] if self._buffer or self._spool.waiting else []
        now = time.monotonic()
        return max(min([at for at in times if at > now] or [now]), self._hold_until) - now if times else None

    def _pop(self) -> List[bytes]:
        batch: List[bytes] = []
        size = 0
        while self._buffer and len(batch) < self._batch_size and size < _MOST_BATCH_BYTES:
            batch.append(self._buffer.popleft())
            size += len(batch[-1])
        self._bytes -= size
        return batch

    def _to_spool(self, all_of_it: bool = False) -> bool:
        """Moves the oldest batch, or all of them; whether there was room."""
        while self._buffer:
            batch = self._pop()
            if not self._spool.store(self._spool.number(), batch):
                self._buffer.extendleft(reversed(batch))
                self._bytes += sum(map(len, batch))
                return False
            if not all_of_it:
                break
        return True

    def _not_stored(self) -> None:
        self._hold_until = time.monotonic() + _FIRST_WAIT
        if self._closed:
            self._counts["dropped"] += len(self._buffer)
            self._say("records were dropped at the end")
            self._buffer.clear()

    def _send(self) -> None:
        number, lines = self._flight or (0, [])
        taken = self._is_taken(lines)
        with self._change:
            self._flight = None
            if not taken and not self._spool.store(number, lines):
                self._buffer.extendleft(reversed(lines))
                self._bytes += sum(map(len, lines))
                self._not_stored()

    def _send_spool(self) -> None:
        """Oldest first, by one process at a time; until one is not taken."""
        with self._spool.lock() as mine:
            if not mine:
                self._hold_until = time.monotonic() + _FIRST_WAIT
                return
            for file in self._spool.files():
                if self._closed or not self._is_taken(self._spool.read(file)):
                    return
                self._spool.remove(file)

    def _is_taken(self, lines: List[bytes]) -> bool:
        try:
            rejected = self._router.send(lines)
        except (OSError, HTTPException, ValueError) as failure:
            why = str(failure) if isinstance(failure, NotNow) else type(failure).__name__
            wait = failure.wait if isinstance(failure, NotNow) else None
            with self._change:
                self._counts["failures"] += 1
                self._again_at = time.monotonic() + max(self._wait, wait or 0.0)
                self._wait = min(2 * self._wait, _LONGEST_WAIT)
            self._say(why + "; records wait and are sent again")
            return False
        with self._change:
            self._wait = _FIRST_WAIT
            self._counts["shipped"] += len(lines) - len(rejected)
            self._counts["rejected"] += len(rejected)
        for reason in rejected:
            self._say("a record was rejected: " + reason)
        return True

    def _say(self, why: str) -> None:
        """In the words that the guide's monitors look for; the same at most once a minute, and never a record's content."""
        now = time.monotonic()
        if now >= self._said.get(why, now):
            if len(self._said) > 100:
                self._said.clear()
            self._said[why] = now + _SAID_AGAIN_AFTER
            _LOG.error("SIEM shipping failed: %s", why)


def _close(shipper: "weakref.ReferenceType[SIEMRouterShipper]") -> None:
    alive = shipper()
    if alive is not None:
        alive.close()


def _begin_in_child() -> None:
    for shipper in list(_ALL):
        shipper._begin()


_ALL: "weakref.WeakSet[SIEMRouterShipper]" = weakref.WeakSet()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_in_child)
