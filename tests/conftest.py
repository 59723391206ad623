"""For all tests: a run that was started in the background is like one at a terminal."""

import signal

# What a script starts with `&` ignores these, and so would every shell that a test opens: an interactive bash can
# neither be interrupted nor trap them then, and the hook guards it otherwise.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if signal.getsignal(signal.SIGQUIT) is signal.SIG_IGN:
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)
