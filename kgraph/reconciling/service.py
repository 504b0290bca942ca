"""The client of a reconciliation service: its manifest and batches of queries, over HTTP.

Source: Reconciliation Service API v0.2, https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from kgraph.errors import ReconciliationError

_MEBIBYTE = 1 << 20
_LONGEST_ANSWER = 16 * _MEBIBYTE
_DEFAULT_BATCH, _LARGEST_BATCH = 10, 50
_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_BROKEN = frozenset({HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT})


@dataclass(frozen=True, slots=True)
class Pace:
    """How patient the client is, in seconds.

    Attributes:
        timeout: Longest wait for an answer.
        interval: Least time between two requests.
        longest_pause: Longest pause that a busy service may ask for; with a longer one it counts as away.
        tries: How often a request is sent at most.
    """

    timeout: float = 20.0
    interval: float = 0.5
    longest_pause: float = 60.0
    tries: int = 3


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a service says of itself.

    Attributes:
        space: Prefix of the IRIs of its entities.
        view: Address of an entity's page with ``{{id}}`` for its id, or None.
        types: Its default types, name by id.
        batch: Number of queries that it takes at a time.
    """

    space: str
    view: str | None
    types: Mapping[str, str]
    batch: int

    @classmethod
    def from_json(cls, record: Any) -> Manifest:
        """Read a manifest.

        Raises:
            ReconciliationError: If it is none.
        """
        if not isinstance(record, dict) or not isinstance(record.get("identifierSpace"), str):
            raise ReconciliationError("its manifest has no identifierSpace")
        view = record.get("view")
        address = view.get("url") if isinstance(view, dict) else None
        batch = record.get("batchSize")
        size = batch if isinstance(batch, int) and batch > 0 else _DEFAULT_BATCH
        listed = record.get("defaultTypes")
        types = {
            str(t["id"]): str(t.get("name") or "")
            for t in (listed if isinstance(listed, list) else [])
            if isinstance(t, dict) and t.get("id")
        }
        return cls(
            record["identifierSpace"], address if isinstance(address, str) else None, types, min(size, _LARGEST_BATCH)
        )

    def iri(self, identifier: str) -> str | None:
        """Return the IRI of an entity: by the space, else its page; None if neither makes one."""
        if "://" in identifier:
            return identifier
        quoted = urllib.parse.quote(identifier, safe="/:@!$&'()*+,;=~-._")
        if "://" in self.space and self.space[-1:] in {"/", "#", "=", ":"}:
            return self.space + quoted
        if self.view is not None and "://" in self.view and "{{id}}" in self.view:
            return self.view.replace("{{id}}", quoted)
        return None


@dataclass(frozen=True, slots=True)
class Found:
    """An entity that a service offers for a query: `match` says that the service is sure of it."""

    id: str
    name: str
    score: float
    match: bool


class Service:
    """A reconciliation service.

    Args:
        url: Its endpoint.
        agent: Name and version of the program, for the service's operators.
        pace: How patient to be.

    Raises:
        ReconciliationError: If the address is not one of the web.
    """

    def __init__(self, url: str, agent: str, pace: Pace) -> None:
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise ReconciliationError(f"{url} is no address of a service: it begins with http:// or https://")
        self._url, self._agent, self._pace = url, agent, pace
        self._next = 0.0

    def manifest(self) -> Any:
        """Return the service's manifest as JSON; `Manifest.from_json` reads it.

        Raises:
            ReconciliationError: If the service is away or does not answer with JSON.
        """
        return self._answer(None)

    def ask(self, queries: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
        """Return for each query the candidates as JSON; `candidates` reads them.

        Raises:
            ReconciliationError: If the service is away, or answers with something else.
        """
        batch = {f"q{number}": query for number, query in enumerate(queries)}
        answer = self._answer({"queries": json.dumps(batch, ensure_ascii=False)})
        found: list[list[Any]] = []
        for key in batch:
            part = answer.get(key) if isinstance(answer, dict) else None
            result = part.get("result") if isinstance(part, dict) else None
            if not isinstance(result, list):
                raise ReconciliationError("its answer is not in the form of the Reconciliation API")
            candidates(result)
            found.append(result)
        return found

    def _answer(self, form: Mapping[str, str] | None) -> Any:
        for left in range(self._pace.tries - 1, -1, -1):
            time.sleep(max(0.0, self._next - time.monotonic()))
            self._next = time.monotonic() + self._pace.interval
            try:
                content = self._fetch(form)
            except urllib.error.HTTPError as error:
                pause = self._pause(error)
                error.close()
                if not left or pause is None:
                    raise ReconciliationError(f"it answers {error.code} ({error.reason})") from error
                self._next = time.monotonic() + pause
            except TimeoutError as error:
                if not left:
                    raise ReconciliationError(f"it does not answer within {self._pace.timeout:g} s") from error
            except (OSError, ValueError, http.client.HTTPException) as error:
                reason = getattr(error, "reason", None) or error
                raise ReconciliationError(f"it cannot be reached ({reason})") from error
            else:
                return _json(content)
        raise ReconciliationError("it was not asked")

    def _fetch(self, form: Mapping[str, str] | None) -> bytes:
        data = None if form is None else urllib.parse.urlencode(form).encode()
        headers = {"User-Agent": self._agent, "Accept": "application/json"}
        request = urllib.request.Request(self._url, data, headers)  # noqa: S310 - the scheme was looked at
        try:
            with urllib.request.urlopen(request, timeout=self._pace.timeout) as response:  # noqa: S310 - likewise
                content: bytes = response.read(_LONGEST_ANSWER)
                return content
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise error.reason from error
            raise

    def _pause(self, error: urllib.error.HTTPError) -> float | None:
        """Return how long to wait before asking again, or None if that makes no sense."""
        if error.code in _BROKEN:
            return self._pace.interval
        if error.code not in _BUSY:
            return None
        pause = _seconds(error.headers.get("Retry-After"))
        if pause is None:
            return self._pace.interval
        return pause if pause <= self._pace.longest_pause else None


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError as error:
        raise ReconciliationError("it answers with something else than JSON") from error


def candidates(result: Sequence[Any]) -> list[Found]:
    """Read the candidates of a query.

    Raises:
        ReconciliationError: If one is malformed.
    """
    try:
        return [Found(str(c["id"]), str(c.get("name") or ""), float(c.get("score") or 0), c.get("match") is True)
                for c in result]  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReconciliationError("its answer is not in the form of the Reconciliation API") from error


def _seconds(retry_after: str | None) -> float | None:
    """Return the seconds that a ``Retry-After`` header asks for: a number or a date (RFC 9110, 10.2.3).

    >>> _seconds("2"), _seconds("Mon, 01 Jan 2001 00:00:00 GMT"), _seconds("soon")
    (2.0, 0.0, None)
    """
    if retry_after is None:
        return None
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
