"""What this machine's kernel and system tell: mounts, devices, processes, locks, programs."""
