"""The router's HTTP interface, as far as a producer needs it."""

import json
import ssl
from http.client import HTTPConnection, HTTPSConnection
from typing import Any, Dict, List, Optional, Tuple
from urllib.parse import urlsplit

PATH = "/api/v1/events"
_LONGEST_ANSWER = 4 * 1024 * 1024
_LONGEST_RETRY_AFTER = 300.0


class NotNow(OSError):
    """The router did not take a request; it is to be sent again."""

    def __init__(self, why: str, wait: Optional[float] = None) -> None:
        super().__init__(why)
        self.wait = wait


class Router:
    """One request at a time, over a connection of its own: nothing is left open that a fork could share."""

    def __init__(self, endpoint: str, api_key: Optional[str], timeout: float, ca_file: Optional[str]) -> None:
        url = urlsplit(endpoint)
        if url.scheme not in ("http", "https") or not url.hostname or "@" in url.netloc or url.path not in ("", "/", PATH):
            raise ValueError("endpoint has to be the router's address, such as https://router.example.com:8080")
        self._host, self._port, self._timeout = url.hostname, url.port, timeout
        self._tls = ssl.create_default_context(cafile=ca_file) if url.scheme == "https" else None
        self._headers = {"Content-Type": "application/x-ndjson", "Connection": "close"}
        if api_key:
            self._headers["Authorization"] = "Bearer " + api_key

    def send(self, lines: List[bytes]) -> List[str]:
        """Until the router has taken or rejected each; why it rejected some. Raises what is to be tried again."""
        rejected: List[str] = []
        todo = [lines] if lines else []
        while todo:
            part = todo.pop()
            status, answer, wait = self._post(b"".join(part))
            said = answer.get("rejected", answer.get("errors")) or []
            if status == 202:
                rejected += [reason(one) for one in said]
            elif status == 422 and str(answer.get("type")).endswith("all_rejected"):
                rejected += ([reason(one) for one in said] + ["all_rejected"] * len(part))[: len(part)]
            elif status == 413 or answer.get("type") == "/problems/malformed_json":
                if len(part) == 1:
                    rejected.append("the router answered %d to it alone" % status)
                else:
                    todo += [part[len(part) // 2 :], part[: len(part) // 2]]
            else:
                raise NotNow("the router answered %d" % status, wait)
        return rejected

    def _post(self, body: bytes) -> Tuple[int, Dict[str, Any], Optional[float]]:
        if self._tls:
            connection: HTTPConnection = HTTPSConnection(self._host, self._port, timeout=self._timeout, context=self._tls)
        else:
            connection = HTTPConnection(self._host, self._port, timeout=self._timeout)
        try:
            connection.request("POST", PATH, body, self._headers)
            response = connection.getresponse()
            wait = response.getheader("Retry-After") or ""
            text = response.read(_LONGEST_ANSWER)
        finally:
            connection.close()
        try:
            answer = json.loads(text)
        except ValueError:
            answer = None
        seconds = min(float(wait), _LONGEST_RETRY_AFTER) if wait.isdigit() else None
        if response.status == 202 and not isinstance(answer, dict):
            raise NotNow("what answered 202 is no siem-router")
        return response.status, answer if isinstance(answer, dict) else {}, seconds


def reason(rejection: Any) -> str:
    """Code and pointer: neither holds content."""
    if not isinstance(rejection, dict):
        return "unknown"
    return "%s %s" % (rejection.get("code"), rejection.get("pointer"))
