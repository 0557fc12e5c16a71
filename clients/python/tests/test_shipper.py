"""What the shipper promises, against a real server that a test tells how to answer."""

import http.server
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from typing import Any, Callable, Dict, List, Optional, Tuple

from siem_router import SIEMRouterShipper

Answer = Tuple[int, Dict[str, Any], Dict[str, str]]
HERE = os.path.dirname(os.path.abspath(__file__))


class Server:
    """Keeps what it answered 202 for."""

    def __init__(self, answer: Optional[Callable[[List[dict]], Answer]] = None, port: int = 0) -> None:
        server = self
        self.answer = answer or (lambda records: (202, {"accepted": len(records), "rejected": []}, {}))
        self.taken: List[dict] = []
        self.requests: List[int] = []
        self.headers: List[Dict[str, str]] = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                records = [json.loads(line) for line in body.splitlines()]
                status, said, headers = server.answer(records)
                server.requests.append(len(records))
                server.headers.append(dict(self.headers))
                if status == 202:
                    server.taken += records
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(json.dumps(said).encode())

            def log_message(self, *arguments: Any) -> None:
                pass

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.port = self.http.server_address[1]
        self.url = "http://127.0.0.1:%d" % self.port
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def numbers(self) -> List[int]:
        return [record["n"] for record in self.taken]

    def stop(self) -> None:
        self.http.shutdown()
        self.http.server_close()


class ShipperTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.spool = os.path.join(folder.name, "spool")

    def server(self, answer: Any = None, port: int = 0) -> Server:
        server = Server(answer, port)
        self.addCleanup(server.stop)
        return server

    def shipper(self, url: str, **settings: Any) -> SIEMRouterShipper:
        settings.setdefault("spool", self.spool)
        settings.setdefault("flush_interval", 0.05)
        settings.setdefault("close_timeout", 0.5)
        shipper = SIEMRouterShipper(url, "k3y", **settings)
        self.addCleanup(shipper.close)
        return shipper

    def files(self) -> List[str]:
        return [name for name in os.listdir(self.spool) if name.endswith(".ndjson")] if os.path.isdir(self.spool) else []

    def until(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 30
        while not condition():
            self.assertLess(time.monotonic(), deadline, "waited in vain")
            time.sleep(0.01)

    def test_records_go_in_batches_with_the_token_and_an_id_each(self) -> None:
        server = self.server()
        shipper = self.shipper(server.url, batch_size=10, flush_interval=60)
        shipper.ship_batch([{"n": n} for n in range(20)] + [{"n": 20, "id": "mine"}])
        self.until(lambda: len(server.taken) == 20)
        self.assertEqual([10, 10], server.requests)
        self.assertTrue(shipper.flush())
        self.assertEqual(list(range(21)), server.numbers())
        self.assertEqual("mine", server.taken[-1]["id"])
        self.assertEqual(21, len({record["id"] for record in server.taken}))
        self.assertEqual("Bearer k3y", server.headers[0]["Authorization"])

    def test_a_record_is_read_at_once_and_not_changed(self) -> None:
        server = self.server()
        record = {"n": 1}
        shipper = self.shipper(server.url)
        shipper.ship(record)
        record["n"] = 2
        self.assertTrue(shipper.flush())
        self.assertEqual({"n": 2}, record)
        self.assertEqual([1], server.numbers())

    def test_an_interval_ends_the_wait_of_a_single_record(self) -> None:
        server = self.server()
        self.shipper(server.url).ship({"n": 1})
        self.until(lambda: server.numbers() == [1])

    def test_nothing_that_is_shipped_raises(self) -> None:
        server = self.server()
        shipper = self.shipper(server.url)
        loop: Dict[str, Any] = {}
        loop["self"] = loop
        with self.assertLogs("siem_router", "ERROR"):
            for odd in (None, 3, "text", loop, {"n": object(), ("a",): 1}):
                shipper.ship(odd)  # type: ignore[arg-type]
            shipper.ship_batch(None)  # type: ignore[arg-type]
        shipper.ship({"n": float("nan"), "l": [float("inf")], "t": "\ud800é"})
        self.assertTrue(shipper.flush())
        self.assertEqual((None, [None]), (server.taken[-1]["n"], server.taken[-1]["l"]))

    def test_what_is_no_address_is_said_at_the_start(self) -> None:
        for endpoint in (None, "", "router:8080", "ftp://router", "http://u:p@router", "http://router/other"):
            with self.assertRaises(ValueError):
                SIEMRouterShipper(endpoint, "t")

    def test_shipping_does_not_wait_for_a_router_that_hangs_and_memory_is_bounded(self) -> None:
        hung = threading.Event()
        self.addCleanup(hung.set)
        server = self.server(lambda records: (hung.wait(30), (202, {"rejected": []}, {}))[1])
        shipper = self.shipper(server.url, batch_size=10, max_buffer=50)
        begun = time.monotonic()
        for n in range(1000):
            shipper.ship({"n": n})
        self.assertLess(time.monotonic() - begun, 5.0)
        self.assertLessEqual(shipper.stats()["waiting"], 60)
        hung.set()
        self.assertTrue(shipper.flush(30))
        self.assertEqual(list(range(1000)), server.numbers())

    def test_without_a_spool_what_does_not_fit_is_dropped_and_counted(self) -> None:
        server = self.server(lambda records: (503, {}, {}))
        shipper = self.shipper(server.url, spool=None, batch_size=10, max_buffer=50)
        with self.assertLogs("siem_router", "ERROR"):
            for n in range(200):
                shipper.ship({"n": n})
        self.assertGreaterEqual(shipper.stats()["dropped"], 130)
        self.assertFalse(shipper.flush(0.2))
        server.answer = lambda records: (202, {"rejected": []}, {})
        self.assertTrue(shipper.flush(30))
        self.assertEqual(sorted(server.numbers()), server.numbers())

    def test_what_a_router_that_is_down_missed_is_sent_when_it_is_back_in_order(self) -> None:
        server = Server()
        server.stop()
        shipper = self.shipper(server.url, batch_size=7)
        with self.assertLogs("siem_router", "ERROR") as said:
            for n in range(100):
                shipper.ship({"n": n})
            self.until(lambda: shipper.stats()["waiting"] == 0)
        self.assertIn("SIEM shipping failed", said.output[0])
        back = self.server(port=server.port)
        self.assertTrue(shipper.flush(30))
        self.assertEqual(list(range(100)), back.numbers())
        self.assertEqual([], self.files())

    def test_a_spool_is_private_and_has_a_limit(self) -> None:
        server = self.server(lambda records: (503, {}, {}))
        shipper = self.shipper(server.url, max_spool_bytes=2000, batch_size=1, max_buffer=5)
        for n in range(300):
            shipper.ship({"n": n})
        shipper.close()
        self.assertEqual(0o700, os.stat(self.spool).st_mode & 0o777)
        sizes = [os.stat(os.path.join(self.spool, name)) for name in self.files()]
        self.assertTrue(all(size.st_mode & 0o777 == 0o600 for size in sizes))
        self.assertLessEqual(sum(size.st_size for size in sizes), 2000)
        self.assertGreater(shipper.stats()["dropped"], 200)

    def test_retry_after_is_kept(self) -> None:
        server = self.server(lambda records: (503, {}, {"Retry-After": "3600"}))
        shipper = self.shipper(server.url)
        shipper.ship({"n": 1})
        self.until(lambda: shipper.stats()["failures"] == 1)
        self.assertGreater(shipper._again_at - time.monotonic(), 250)

    def test_a_rejected_record_holds_up_no_other_and_its_content_is_not_logged(self) -> None:
        said = {"accepted": 1, "rejected": [{"index": 0, "code": "missing_field", "pointer": "/id"}]}
        server = self.server(lambda records: (202, said, {}))
        shipper = self.shipper(server.url)
        with self.assertLogs("siem_router", "ERROR") as log:
            shipper.ship_batch([{"n": 1, "x": "canary"}, {"n": 2}])
            self.assertTrue(shipper.flush())
        self.assertEqual((1, 1), (shipper.stats()["shipped"], shipper.stats()["rejected"]))
        self.assertIn("missing_field /id", log.output[0])
        self.assertNotIn("canary", "".join(log.output))

    def test_a_batch_that_is_too_large_is_halved_until_the_one_at_fault_stands_alone(self) -> None:
        large = lambda records: (413, {}, {}) if any(r["n"] == 5 for r in records) else (202, {"rejected": []}, {})
        server = self.server(large)
        shipper = self.shipper(server.url, batch_size=16)
        shipper.ship_batch([{"n": n} for n in range(16)])
        self.assertTrue(shipper.flush())
        self.assertEqual([n for n in range(16) if n != 5], server.numbers())
        self.assertEqual(1, shipper.stats()["rejected"])

    def test_a_wrong_token_keeps_everything_until_it_is_right(self) -> None:
        server = self.server(lambda records: (401, {}, {}))
        shipper = self.shipper(server.url)
        shipper.ship({"n": 1})
        self.until(lambda: len(self.files()) == 1)
        server.answer = lambda records: (202, {"rejected": []}, {})
        self.assertTrue(shipper.flush(30))
        self.assertEqual([1], server.numbers())

    def test_the_end_of_a_process_sends_what_is_in_memory(self) -> None:
        server = self.server()
        self.run_python(
            "from siem_router import SIEMRouterShipper as S\n"
            "s = S(%r, spool=%r, flush_interval=60)\n"
            "for n in range(5): s.ship({'n': n})" % (server.url, self.spool)
        )
        self.assertEqual(list(range(5)), server.numbers())

    def test_what_a_process_could_not_send_the_next_one_sends(self) -> None:
        server = Server()
        server.stop()
        program = (
            "from siem_router import SIEMRouterShipper as S\n"
            "s = S(%r, spool=%r, flush_interval=60)\n"
            "for n in range(5): s.ship({'n': n})" % (server.url, self.spool)
        )
        self.run_python(program)
        self.assertEqual(1, len(self.files()))
        back = self.server(port=server.port)
        self.assertTrue(self.shipper(server.url).flush(30))
        self.assertEqual(list(range(5)), back.numbers())

    @unittest.skipUnless(hasattr(os, "fork"), "no fork")
    def test_a_forked_child_sends_its_own_records_and_none_of_its_parents(self) -> None:
        server = self.server()
        shipper = self.shipper(server.url, flush_interval=60)
        shipper.ship({"n": 0})

        def child(n: int) -> None:
            shipper.ship({"n": n})

        children = [multiprocessing.get_context("fork").Process(target=child, args=(n,)) for n in (1, 2, 3)]
        for process in children:
            process.start()
        for process in children:
            process.join(30)
        self.assertEqual([1, 2, 3], sorted(server.numbers()))
        self.assertTrue(shipper.flush())
        self.assertEqual([0, 1, 2, 3], sorted(server.numbers()))

    def run_python(self, program: str) -> None:
        environment = dict(os.environ, PYTHONPATH=os.path.dirname(HERE))
        subprocess.run([sys.executable, "-c", program], env=environment, check=True, timeout=60, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    unittest.main()
