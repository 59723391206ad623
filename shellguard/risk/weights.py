"""The one table by which facts move a score. `weigh` applies it, row by row, in this order.

| what is so | what it does | to which effects |
| --- | --- | --- |
| root's rights (sudo, or root) | +PRIVILEGED; PLAIN_REMOVAL to THRESHOLD | all that does not need them |
| on another machine | +REMOTE | what destroys |
| inside a container made for it | CONTAINER | what destroys files; never below its floor |
| inside one that runs already | RUNNING_CONTAINER | what destroys files; never below its floor |
| inside one that is thrown away behind it | at most THROWN_AWAY | ONLY_WITHIN; never below its floor |
| may not happen, or later | CONDITIONAL | all |
| nothing would be lost | at most CAPS | what destroys |
| the line keeps a copy or dump first | at most CAPS; KEPT_FIRST | what destroys files; the rest |
| clean under version control, rebuilt by a tool, temporary | at most CAPS | what destroys |
| lost for good | +LOST (up to FEW named files: FEW_LOST), +MANY by number, +HEAVY by size | what destroys |
| lost for good, up to FEW named files but UNPACKED_FROM | +FEW_DELETED, as if unseen | what deletes |
| lost for good, one file, although `rm -r` is said | +ONE_FILE, and as a file that is named | what deletes |
| lost for good, a folder that changed today | +FRESH | what destroys |
| lost for good, up to FEW files, SMALL_BYTES in all, nobody's own | at most FEW_SMALL | what deletes |
| lost for good, fewer than MANY_RECORDS files, all of them logs | at most FEW_SMALL | what deletes |
| only empty files | at most CAPS of what is rebuilt | what destroys |
| a disk image into which nothing was written | at most CAPS, whatever follows | what erases disks |
| a person's own work, lost for good | at least OWN_WORK | what destroys |
| lost for good, with all that is in it | at least ALL_IN_IT | rules of NAMED_IN_FILES: things of a cluster |
| a whole folder, lost for good, with a file of a kind that people write | at least OWN_WORK | what deletes |
| a name of up to SHORT_NAME letters, or one of REWRITTEN_COPIES | no OWN_WORK | what overwrites but EDITED |
| one of REWRITTEN_DATA but SETTINGS, put out by a program | no OWN_WORK | what overwrites |
| a protected path at which nothing was seen | no OWN_WORK | ONLY_SEEN: mostly over older files and links |
| a protected path, unless only a new name is written there | at least PROTECTED | what destroys or permits |
| a protected file, or what a line names of MOVED_BACK, not there | no PROTECTED | what deletes it alone |
| a protected path of one of MOVED_BACK | at least OWN_WORK | what moves |
| another mount, or a link that leads out | +ELSEWHERE | what destroys |
| in an ssh session | +OVER_SSH | rules of WAYS_IN: network, firewall and remote login |
| before the machine itself | at most AT_OWN_SEAT | rules of SEEN_THERE: it stops or restarts |
| looked at, not in a container | at most AT_OWN_SEAT | rules of OWN_DISKS: a disk of the machine is mounted |
| an environment of its own is active | at most AT_MOST_IN_ENVIRONMENT | packages of Python |
| production | +PRODUCTION, up to HIGHEST_ASKED | clusters, databases, services, what others see |
| on another machine's server, with a full name | at least SHARED_WITH_OTHERS | FOR_TRYING: by its name only |
| known not to be production | NOT_PRODUCTION | clusters, databases |
| the session remembers it as downloaded or just written | at least REMEMBERED | what executes |
| an effect that started at 91 or more | never below 91 | all |
| an effect that started below REFUSED | at most HIGHEST_ASKED | all |

A target that was not looked at moves nothing: unknown is never harmless.
"""

from __future__ import annotations

from shellguard.effects.effect import EffectKind
from shellguard.facts.fact import Recovery
from shellguard.knowledge.tables import knowledge

PRIVILEGED = 3
PLAIN_REMOVAL = "files.remove"
REMOTE = 2
CONTAINER = -15
RUNNING_CONTAINER = -6
THROWN_AWAY = 30
ONLY_WITHIN = frozenset(
    (
        EffectKind.DELETE,
        EffectKind.OVERWRITE,
        EffectKind.MOVE,
        EffectKind.WRITE,
        EffectKind.PERMIT,
        EffectKind.ACCOUNT,
    )
)
"""What a container that is thrown away takes with it."""
CONDITIONAL = -2
LOST = 4
FEW = 3
FEW_LOST = -6
FEW_DELETED = 0
UNPACKED_FROM = (".zip", ".7z", ".rar", ".tar", ".tgz", ".txz", ".tar.gz", ".tar.xz", ".tar.bz2", ".tar.zst")
MANY = ((10_000, 18), (1_000, 14), (100, 10), (10, 6), (4, 2))
FEW_SMALL = 48
ONE_FILE = -10
WHOLE_FOLDERS = "files.remove-recursive"
ALL_FOUND = "files.find-delete"
KEPT_FIRST = -14
PERSONAL_PLACE = 66
SMALL_BYTES = 4096
MANY_RECORDS = 100
HEAVY = ((10 << 30, 10), (1 << 30, 6), (100 << 20, 3))
FRESH = 5
SHORT_NAME = 2
EDITED = "files.edit-in-place"
REDIRECTED = "files.redirect-over"
PUT_THERE = frozenset(("files.copy-over", "files.move-over"))
"""Where a name of a few letters with an ending is one like others."""
FRESH_SECONDS = 86_400
PROTECTED = 92
ELSEWHERE = 6
PRODUCTION = 16
AT_MOST_OUTSIDE_PRODUCTION = 45
AT_MOST_IN_ENVIRONMENT = 45
PACKAGES_APART = knowledge("places_surroundings", "packages").names("programs")
EVERY_PACKAGE = knowledge("places_surroundings", "packages").names("every")
OVER_SSH = 14
WAYS_IN = knowledge("generic").names("ways_in")
AT_OWN_SEAT = 45
SEEN_THERE = knowledge("generic").names("at_own_seat")
OWN_DISKS = frozenset(("disk.mount-device",))
OWN_WORK = 58
ALL_IN_IT = 78
NAMED_IN_FILES = frozenset(("kubernetes.delete", "kubernetes.replace"))
ONLY_SEEN = frozenset(("files.mirror-over", "files.link-settings"))
MOVED_BACK = knowledge("places", "own").names("why") | knowledge("places", "own").names("moved_back")
MOVED_ELSEWHERE = frozenset(("logs.move-history", "vcs.move-repository"))
GIT_WORK = frozenset(("work tree", "branch", "stash", "tag"))
REMEMBERED = 80
CLEARED_BY_FACTS = frozenset(("persist.permit-service", "disk.mount-device"))
GONE_ALREADY = frozenset(
    ("packages.remove-source", "services.remove-job", "services.remove-unit", "files.move-to-nowhere")
)
FOR_TRYING = frozenset(("databases.drop-test", "clouds.local-delete"))
SHARED_WITH_OTHERS = 55
OWN_NETWORKS = (".docker.internal", ".local", ".test", ".localhost")
STANDS = frozenset({Recovery.TRACKED, Recovery.KEPT})
CRITICAL = 91
HIGHEST_ASKED = 94
REFUSED = 95
REWRITTEN_COPIES = knowledge("generic").texts("rewritten_copies")
REWRITTEN_DATA = knowledge("generic").texts("rewritten_data")
SETTINGS = knowledge("generic").pattern("settings_data")
PRINTING = knowledge("generic").names("printing")

CAPS = {
    Recovery.NOTHING_LOST: 12,
    Recovery.REBUILT: 22,
    Recovery.TEMPORARY: 34,
    Recovery.TRACKED: 38,
    Recovery.KEPT: 40,
}
"""The most that destroying something may score when it comes back in this way."""

DESTROYS = frozenset(
    (EffectKind.DELETE, EffectKind.OVERWRITE, EffectKind.MOVE, EffectKind.HISTORY, EffectKind.CONCEAL)
)
PROTECTABLE = DESTROYS | {EffectKind.PERMIT}
SHARED = frozenset(
    (
        EffectKind.RESOURCE,
        EffectKind.DATABASE,
        EffectKind.SERVICE,
        EffectKind.PUBLISH,
        EffectKind.BOOT,
        EffectKind.NETWORK,
    )
)
SHELTERED = frozenset((EffectKind.RESOURCE, EffectKind.DATABASE))
NEEDS_ROOT_ANYWAY = frozenset(
    (EffectKind.PACKAGE, EffectKind.SERVICE, EffectKind.CONFUSE, EffectKind.UNKNOWN)
)

BY_A_DAEMON = ("containers.",)
"""How rules begin of what a daemon does with root's rights, whoever asks it."""

UNCERTAIN = 0.8
UNLOOKED = 0.85
UNREAD = 0.6
NEAR = 12
"""Confidence: factors for an effect with a hole, targets not looked at, text not read; and how near the score
may come to the threshold before doubt counts."""
THRESHOLD = 50
