"""What could not be sent, on disk."""

import os
import time
from contextlib import contextmanager
from typing import Iterator, List, Optional

try:
    import fcntl
except ImportError:  # Windows: there, each process needs a spool of its own
    fcntl = None  # type: ignore[assignment]

_MEASURED_AGAIN_AFTER = 10.0
_NEAR = 8 * 1024 * 1024


class Spool:
    """A folder of batches, a file each, in the order of their names. Several processes may share it."""

    def __init__(self, folder: Optional[str], most: int) -> None:
        self.folder, self._most = folder, most
        self._last = 0
        self._held, self._measured_at = 0, -_MEASURED_AGAIN_AFTER
        self.waiting = False
        self.refresh()

    def number(self) -> int:
        self._last = max(self._last + 1, time.time_ns())
        return self._last

    def refresh(self) -> None:
        self.waiting = bool(self.files())

    def files(self) -> List[str]:
        try:
            return sorted(name for name in os.listdir(self.folder) if name.endswith(".ndjson")) if self.folder else []
        except OSError:
            return []

    def store(self, number: int, lines: List[bytes]) -> bool:
        """Whether it is there now; whole, or not at all."""
        if not self.folder:
            return False
        name = os.path.join(self.folder, "%020d-%d.ndjson" % (number, os.getpid()))
        try:
            os.makedirs(self.folder, 0o700, exist_ok=True)
            size = sum(map(len, lines))
            if self._measure() + size > self._most:
                return False
            with open(os.open(name + ".part", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.writelines(lines)
            os.replace(name + ".part", name)
        except OSError:
            return False
        self._held += size
        self.waiting = True
        return True

    def _measure(self) -> int:
        """Bytes that are held, looked at now and then: others write and remove too."""
        now = time.monotonic()
        if self._held + _NEAR > self._most or now >= self._measured_at + _MEASURED_AGAIN_AFTER:
            with os.scandir(self.folder) as entries:
                self._held = sum(_size(entry) for entry in entries)
            self._measured_at = now
        return self._held

    def read(self, name: str) -> List[bytes]:
        try:
            with open(self._path(name), "rb") as file:
                return file.read().splitlines(keepends=True)
        except FileNotFoundError:  # another process has sent it
            return []

    def remove(self, name: str) -> None:
        try:
            os.remove(self._path(name))
        except FileNotFoundError:
            pass

    @contextmanager
    def lock(self) -> Iterator[bool]:
        """Whether this process alone may send what is there, until the block ends; the system frees it of one that dies."""
        with open(os.open(self._path("lock"), os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            try:
                if fcntl is not None:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                mine = True
            except OSError:
                mine = False
            yield mine

    def _path(self, name: str) -> str:
        return os.path.join(self.folder or "", name)


def _size(entry: "os.DirEntry[str]") -> int:
    try:
        return entry.stat().st_size
    except FileNotFoundError:
        return 0
