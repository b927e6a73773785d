"""What the server counts, as Prometheus reads it."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

__all__ = ["Metrics"]

_METHODS = {"GET", "HEAD", "POST", "OPTIONS"}
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Counters of one server."""

    def __init__(self) -> None:
        made = self._registry = CollectorRegistry()
        ProcessCollector(namespace="inspection_graph", registry=made)
        name = "inspection_graph"
        self._requests = Counter(
            f"{name}_requests", "Requests by route and status.", ["route", "method", "status"], registry=made
        )
        self._seconds = Histogram(
            f"{name}_request_seconds",
            "Time until an answer is sent.",
            ["route"],
            registry=made,
            buckets=_SECONDS,
        )
        self._bytes = Counter(f"{name}_sent_bytes", "Bytes of answers sent.", registry=made)
        self.waiting = Gauge(f"{name}_waiting_requests", "Requests that wait for a worker.", registry=made)
        self.workers = Gauge(f"{name}_workers", "Workers of the current generation.", registry=made)
        self.busy = Gauge(f"{name}_busy_workers", "Workers that are at a request.", registry=made)
        self.starts = Counter(f"{name}_worker_starts", "Workers started.", registry=made)
        self.deaths = Counter(
            f"{name}_worker_deaths",
            "Workers that died of a request, by exit code; below zero, a signal.",
            ["code"],
            registry=made,
        )
        self.hits = Counter(f"{name}_cache_hits", "Answers taken from the cache.", registry=made)
        self.misses = Counter(f"{name}_cache_misses", "Answers that the cache had not.", registry=made)
        self.cached = Gauge(f"{name}_cache_bytes", "Bytes of answers in the cache.", registry=made)
        self.generation = Gauge(f"{name}_generation", "The generation that is served.", registry=made)

    def request(self, route: str, method: str, status: int, seconds: float, size: int) -> None:
        """Count a request that was answered.

        Parameters
        ----------
        route
            The pattern of its address, never the address: each value is kept for ever.
        method, status
            Of the request, and of the answer.
        seconds
            From its headers to the last byte of the answer.
        size
            Bytes of the answer's body.

        """
        known = method if method in _METHODS else "other"
        self._requests.labels(route, known, str(status)).inc()
        self._seconds.labels(route).observe(seconds)
        self._bytes.inc(size)

    def text(self) -> bytes:
        """All of it, in the text format 0.0.4."""
        return generate_latest(self._registry)
