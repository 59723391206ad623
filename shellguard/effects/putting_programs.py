"""Programs that put files in a place, by how they do it."""

from __future__ import annotations

from shellguard.knowledge.tables import knowledge

_KNOWN = knowledge("putting")
COPYING = _KNOWN.names("copying")
MOVING = _KNOWN.names("moving")
LINKING = _KNOWN.names("linking")
INSTALLING = _KNOWN.names("installing")
MIRRORING = _KNOWN.names("mirroring")
SENDING = _KNOWN.names("sending")
PUTTING = COPYING | MOVING | LINKING | INSTALLING | MIRRORING
"""Those that people use on the files of one machine."""
