"""A real podman for tests: settings and storage of its own, and an image made on the spot from local files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from functools import cache
from pathlib import Path

IMAGE = "localhost/shellguard-test-vllm:1"
_FAKE = Path(__file__).with_name("fake_vllm.py")
_PACKAGES = (
    *("python3.11-minimal", "libpython3.11-minimal", "libpython3.11-stdlib", "libc6", "libssl3", "zlib1g"),
    *("libexpat1", "libffi8", "libbz2-1.0", "liblzma5", "libuuid1", "libcrypt1", "libnsl2", "libtirpc3"),
)
_LINKS = {"bin": "usr/bin", "lib": "usr/lib", "lib64": "usr/lib64", "sbin": "usr/sbin"}
_SETTINGS = """\
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
init_path = "/usr/bin/catatonit"
"""


def settings_in(folder: Path) -> dict[str, str]:
    """Files that make podman work where it may change little, and the variables that name them."""
    (folder / "containers.conf").write_text(_SETTINGS)
    storage = f'[storage]\ndriver = "overlay"\nrunroot = "{folder}/run"\ngraphroot = "{folder}/root"\n'
    (folder / "storage.conf").write_text(storage)
    return {
        "CONTAINERS_CONF": str(folder / "containers.conf"),
        "CONTAINERS_STORAGE_CONF": str(folder / "storage.conf"),
    }


def build(folder: Path, environment: dict[str, str]) -> str:
    """Makes the image; "" when it worked, else why it can't be had."""
    missing = [name for name in ("podman", "runc", "catatonit", "dpkg") if shutil.which(name) is None]
    if missing:
        return "not installed: " + ", ".join(missing)
    archive = folder / "image.tar"
    why = _archive(archive)
    if why:
        return why
    command = ["podman", "import", "-c", 'CMD ["python3"]', "-c", "ENV PATH=/usr/bin", str(archive), IMAGE]
    whole = {**os.environ, **environment}
    done = subprocess.run(command, env=whole, capture_output=True, text=True, check=False, timeout=120)
    archive.unlink()
    if done.returncode != 0:
        return f"podman import: {done.stderr[-300:]}"
    trial = ["podman", "run", "--rm", "--pull", "never", "--init", IMAGE, "python3", "-c", "print(1)"]
    tried = subprocess.run(trial, env=whole, capture_output=True, text=True, check=False, timeout=120)
    return "" if tried.stdout.strip() == "1" else f"podman run: {tried.stderr[-300:]}"


@cache
def _files() -> tuple[str, ...]:
    done = subprocess.run(["dpkg", "-L", *_PACKAGES], capture_output=True, text=True, check=False)
    found = set()
    for line in done.stdout.splitlines():
        path = Path(line)
        merged = f"/usr{line}" if line.split("/")[1:2] and line.split("/")[1] in _LINKS else line
        if path.is_file() and not merged.startswith(("/usr/share/doc", "/usr/share/man")):
            found.add(merged)
    return tuple(sorted(found))


def _archive(archive: Path) -> str:
    files = _files()
    if "/usr/bin/python3.11" not in files:
        return "the system's python3.11 does not come from Debian's packages"
    with tarfile.open(archive, "w") as whole:
        for link, target in {**_LINKS, "usr/bin/python3": "python3.11"}.items():
            one = tarfile.TarInfo(link)
            one.type, one.linkname = tarfile.SYMTYPE, target
            whole.addfile(one)
        for name in ("tmp", "run", "etc", "root", "var"):
            one = tarfile.TarInfo(name)
            one.type, one.mode = tarfile.DIRTYPE, 0o1777 if name == "tmp" else 0o755
            whole.addfile(one)
        for name in files:
            whole.add(name, arcname=name.lstrip("/"), recursive=False)
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / "vllm"
            shutil.copyfile(_FAKE, program)
            program.chmod(0o755)
            whole.add(program, arcname="usr/bin/vllm")
    return ""


if __name__ == "__main__":
    place = Path(sys.argv[1])
    print(build(place, settings_in(place)) or "ready")
