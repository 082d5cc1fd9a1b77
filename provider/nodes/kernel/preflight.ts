import { filesNeeded } from "./node";
import type { KernelProfile } from "./parameter";
import { quoted } from "./shell";

/** The init container, as it goes into a pod's `initContainers`. */
export interface PreflightContainer {
    readonly name: string;
    readonly image: string;
    readonly command: string[];
    readonly resources: {
        readonly limits: { [name: string]: string };
        readonly requests: { [name: string]: string };
    };
    readonly securityContext: {
        readonly runAsUser: number;
        readonly runAsGroup: number;
        readonly runAsNonRoot: boolean;
        readonly readOnlyRootFilesystem: boolean;
        readonly allowPrivilegeEscalation: boolean;
        readonly capabilities: { readonly drop: string[] };
    };
    readonly terminationMessagePolicy: string;
}

/** Pod keys that the broker's capacity hangs on, as something that can be too small. */
const CHECKED_KEYS = ["net.core.somaxconn", "net.ipv4.tcp_max_syn_backlog", "net.ipv4.tcp_max_tw_buckets"];

/**
 * An init container that reads what the pod really got and fails with one sentence a shortfall, in its log and as
 * the pod's termination message. It changes nothing and needs only a shell, so the EMQX image itself will do.
 * Without a profile it checks the open files alone.
 *
 * @param connections what one pod must hold: its listeners' max_connections together, or connections per node
 */
export function renderPreflight(
    image: string,
    connections: number,
    profile?: KernelProfile,
): PreflightContainer {
    const checks = [nofileCheck(connections), ...(profile ? profileChecks(profile) : [])];
    const resources = { cpu: "100m", memory: "32Mi" };
    return {
        name: "preflight",
        image,
        command: ["/bin/sh", "-c", `${FUNCTIONS}\n${checks.join("\n")}\n${verdict(connections)}\n`],
        resources: { limits: { ...resources }, requests: { ...resources } },
        securityContext: {
            runAsUser: 1000,
            runAsGroup: 1000,
            runAsNonRoot: true,
            readOnlyRootFilesystem: true,
            allowPrivilegeEscalation: false,
            capabilities: { drop: ["ALL"] },
        },
        terminationMessagePolicy: "FallbackToLogsOnError",
    };
}

const FUNCTIONS = `\
set -eu
shortfalls=
seen=
commas() {
  rest=$1 out=
  while [ \${#rest} -gt 3 ]; do
    head=\${rest%???}
    out=,\${rest#"$head"}$out
    rest=$head
  done
  echo "$rest$out"
}
# least NAME HAVE NEEDS CAUSE ANCHOR
least() {
  case $2 in
    unlimited) seen="$seen $1 unlimited,"; return 0 ;;
    '' | *[!0-9]*) seen="$seen $1 not readable,"; return 0 ;;
  esac
  seen="$seen $1 $(commas "$2"),"
  [ "$2" -ge "$3" ] || shortfalls="$shortfalls$1 $(commas "$2"), needs $(commas "$3"): $4; see docs/kernel.md#$5
"
}
value() { cat "/proc/sys/$1" 2>/dev/null || :; }`;

function nofileCheck(connections: number): string {
    const files = filesNeeded(connections);
    return `\
nofile=
while read -r max open files soft _; do
  [ "$max $open $files" != "Max open files" ] || nofile=$soft
done </proc/self/limits
nr_open=$(value fs/nr_open)
if [ "\${nr_open:-${files}}" -lt ${files} ]; then
  least nofile "$nofile" ${files} "the node's fs.nr_open is $(commas "$nr_open") and was not raised" nr-open
else
  least nofile "$nofile" ${files} "the node's containerd limit was not raised" nofile
fi`;
}

function profileChecks(profile: KernelProfile): string[] {
    const inPod = profile.parameters.filter((parameter) => parameter.layers.includes("pod"));
    const checks = inPod
        .filter((parameter) => CHECKED_KEYS.includes(parameter.key))
        .map((parameter) => {
            const short = parameter.key.slice(parameter.key.lastIndexOf(".") + 1);
            const file = parameter.key.replaceAll(".", "/");
            const cause = quoted("the pod's own sysctl was not set");
            return `least ${short} "$(value ${file})" ${parameter.value} ${cause} pod-sysctls`;
        });
    const range = inPod.find((parameter) => parameter.key === "net.ipv4.ip_local_port_range");
    if (range) {
        const [first = 0, last = 0] = range.value.split(" ").map(Number);
        // Through cat: dash reads byte by byte, and a sysctl file gives no second byte.
        checks.push(`\
# shellcheck disable=SC2046 # two words are wanted
set -- $(value net/ipv4/ip_local_port_range)
least "ports for outgoing connections" $((\${2:-0} - \${1:-1} + 1)) ${last - first + 1} "the pod's own port range was not set" pod-sysctls`);
    }
    return checks;
}

function verdict(connections: number): string {
    return `\
if [ -n "$shortfalls" ]; then
  printf '%s' "$shortfalls"
  printf '%s' "$shortfalls" 2>/dev/null >/dev/termination-log || :
  exit 1
fi
echo "preflight:\${seen%,}: enough for $(commas ${connections}) connections"`;
}
