"""A small reconciliation service (W3C Reconciliation API 0.2), run as a process of its own by the tests.

usage: python service.py LOG [MODE]

prints its address, and writes each request as a line of JSON into LOG.  MODE says how it misbehaves: ``slow`` (answers
after two seconds), ``text`` (no JSON), ``shape`` (JSON of another form), ``bare`` (a manifest without identifierSpace),
``busy-once`` and ``busy`` (429 with Retry-After: 0), ``busy-long`` (429 with an hour), ``broken-once`` (500), ``cut``
(ends in the middle of an answer).
"""

from __future__ import annotations

import json
import sys
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

SPACE = "https://example.org/entity/"
PEOPLE = [
    {"id": "p1", "name": "Zelda Quirke", "type": "human", "match": True, "score": 100.0},
    {"id": "p2", "name": "Zelda Quirke-Smith", "type": "human", "match": False, "score": 60.0},
    {"id": "p3", "name": "Bob Frobisher", "type": "human", "match": False, "score": 90.0},
    {"id": "p4", "name": "Robert Frobisher", "type": "human", "match": False, "score": 85.0},
    {"id": "p5", "name": "Cora Blenkinsop", "type": "human", "match": False, "score": 80.0},
    {"id": "p6", "name": "Cora Blank", "type": "human", "match": False, "score": 30.0},
    {"id": "o1", "name": "African Mining Union", "type": "org", "match": True, "score": 99.0},
]
MANIFEST = {
    "versions": ["0.2"], "name": "People of our own",
    "identifierSpace": SPACE, "schemaSpace": "https://example.org/type/",
    "view": {"url": "https://example.org/page/{{id}}"}, "batchSize": 2,
    "defaultTypes": [{"id": "human", "name": "Person"}, {"id": "org", "name": "Organization"}],
}  # fmt: skip


def answer(query: dict[str, Any]) -> dict[str, Any]:
    """Return the candidates that share a word with the query, of its type if it has one."""
    words = set(query["query"].split())
    wanted = [p for p in PEOPLE if words & set(str(p["name"]).split()) and query.get("type", p["type"]) == p["type"]]
    return {"result": [{**p, "type": [{"id": p["type"], "name": str(p["type"])}]} for p in wanted]}


class Handler(BaseHTTPRequestHandler):
    """Answers manifests and batches of queries."""

    log: Path
    mode: str
    seen = 0

    def do_GET(self) -> None:
        manifest = {"name": "nothing"} if self.mode == "bare" else MANIFEST
        self._answer({"manifest": True}, manifest)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        queries = json.loads(urllib.parse.parse_qs(body)["queries"][0])
        self._answer(queries, {key: answer(query) for key, query in queries.items()})

    def log_message(self, *_: object) -> None:
        pass

    def _answer(self, asked: object, found: dict[str, Any]) -> None:
        with self.log.open("a", encoding="utf-8") as log:
            log.write(json.dumps(asked) + "\n")
        Handler.seen += 1
        first = Handler.seen == 1
        if self.mode in {"busy", "busy-long"} or (self.mode == "busy-once" and first):
            self._send(429, b"{}", {"Retry-After": "3600" if self.mode == "busy-long" else "0"})
            return
        if self.mode == "broken-once" and first:
            self._send(500, b"oops", {})
            return
        if self.mode == "slow":
            time.sleep(2)
        content = json.dumps(found).encode()
        if self.mode == "text":
            content = b"<html>Service is being moved</html>"
        if self.mode == "shape" and asked != {"manifest": True}:
            content = b'{"q0": {"result": [{"name": "no id"}]}}'
        self._send(200, content, {})

    def _send(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if self.mode == "cut" else content)


if __name__ == "__main__":
    Handler.log, Handler.mode = Path(sys.argv[1]), (sys.argv[2:] or [""])[0]
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(f"http://127.0.0.1:{server.server_port}/reconcile", flush=True)  # noqa: T201 - the tests read it
    server.serve_forever()
