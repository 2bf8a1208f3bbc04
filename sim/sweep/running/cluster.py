"""Cluster: parcels are made by the workers of a Dask scheduler, on this machine or others.

Whoever reaches an open scheduler can run code there, so that anything but this machine takes TLS,
or somebody who says that the network is theirs.
"""

import ipaddress
import json
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sim.core.errors import ResultsError, SettingsError
from sim.core.extras import need
from sim.sweep.running.executors import SECONDS_OF_A_PARCEL, LostError, NotBegunError
from sim.sweep.running.plan import Task
from sim.sweep.running.worker import Job, Parcel, perform

PARCELS_PER_THREAD = 2
"""One that is made, and one that is there already when it is done."""


@dataclass(frozen=True)
class Certificates:
    """Files for TLS; all three or none."""

    authority: Path | None = None
    certificate: Path | None = None
    key: Path | None = None

    @property
    def given(self) -> bool:
        """Whether all are there; raises SettingsError if only some are."""
        files = (self.authority, self.certificate, self.key)
        if any(files) and not all(files):
            raise SettingsError("TLS takes all of --tls-ca, --tls-cert and --tls-key")
        return all(files)


def checked_address(address: str, certificates: Certificates, trusted: bool) -> str:
    """Return a scheduler's address; raises SettingsError if it would run anybody's code.

    A path is that of a scheduler file, as job queues use it.
    """
    if address.endswith(".json"):
        try:
            address = json.loads(Path(address).read_text("utf-8"))["address"]
        except (OSError, ValueError, KeyError, TypeError):
            raise SettingsError(f"{address} is not a readable scheduler file") from None
    parts = urlsplit(address)
    if parts.scheme not in ("tcp", "tls") or not parts.hostname:
        raise SettingsError(f"--cluster is {address!r}; it takes tcp://HOST:PORT, tls://HOST:PORT")
    if (parts.scheme == "tls") != certificates.given:
        raise SettingsError("tls:// goes with --tls-ca, --tls-cert and --tls-key, tcp:// without")
    if parts.scheme == "tcp" and not is_here(parts.hostname) and not trusted:
        raise SettingsError(
            f"{address} is another machine without TLS: anyone who can reach it can run code "
            "there. Use tls://, or add --trust-network if you trust everyone on that network"
        )
    return address


def is_here(host: str) -> bool:
    """Tell whether a host is this machine's own loopback."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class ClusterExecutor:
    """Makes parcels on a Dask cluster."""

    parcel_seconds = SECONDS_OF_A_PARCEL

    def __init__(self, address: str, certificates: Certificates) -> None:
        distributed = need("cluster")
        security = None
        if certificates.given:
            security = distributed.Security(
                require_encryption=True,
                tls_ca_file=str(certificates.authority),
                tls_client_cert=str(certificates.certificate),
                tls_client_key=str(certificates.key),
            )
        try:
            self._client = distributed.Client(address, security=security, set_as_default=False)
        except OSError as error:
            raise SettingsError(f"no scheduler answers at {address} ({error})") from None
        self._pending: set[Any] = set()

    @property
    def capacity(self) -> int:
        """How many parcels the workers that are there now take."""
        threads = sum(self._client.ncores().values())
        return max(1, PARCELS_PER_THREAD * int(threads))

    def submit(self, job: Job, tasks: Sequence[Task], attempt: int) -> Future[Parcel]:
        """Begin a parcel wherever the scheduler puts it."""
        parcel: Future[Parcel] = Future()

        def done(made: Any) -> None:
            self._pending.discard(made)
            try:
                parcel.set_result(made.result())
            except Exception as error:  # noqa: BLE001  (it is handed on)
                parcel.set_exception(understood(error))
            made.release()

        made = self._client.submit(perform, job, tasks, attempt, pure=False)
        self._pending.add(made)
        made.add_done_callback(done)
        return parcel

    def look(self) -> None:
        """Do nothing: the scheduler looks after its workers."""

    def stop(self) -> None:
        """Call back what is in progress, and leave the cluster as it was."""
        self._client.cancel(list(self._pending), force=True)
        self._client.close()


def understood(error: Exception) -> Exception:
    """Return what an error of the cluster means."""
    from distributed.client import FutureCancelledError
    from distributed.comm.core import CommClosedError
    from distributed.scheduler import KilledWorker

    if isinstance(error, KilledWorker):
        return LostError("every worker that ran it failed")
    if isinstance(error, FutureCancelledError | CommClosedError):
        return NotBegunError("the connection to the scheduler was lost")
    if isinstance(error, ImportError):
        return ResultsError(f"the cluster's workers do not have this program installed: {error}")
    return error
