# SPDX-License-Identifier: MIT
"""Where `isorand fill` writes: files and links, full disks, pipes, signals, terminals."""
import os
import pathlib
import pty
import resource
import select
import shutil
import signal
import stat
import subprocess
import tempfile
import time

import pytest

import oracles
from command import ENVIRONMENT, Command, one_line
from terminal import on_terminal_until

ONE = "fill", "--seed", 1, "--count", 1


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


# ---- files ----

def test_permissions(command, tmp_path):
    path = tmp_path / "file"
    command.fill("--seed", 1, "--count", 4, "--out", path, umask=0o027)
    assert mode(path) == 0o640, "mode of a new file"
    path.chmod(0o604)
    command.fill("--seed", 2, "--count", 4, "--out", path, umask=0o077)
    assert mode(path) == 0o604, "mode of a replaced file"


def test_links(command, tmp_path):
    path, folder = tmp_path / "file", tmp_path / "sub"
    folder.mkdir()
    link, second = folder / "link", folder / "link2"
    path.write_bytes(b"old")
    link.symlink_to("../file")
    second.symlink_to("link")
    command.fill("--seed", 3, "--count", 4, "--out", second)
    assert link.is_symlink() and second.is_symlink()
    assert path.read_bytes() == command.fill("--seed", 3, "--count", 4), "behind two links"
    path.unlink()
    command.fill("--seed", 4, "--count", 4, "--out", link)
    assert path.read_bytes() == command.fill("--seed", 4, "--count", 4), "behind a dead link"
    loop = tmp_path / "loop"
    loop.symlink_to("loop")
    one_line(command.run("fill", "--seed", 1, "--count", 4, "--out", loop, code=1),
             "symbolic links")
    assert sorted(os.listdir(tmp_path)) == ["file", "loop", "sub"]
    assert sorted(os.listdir(folder)) == ["link", "link2"]


def test_relative_and_npy_name(command, tmp_path):
    command.fill("--seed", 1, "--count", 4, "--out", "x.npy", cwd=tmp_path)
    assert (tmp_path / "x.npy").read_bytes()[:6] == b"\x93NUMPY"
    command.fill("--seed", 1, "--count", 4, "--out", "x.bin", cwd=tmp_path)
    assert (tmp_path / "x.bin").stat().st_size == 32


@pytest.mark.parametrize("kind", ["raw", "text", "npy"])
def test_full_disk(command, kind):
    one_line(command.run("fill", "--seed", 1, "--count", "1e6", "--format", kind,
                         "--out", "/dev/full", code=1), "/dev/full", "No space left on device")


@pytest.mark.parametrize("arguments", [
    ["fill", "--seed", "1", "--count", "10"], ["--help"], ["fill", "--help"], ["info"],
    ["info", "--json"], ["seed", "--seed", "1"], ["--version"]], ids=" ".join)
def test_full_standard_output(command, arguments):
    with open("/dev/full", "wb") as full:
        one_line(command.run(*arguments, stdout=full, code=1), "standard output",
                 "No space left on device")


def test_failed_write_keeps_the_old_file(command, tmp_path):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (3 << 20, 3 << 20))
    path = tmp_path / "x.npy"
    arguments = "fill", "--seed", 1, "--count", "1e6", "--out", path
    one_line(command.run(*arguments, code=1, preexec_fn=limit), path, "File too large")
    assert os.listdir(tmp_path) == []
    path.write_bytes(b"precious")
    one_line(command.run(*arguments, code=1, preexec_fn=limit), path, "File too large")
    assert os.listdir(tmp_path) == ["x.npy"]
    assert path.read_bytes() == b"precious"


def test_unwritable(command, tmp_path):
    one_line(command.run(*ONE, "--out", tmp_path, code=1), tmp_path, "Is a directory")
    absent = tmp_path / "no/x"
    one_line(command.run(*ONE, "--out", absent, code=1), absent, "No such file or directory")
    one_line(command.run(*ONE, "--out", f"{absent}/", code=1), absent)
    one_line(command.run(*ONE, "--out", "", code=1), "No such file")
    (tmp_path / "file").touch()
    under = tmp_path / "file/x"
    one_line(command.run(*ONE, "--out", under, code=1), under, "Not a directory")
    assert os.listdir(tmp_path) == ["file"]
    if os.path.isdir("/proc/self"):  # unwritable even for root
        one_line(command.run(*ONE, "--out", "/proc/self/x.npy", code=1), "/proc/self/x.npy")


def drop_root():
    """Makes of root, who may write everywhere, a user who may not."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


@pytest.mark.skipif("ISORAND_COVERAGE" in os.environ, reason="another user cannot keep its counts")
def test_no_permission(command):
    # The build and pytest's folders may be root's alone: the command is copied to where all may go.
    with tempfile.TemporaryDirectory(prefix="isorand-test-") as folder:
        folder = pathlib.Path(folder)
        folder.chmod(0o755)
        own = Command(shutil.copy(command.path, folder))
        place = folder / "place"
        place.mkdir()
        path = place / "x"
        path.write_bytes(b"precious")
        path.chmod(0o444)
        place.chmod(0o555)
        try:
            own.run("--version", preexec_fn=drop_root, cwd="/")
        except PermissionError as error:
            oracles.missing(f"another user cannot run programs in {folder}: {error}")
        one_line(own.run(*ONE, "--out", place / "new", code=1, preexec_fn=drop_root, cwd="/"),
                 place / "new", f"no file can be made in its directory {place}:")
        for target in (path, place / "new"):
            one_line(own.run(*ONE, "--out", target, code=1, preexec_fn=drop_root, cwd="/"), target,
                     "Permission denied")
        place.chmod(0o777)  # now a rename would succeed, but the file itself is read-only
        one_line(own.run(*ONE, "--out", path, code=1, preexec_fn=drop_root, cwd="/"), path,
                 "Permission denied")
        assert (os.listdir(place), path.read_bytes()) == (["x"], b"precious")


# ---- devices, pipes, signals ----

def test_devices(command):
    command.fill("--seed", 1, "--count", "1e5", "--out", "/dev/null")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    same = command.fill("--seed", 1, "--count", 3, "--out", "/dev/stdout")
    assert same == command.fill("--seed", 1, "--count", 3)


def test_fifo(command, tmp_path):
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    with command.start("fill", "--seed", 1, "--count", "3e5", "--out", fifo) as writer:
        same = fifo.read_bytes() == command.fill("--seed", 1, "--count", "3e5")
        assert same
        assert writer.wait(timeout=30) == 0
    assert stat.S_ISFIFO(os.stat(fifo).st_mode)


def writes_beside(process, folder):
    """Whether a file of its own is open in the folder, with a name or without."""
    links = pathlib.Path(f"/proc/{process.pid}/fd")
    try:
        return any(os.readlink(link).startswith((f"{folder}/.isorand-", f"{folder}/#"))
                   for link in links.iterdir())
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("old", [None, b"old"])
@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize("number", [getattr(signal, "SIG" + name) for name in (
    "INT TERM HUP QUIT XCPU USR1 USR2 ALRM VTALRM PROF IO ABRT KILL RTMIN").split()])
def test_signals(command, tmp_path, failing, number, named, old):
    """A signal that ends a long fill leaves no temporary file, and the old file; so does SIGKILL,
    but where files without a name cannot be made."""
    path = tmp_path / "x"
    if old:
        path.write_bytes(old)
    with command.start("fill", "--seed", 1, "--count", "1e12", "--type", "u8", "--format", "text",
                       "--out", path, cwd=tmp_path,
                       env=failing("tmpfile", "EOPNOTSUPP") if named else ENVIRONMENT) as process:
        try:
            deadline = time.monotonic() + 30
            while not writes_beside(process, tmp_path):
                assert time.monotonic() < deadline and process.poll() is None, "no temporary file"
                time.sleep(0.005)
            assert (path.read_bytes() if path.exists() else None) == old
            process.send_signal(number)
            assert process.wait(timeout=30) == -number
        finally:
            process.kill()
    left = [name for name in os.listdir(tmp_path) if not name.startswith("core")]
    if named and number == signal.SIGKILL:
        left = [name for name in left if not name.startswith(".isorand-")]
    assert left == (["x"] if old else [])
    assert (path.read_bytes() if path.exists() else None) == old


# ---- file systems that refuse ----

@pytest.mark.parametrize("old", [None, b"old"])
@pytest.mark.parametrize("call, error", [("tmpfile", "EOPNOTSUPP"), ("fchmod", "EPERM"),
                                         ("fsync", "EINVAL"), ("fchown", "EPERM")])
def test_refusing_file_system(command, tmp_path, failing, call, error, old):
    path = tmp_path / "x"
    if old:
        path.write_bytes(old)
        path.chmod(0o666)
    command.run("fill", "--seed", 1, "--count", 4, "--out", path, env=failing(call, error))
    assert path.read_bytes() == command.fill("--seed", 1, "--count", 4)
    assert os.listdir(tmp_path) == ["x"]


def test_busy_name(command, tmp_path, failing):
    """A file on which another is mounted cannot be replaced: it is written over."""
    path = tmp_path / "x"
    path.write_bytes(b"old" * 1000)
    inode = path.stat().st_ino
    command.run("fill", "--seed", 1, "--count", 4, "--out", path, env=failing("rename", "EBUSY"))
    assert path.read_bytes() == command.fill("--seed", 1, "--count", 4)
    assert (os.listdir(tmp_path), path.stat().st_ino) == (["x"], inode)


def test_failed_sync_keeps_the_old_file(command, tmp_path, failing):
    path = tmp_path / "x"
    path.write_bytes(b"old")
    one_line(command.run(*ONE, "--out", path, code=1, env=failing("fsync", "EIO")), path,
             "Input/output error")
    assert (os.listdir(tmp_path), path.read_bytes()) == (["x"], b"old")


# ---- what is open already ----

@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link"])
def test_open_already(command, tmp_path, name):
    (tmp_path / "link").symlink_to("/dev/stdout")
    shell = f'(echo head; "$0" fill --seed 1 --count 1 --format text --out {name}; echo tail) > f'
    subprocess.run(["sh", "-c", shell, command.path], cwd=tmp_path, env=ENVIRONMENT, check=True)
    assert (tmp_path / "f").read_text() == "head\n0.5118216247002567\ntail\n"
    assert sorted(os.listdir(tmp_path)) == ["f", "link"]


def test_descriptor_that_is_not_open(command):
    one_line(command.run(*ONE, "--out", "/dev/fd/77", code=1), "/dev/fd/77", "Bad file descriptor")


@pytest.mark.parametrize("count", ["1e8", "inf"])
@pytest.mark.parametrize("kind", ["raw", "text", "hex"])
def test_closed_pipe(command, count, kind):
    with command.start("fill", "--seed", 1, "--count", count, "--format", kind,
                       stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.read(1000)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) == 0


@pytest.mark.parametrize("closed", ["2>&-", ">&- 2>&-", "<&- 2>&-"])
def test_closed_streams(command, tmp_path, closed):
    """No message may end in the file."""
    path = tmp_path / "x"
    shell = f'exec "$0" fill --count 4 --out "$1" {closed}'
    subprocess.run(["sh", "-c", shell, command.path, path], env=ENVIRONMENT, check=True)
    assert path.stat().st_size == 32


def test_closed_standard_output(command):
    result = subprocess.run(["sh", "-c", 'exec "$0" fill --seed 1 --count 4 >&-', command.path],
                            env=ENVIRONMENT, capture_output=True, check=False)
    assert result.returncode == 1
    one_line(result, "standard output", "Bad file descriptor")


def test_non_blocking_pipe(command):
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with command.start("fill", "--seed", 1, "--count", "1e6", stdout=writer) as process:
        os.close(writer)
        time.sleep(0.1)  # the pipe is full by now
        with os.fdopen(reader, "rb") as stream:
            got = stream.read()
        assert process.wait(timeout=30) == 0
    same = got == command.fill("--seed", 1, "--count", "1e6")
    assert same


@pytest.mark.parametrize("kind", ["u8", "u32", "f64"])
def test_endless(command, kind):
    n = 5 << 20
    with command.start("fill", "--seed", 1, "--type", kind, "--count", "inf",
                       stdout=subprocess.PIPE) as process:
        got = process.stdout.read(n)
        process.stdout.close()
        assert process.wait(timeout=30) == 0
    same = got == command.fill("--seed", 1, "--type", kind, "--count", n // (int(kind[1:]) // 8))
    assert same


# ---- terminals ----

def on_terminal(*line):
    """What a program prints when stdout and stderr are a terminal."""
    master, slave = pty.openpty()
    with subprocess.Popen(line, stdout=slave, stderr=slave, env=ENVIRONMENT) as process:
        os.close(slave)
        output = b""
        while select.select([master], [], [], 30)[0]:
            try:
                piece = os.read(master, 65536)
            except OSError:  # Linux's end of file
                break
            if not piece:
                break
            output += piece
        os.close(master)
        assert process.wait(timeout=30) == 0
    return output


def test_terminal_gets_text(command):
    shown = on_terminal(command.path, "fill", "--seed", "42", "--count", "1")
    assert shown == b"0.7739560485559633\r\n"


def test_short_fill_is_silent(command):
    shell = 'exec "$0" fill --seed 1 --count 1e3 >/dev/null'
    assert on_terminal("sh", "-c", shell, command.path) == b""


@pytest.mark.parametrize("options", [("--engine", "sfc64", "--skip", "1e15"),
                                     ("--engine", "mt19937", "--skip", "1e15"),
                                     ("--engine", "mt19937", "--jump", "1e9")], ids=" ".join)
def test_progress_of_long_ways(command, options):
    shown = on_terminal_until([command.path, "fill", "--seed", "1", "--count", "1", *options],
                              b" left")
    assert b"isorand:   0 %  " in shown


def test_progress(command):
    # the reader sleeps, so that the fill lasts longer than half a second
    shown = on_terminal("sh", "-c", '"$0" fill --seed 1 --count 1e6 | '
                        '{ sleep 0.8; head -c 4000000 | wc -c >/dev/null; sleep 0.3; cat; } '
                        '>/dev/null', command.path)
    assert b" GB/s " in shown and b" % " in shown and b" left" in shown
    assert shown.endswith(b"\r\x1b[K"), "the line is cleared"
    assert b"\n" not in shown, "one line"
