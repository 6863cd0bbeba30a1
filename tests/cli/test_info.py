# SPDX-License-Identifier: MIT
"""`isorand info`, and the choice of a backend."""
import json
import os

from command import one_line


def info_of(command, **env):
    return json.loads(command.run("info", "--json", env=env).stdout)


def test_backends(command, note):
    rows = info_of(command)["backends"]
    wanted = command.fill("--seed", 1, "--count", 1000)
    assert sum(row["active"] for row in rows) == 1
    for row in rows:
        name = row["name"]
        if row["usable"]:
            env = {"ISORAND_BACKEND": name}
            assert command.fill("--seed", 1, "--count", 1000, "--backend", name) == wanted
            assert command.fill("--seed", 1, "--count", 1000, env=env) == wanted
            assert info_of(command, **env)["active_backend"] == name
            assert bool(row["reason"]) != row["active"]
            for other in info_of(command, **env)["backends"]:
                if other["usable"] and not other["active"]:
                    # what the automatic choice passes over has a reason of its own
                    own = [r["reason"] for r in rows if r["name"] == other["name"]][0]
                    assert other["reason"] in (f"ISORAND_BACKEND is '{name}'", own)
        else:
            assert row["reason"]
            one_line(command.run("fill", "--count", 1, "--backend", name, code=2), name,
                     row["reason"])
            one_line(command.run("fill", "--count", 1, code=1, env={"ISORAND_BACKEND": name}),
                     "ISORAND_BACKEND", row["reason"])
    usable = [row["name"] for row in rows if row["usable"]]
    note(f"backends: {' '.join(usable)} of {len(rows)}")


def test_kernels(command):
    """An engine's kernel is that of the backend or of one that it is based on; sfc64 has none."""
    rows = info_of(command)["backends"]
    for name in [row["name"] for row in rows if row["usable"]]:
        kernels = {engine["name"]: engine["kernel"]
                   for engine in info_of(command, ISORAND_BACKEND=name)["engines"]}
        assert kernels.pop("sfc64") == "none"
        assert kernels["pcg64"] == name
        assert set(kernels.values()) <= {row["name"] for row in rows}


def test_unknown_backend_in_the_environment(command, tmp_path):
    env = {"ISORAND_BACKEND": "sse9"}
    one_line(command.run("fill", "--count", 1, "--out", tmp_path / "x", code=1, env=env),
             "ISORAND_BACKEND 'sse9'", "scalar")
    assert os.listdir(tmp_path) == []
    info = info_of(command, **env)
    assert info["active_backend"] == "none"
    assert {engine["kernel"] for engine in info["engines"]} == {None}
    assert command.fill("--seed", 1, "--count", 1000, "--backend", "auto", env=env) == (
        command.fill("--seed", 1, "--count", 1000)), "--backend wins"


def test_cpu(command):
    """The model is what /proc/cpuinfo calls it."""
    text = open("/proc/cpuinfo", encoding="utf-8", errors="replace").read()
    model = info_of(command)["cpu"]
    assert model is None or f": {model}\n" in text
    assert model is not None or "model name" not in text


def test_columns(command):
    lines = command.run("info").stdout.decode().splitlines()
    assert len(lines) > 100 and max(map(len, lines)) <= 80


def test_text(command):
    info = info_of(command)
    text = command.run("info").stdout.decode()
    for part in ("backends", "engines", "distributions"):
        for row in info[part]:
            assert f"  {row['name']} " in text
    assert info["compiler"] in text and info["version"] in text
