"""The companion: runs, watches and tunes the model's server (vLLM), in a container or on this machine."""
