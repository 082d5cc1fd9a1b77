import { kernelProfileLabels } from "./labels";
import type { KernelProfile } from "./parameter";
import { renderPreUserData } from "./preUserData";
import { SCRIPT_FOLDER, TUNING_LOG } from "./shell";
import { REAPPLY_MINUTES, renderUserData } from "./userData";

/** What the NodeTuning DaemonSet is made of, as plain Kubernetes fields. */
export interface NodeTuningParts {
    /** Data of the ConfigMap, by file name. */
    readonly files: { [fileName: string]: string };
    /** Goes into the pod spec. */
    readonly container: NodeTuningContainer;
    /** The container enters the host's namespaces through process 1, so the pod needs `hostPID`. */
    readonly hostPID: boolean;
    /** What the pod's ServiceAccount may do, cluster-wide: label nodes. */
    readonly rules: {
        readonly apiGroups: string[];
        readonly resources: string[];
        readonly verbs: string[];
    }[];
    /** Labels that the pod gives its node once the profile is applied. */
    readonly labels: { [key: string]: string };
}

export interface NodeTuningContainer {
    readonly name: string;
    readonly image: string;
    readonly command: string[];
    readonly env: { readonly name: string; readonly value?: string; readonly valueFrom?: object }[];
    readonly securityContext: {
        readonly privileged: boolean;
        readonly runAsUser: number;
        readonly runAsNonRoot: boolean;
    };
    readonly volumeMounts: {
        readonly name: string;
        readonly mountPath: string;
        readonly readOnly: boolean;
    }[];
    readonly readinessProbe: object;
    readonly resources: {
        readonly limits: { [name: string]: string };
        readonly requests: { [name: string]: string };
    };
}

/** Name under which the caller's pod mounts the ConfigMap. */
export const NODE_TUNING_VOLUME = "scripts";

const MOUNT = "/emqx-ack";
const APPLIED = "/tmp/emqx-ack-applied";

/**
 * The parts of a privileged DaemonSet that runs the two node scripts on the host, now and every five minutes, and
 * after each success labels its node. It restarts nothing: nofile reaches pods made after containerd's next
 * restart. The image needs a shell and nsenter, which EMQX's own (Debian) has, and curl there or on the host.
 */
export function renderNodeTuning(profile: KernelProfile, image: string): NodeTuningParts {
    const labels = kernelProfileLabels(profile);
    return {
        files: {
            "before-join.sh": renderPreUserData(profile),
            "user-data.sh": renderUserData(profile),
            "tune.sh": loop(profile, labels),
        },
        container: {
            name: "node-tuning",
            image,
            command: ["/bin/sh", `${MOUNT}/tune.sh`],
            env: [
                { name: "NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
                // Another profile makes other pods, so that the change is applied at once.
                { name: "KERNEL_PROFILE", value: profile.hash },
            ],
            securityContext: { privileged: true, runAsUser: 0, runAsNonRoot: false },
            volumeMounts: [{ name: NODE_TUNING_VOLUME, mountPath: MOUNT, readOnly: true }],
            readinessProbe: { exec: { command: ["/bin/sh", "-c", `test -f ${APPLIED}`] }, periodSeconds: 5 },
            resources: { limits: { cpu: "100m", memory: "64Mi" }, requests: { cpu: "10m", memory: "16Mi" } },
        },
        hostPID: true,
        rules: [{ apiGroups: [""], resources: ["nodes"], verbs: ["patch"] }],
        labels,
    };
}

function loop(profile: KernelProfile, labels: { [key: string]: string }): string {
    const patch = JSON.stringify({ metadata: { labels } });
    return `\
#!/bin/sh
# emqx-ack kernel profile ${profile.hash}: applies it to the node every ${REAPPLY_MINUTES} minutes and labels the node.
set -eu
trap 'exit 0' TERM INT
account=/var/run/secrets/kubernetes.io/serviceaccount
on_host() { nsenter -t 1 -m -u -i -n -p -- "$@"; }
apply() {
  on_host /bin/bash -s <${MOUNT}/before-join.sh &&
    on_host /bin/bash -s <${MOUNT}/user-data.sh &&
    on_host /bin/bash -c '/bin/bash ${SCRIPT_FOLDER}/apply.sh again >>${TUNING_LOG} 2>&1'
}
# The token goes through a pipe, so that it is in no process list.
label() {
  if command -v curl >/dev/null; then curl=curl ca=$account/ca.crt
  else curl="nsenter -t 1 -m -- curl" ca=/proc/$$/root$account/ca.crt; fi
  host=$KUBERNETES_SERVICE_HOST
  case $host in *:*) host="[$host]" ;; esac
  printf 'header = "Authorization: Bearer %s"\\n' "$(cat $account/token)" |
    $curl -sS -K - --fail --max-time 20 --cacert "$ca" -X PATCH -o /dev/null \\
      -H 'Content-Type: application/merge-patch+json' --data '${patch}' \\
      "https://$host:$KUBERNETES_SERVICE_PORT/api/v1/nodes/$NODE_NAME"
}
while :; do
  if ! apply; then
    echo "the profile was not applied: see ${TUNING_LOG} on $NODE_NAME"
    rm -f ${APPLIED}
  elif ! label; then
    echo "the profile is applied, but $NODE_NAME could not be labelled: see the line above"
    rm -f ${APPLIED}
  else
    [ -f ${APPLIED} ] || echo "profile ${profile.hash} is applied to $NODE_NAME"
    : >${APPLIED}
  fi
  sleep ${REAPPLY_MINUTES * 60} &
  wait $!
done
`;
}
