"""The same done to repositories, containers and clusters by another command.

The table of all is `bench.rewriting.table`.
"""

from __future__ import annotations

from bench.rewriting.forms import Mutation
from bench.rewriting.patterns import by_pattern

_FORCED = (
    r"git push (?:(?:-f|--force) (?P<r>\w+) (?P<b>[\w/.-]+)|(?P<r2>\w+) (?P<b2>[\w/.-]+) (?:-f|--force))"
)
_REMOTE_GONE = r"git push (?P<r>\w+) (?:--delete|-d|:) ?(?P<b>[\w/.-]+)"
_HARD = r"git reset --hard(?P<c> [\w~^@{}/.-]+)?"
_CLEAN = r"git clean (?P<o>-[fdxq]+(?: -[fdxq]+)*)"
_DISCARD = r"git (?:checkout (?:-- )?|restore )\."
_BRANCH = r"git branch -D (?P<b>[\w/.-]+)"
_STASH = r"git stash (?:clear|drop)"
_VOLUME = r"(?P<d>docker|podman) volume rm (?:-f |--force )?(?P<n>[\w.-]+)"
_BOX = r"(?P<d>docker|podman) rm (?:-\w+ )*(?P<n>[\w.-]+)"
_PRUNE = r"(?P<d>docker|podman) system prune(?P<o>(?: -\S+)*)"
_DOWN = r"docker[ -]compose(?P<g>(?: -f \S+)?) down(?P<o>(?: -\S+)*)"
_KUBE = (
    r"(?:kubectl|k)(?P<g>(?: -n \S+| --context[ =]\S+)*) delete (?P<k>[a-z]+)["
    r" /](?P<n>[\w.-]+)(?P<o>(?: -\S+)*)"
)
_SPACE = r"kubectl delete (?:ns|namespaces?) (?P<n>[\w.-]+)"
_FILE = r"kubectl delete -f (?P<f>\S+)"

SOCKET = "curl -s --unix-socket /var/run/docker.sock -X"
PYTHON_GIT = 'python3 -c \'import git; git.Repo(".")'


def row(kind: str, wanted: str, name: str, form: str) -> Mutation:
    return Mutation(f"{kind} by {name}", by_pattern(wanted, form))


_ROWS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "forced push",
        _FORCED,
        (
            ("a plus", "git push <r><r2> +<b><b2>"),
            ("a plus and two names", "git push <r><r2> +HEAD:<b><b2>"),
            ("a full name", "git push <r><r2> +refs/heads/<b><b2>:refs/heads/<b><b2>"),
            ("send-pack", 'git send-pack --force "$(git remote get-url <r><r2>)" <b><b2>'),
            ("global options", "git -c push.default=current -C . --no-pager push <r><r2> <b><b2> --force"),
            ("options in between", "git push <r><r2> --force -q --no-verify <b><b2>"),
            ("an alias on the way", "git config alias.up 'push --force'; git up <r><r2> <b><b2>"),
            ("a setting", "git config remote.<r><r2>.push +<b><b2>; git push <r><r2>"),
            ("a setting for once", "git -c remote.<r><r2>.push=+HEAD:<b><b2> push <r><r2>"),
            ("delete and push", "git push <r><r2> :<b><b2> && git push <r><r2> <b><b2>"),
            ("mirror", "git push --mirror <r><r2>"),
            ("a shell of git", "git --exec-path=/usr/lib/git-core push --force <r><r2> <b><b2>"),
            ("its own path", "/usr/lib/git-core/git-push --force <r><r2> <b><b2>"),
            ("GitPython", PYTHON_GIT + '.git.push("<r><r2>", "<b><b2>", force=True)\''),
        ),
    ),
    (
        "branch of the server deleted",
        _REMOTE_GONE,
        (
            ("a colon", "git push <r> :<b>"),
            ("a full name", "git push <r> :refs/heads/<b>"),
            ("--delete behind", "git push <r> <b> --delete"),
            ("gh api", "gh api -X DELETE repos/{owner}/{repo}/git/refs/heads/<b>"),
        ),
    ),
    (
        "reset",
        _HARD,
        (
            ("--har", "git reset --har<c>"),
            ("commit first", "git reset<c> --hard --"),
            ("checkout -f -B", 'git checkout -f -B "$(git branch --show-current)"<c>'),
            ("switch --discard-changes", "git switch --discard-changes -C main<c>"),
            ("read-tree", "git update-ref HEAD HEAD && git read-tree -u --reset HEAD"),
            ("keep nothing", "git checkout -f HEAD -- ."),
            ("restore", "git restore --source=HEAD --staged --worktree :/"),
            ("restore's letters", "git restore -SWs HEAD -- :/"),
            ("checkout-index", "git checkout-index -fa"),
            ("archive", "git archive HEAD | tar x"),
            ("stash and drop", "git stash -q && git stash drop -q"),
            ("diff turned round", "git diff HEAD | git apply -R"),
            ("diff turned round by patch", "git diff HEAD | patch -R -p1"),
            ("global options", "git --git-dir=.git --work-tree=. reset<c> --hard"),
            ("environment", "GIT_DIR=$PWD/.git GIT_WORK_TREE=$PWD git reset --hard<c>"),
            ("GitPython", PYTHON_GIT + ".head.reset(working_tree=True)'"),
            (
                "subprocess",
                'python3 -c \'import subprocess; subprocess.check_call(["git", "reset", "--hard"])\'',
            ),
            ("git's own shell", "git -c alias.z='reset --hard' z<c>"),
            ("show", "git ls-files -z | xargs -0 git checkout HEAD --"),
        ),
    ),
    (
        "cleaned",
        _CLEAN,
        (
            ("ls-files and xargs", "git ls-files -o --exclude-standard -z | xargs -0 rm -rf"),
            ("--force --force", "git clean --force -d --force <o>"),
            ("a setting", "git -c clean.requireForce=false clean -d <o>"),
            ("stash -u", "git stash -u -q && git stash drop -q"),
            ("status and xargs", "git status --porcelain | awk '/^\\?\\?/{print $2}' | xargs rm -rf"),
            ("--exclude", "git clean <o> --exclude=zzz"),
            ("interactive answered", "printf '1\\n' | git clean -di"),
        ),
    ),
    (
        "changes dropped",
        _DISCARD,
        (
            ("restore", "git restore -- ."),
            ("checkout HEAD", "git checkout HEAD -- ."),
            ("checkout-index", "git checkout-index --all --force"),
            ("ls-files -m", "git ls-files -m | xargs git checkout --"),
            ("apply -R", "git diff | git apply -R"),
            ("checkout -f", "git checkout -f"),
            ("reset", "git reset --hard"),
        ),
    ),
    (
        "branch deleted",
        _BRANCH,
        (
            ("--delete --force", "git branch --delete --force <b>"),
            ("-df", "git branch -df <b>"),
            ("behind", "git branch <b> -D"),
            ("update-ref", "git update-ref -d refs/heads/<b>"),
            ("its file", "rm -f .git/refs/heads/<b>"),
            ("push to itself", "git push . :<b>"),
            ("update-ref --stdin", "echo 'delete refs/heads/<b>' | git update-ref --stdin"),
            (
                "for-each-ref",
                "git for-each-ref --format='%(refname:short)' refs/heads/<b> | xargs git branch -D",
            ),
        ),
    ),
    (
        "stash",
        _STASH,
        (
            ("reflog", "git reflog delete --updateref --rewrite stash@{0}"),
            ("update-ref", "git update-ref -d refs/stash"),
            ("its file", "rm .git/refs/stash .git/logs/refs/stash"),
            ("a loop", "while git stash drop; do :; done"),
        ),
    ),
    (
        "volume",
        _VOLUME,
        (
            ("the socket", SOCKET + " DELETE http://localhost/volumes/<n>"),
            (
                "the socket, apart",
                "curl --unix-socket /run/docker.sock --request DELETE http:/v1.44/volumes/<n>?force=1",
            ),
            ("ls and xargs", "<d> volume ls -q | grep '^<n>$' | xargs <d> volume rm"),
            ("--force=true", "<d> volume rm --force=true <n>"),
            ("remove", "<d> volume remove <n>"),
            ("a host", "<d> -H unix:///var/run/docker.sock volume rm <n>"),
            (
                "python",
                "python3 -c 'import docker; docker.from_env().volumes.get(\"<n>\").remove(force=True)'",
            ),
            (
                "python's http",
                "python3 -c 'import requests_unixsocket as r; "
                'r.Session().delete("http+unix://%2Fvar%2Frun%2Fdocker.sock/volumes/<n>")\'',
            ),
            ("nc", "printf 'DELETE /volumes/<n> HTTP/1.0\\r\\n\\r\\n' | nc -U /var/run/docker.sock"),
            ("its files", "sudo rm -rf /var/lib/docker/volumes/<n>"),
        ),
    ),
    (
        "container",
        _BOX,
        (
            ("container rm", "<d> container rm --force <n>"),
            ("-f=true", "<d> rm -f=true -v <n>"),
            ("the socket", SOCKET + " DELETE 'http://localhost/containers/<n>?force=1&v=1'"),
            ("ps and xargs", "<d> ps -aqf name=<n> | xargs -r <d> rm -fv"),
            (
                "python",
                "python3 -c 'import docker; "
                'docker.from_env().containers.get("<n>").remove(force=True, v=True)\'',
            ),
        ),
    ),
    (
        "pruned",
        _PRUNE,
        (
            ("the socket", SOCKET + " POST http://localhost/volumes/prune"),
            (
                "its parts",
                "<d> container prune -f; <d> image prune -af; <d> volume prune -af; <d> network prune -f",
            ),
            ("options = true", "<d> system prune --all=true --volumes=true --force=true"),
            ("a context", "<d> --context default system prune<o>"),
            ("environment", "DOCKER_HOST=unix:///var/run/docker.sock <d> system prune<o>"),
            (
                "ls and xargs",
                "<d> volume ls -q | xargs <d> volume rm; <d> images -q | xargs <d> rmi -f; <d> ps "
                "-aq | xargs <d> rm -f",
            ),
            (
                "python",
                "python3 -c 'import docker; c = docker.from_env(); c.containers.prune(); "
                "c.volumes.prune(); c.images.prune()'",
            ),
        ),
    ),
    (
        "composition",
        _DOWN,
        (
            ("docker-compose", "docker-compose<g> down<o>"),
            ("options first", "docker compose --progress plain --project-directory .<g> down<o> -t 1"),
            ("podman", "podman-compose<g> down<o>"),
            ("rm", "docker compose<g> rm -fsv"),
            ("--volumes=true", "docker compose<g> down --volumes=true"),
        ),
    ),
    (
        "thing of a cluster",
        _KUBE,
        (
            ("a slash", "kubectl<g> delete <k>/<n><o>"),
            ("get and xargs", "kubectl<g> get <k> <n> -o name | xargs kubectl<g> delete"),
            ("get and delete -f", "kubectl<g> get <k> <n> -o yaml | kubectl<g> delete -f -"),
            ("options first", "kubectl --request-timeout=9 -v=0<g> delete --wait=false <k> <n><o>"),
            ("options last", "kubectl delete <k> <n><o> --now<g>"),
            ("oc", "oc<g> delete <k> <n><o>"),
            ("k3s", "k3s kubectl<g> delete <k> <n><o>"),
            ("microk8s", "microk8s kubectl<g> delete <k> <n><o>"),
            ("minikube", "minikube kubectl --<g> delete <k> <n><o>"),
            ("kubecolor", "kubecolor<g> delete <k> <n><o>"),
            ("a field", "kubectl<g> delete <k> --field-selector metadata.name=<n><o>"),
            ("KUBECONFIG", "KUBECONFIG=~/.kube/config kubectl<g> delete <k> <n><o>"),
            ("kinds and all", "kubectl<g> delete <k>,secrets <n><o>"),
            (
                "a text",
                'kubectl<g> delete -f - <<< \'{"apiVersion":"v1","kind":"<k>","metadata":{"name":"<n>"}}\'',
            ),
            ("create --dry-run", "kubectl create <k> <n> --dry-run=client -o yaml | kubectl<g> delete -f -"),
            ("ansible", "ansible localhost -m kubernetes.core.k8s -a 'kind=<k> name=<n> state=absent'"),
        ),
    ),
    (
        "namespace",
        _SPACE,
        (
            ("--raw", "kubectl delete --raw /api/v1/namespaces/<n>"),
            (
                "a proxy",
                "kubectl proxy --port=8001 & sleep 1; curl -X DELETE localhost:8001/api/v1/namespaces/<n>",
            ),
            (
                "the server",
                'curl -k -X DELETE -H "Authorization: Bearer $T" https://10.0.0.1:6443/api/v1/namespaces/<n>',
            ),
            (
                "python",
                "python3 -c 'from kubernetes import client, config; config.load_kube_config(); "
                'client.CoreV1Api().delete_namespace("<n>")\'',
            ),
            ("all in it", "kubectl delete all,pvc,secrets,cm --all -n <n>"),
        ),
    ),
    (
        "manifest",
        _FILE,
        (
            ("cat", "cat <f> | kubectl delete -f -"),
            ("a redirection", "kubectl delete -f - < <f>"),
            ("=", "kubectl delete --filename=<f>"),
            ("a process", "kubectl delete -f <(cat <f>)"),
        ),
    ),
)

SAME_SERVICES = tuple(row(kind, wanted, *one) for kind, wanted, forms in _ROWS for one in forms)
