/*
 * Go templates for KWOK's stages: what a kubelet writes into the status of a pod or node. They are merged into what is
 * there (conditions by type, as the API does). `$root` is the object.
 */

const ROOT = `{{ $root := . }}{{ $now := Now }}`;

/** Sets $unmet to the readiness gates whose condition is not True. */
const UNMET_GATES = `
{{ $unmet := "" }}
{{ range .spec.readinessGates }}
{{ $gate := .conditionType }}
{{ $met := false }}
{{ range $root.status.conditions }}{{ if and (eq .type $gate) (eq .status "True") }}{{ $met = true }}{{ end }}{{ end }}
{{ if not $met }}{{ $unmet = $gate }}{{ end }}
{{ end }}`;

const READY_BY_GATES = `
- type: Ready
  lastTransitionTime: {{ $now | Quote }}
{{ if $unmet }}
  status: "False"
  reason: ReadinessGatesNotReady
  message: {{ printf "the status of pod readiness gate %s is not True" $unmet | Quote }}
{{ else }}
  status: "True"
  reason: null
  message: null
{{ end }}`;

const INIT_CONTAINERS_DONE = `
initContainerStatuses:
{{ range .spec.initContainers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: ""
  ready: true
  restartCount: 0
{{ if eq .restartPolicy "Always" }}
  started: true
  state: { running: { startedAt: {{ $now | Quote }} } }
{{ else }}
  started: false
  state: { terminated: { exitCode: 0, reason: Completed, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }} } }
{{ end }}
{{ end }}`;

/** Addresses once only: KWOK would give others the next time. */
const RUNNING_ON_NODE = `
phase: Running
startTime: {{ or .status.startTime $now | Quote }}
{{ if not .status.podIP }}
{{ with NodeIPsWith .spec.nodeName }}
hostIP: {{ index . 0 | Quote }}
hostIPs: [{ ip: {{ index . 0 | Quote }} }]
{{ end }}
{{ with PodIPsWith .spec.nodeName ( or .spec.hostNetwork false ) ( or .metadata.uid "" ) ( or .metadata.name "" ) ( or .metadata.namespace "" ) }}
podIP: {{ index . 0 | Quote }}
podIPs: [{ ip: {{ index . 0 | Quote }} }]
{{ end }}
{{ end }}`;

/** Begins the status of every container; what it is in follows, and `{{ end }}`. */
const EACH_CONTAINER = `{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: ""`;

const INITIALIZED = `
- { type: Initialized, status: "True", lastTransitionTime: {{ $now | Quote }} }`;

const started = (ready: boolean) => `
containerStatuses:
${EACH_CONTAINER}
  ready: ${ready}
  started: true
  restartCount: 0
  state: { running: { startedAt: {{ $now | Quote }} } }
{{ end }}`;

/** They run on, and as long as before. */
const probed = (ready: boolean) => `
containerStatuses:
{{ range .status.containerStatuses }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: ""
  ready: ${ready}
  started: true
  restartCount: {{ .restartCount }}
  state: { running: { startedAt: {{ .state.running.startedAt | Quote }} } }
{{ end }}`;

export const POD_RUNS = `${ROOT}${UNMET_GATES}
conditions:${INITIALIZED}
- { type: ContainersReady, status: "True", reason: null, message: null, lastTransitionTime: {{ $now | Quote }} }
${READY_BY_GATES}
${started(true)}
${INIT_CONTAINERS_DONE}
${RUNNING_ON_NODE}
`;

const CONTAINERS_UNREADY = `
{{ $names := "" }}{{ range .spec.containers }}{{ $names = printf "%s %s" $names .name }}{{ end }}
{{ range $type := list "ContainersReady" "Ready" }}
- type: {{ $type }}
  status: "False"
  reason: ContainersNotReady
  message: {{ printf "containers with unready status: [%s]" (trim $names) | Quote }}
  lastTransitionTime: {{ $now | Quote }}
{{ end }}`;

/** Its containers run, and the probe has not found them ready yet. */
export const POD_STARTS_UNREADY = `${ROOT}
conditions:${INITIALIZED}
${CONTAINERS_UNREADY}
${started(false)}
${INIT_CONTAINERS_DONE}
${RUNNING_ON_NODE}
`;

export const POD_CRASHES = `${ROOT}
conditions:${INITIALIZED}
${CONTAINERS_UNREADY}
containerStatuses:
${EACH_CONTAINER}
  ready: false
  started: false
  restartCount: 3
  state:
    waiting:
      reason: CrashLoopBackOff
      message: {{ printf "back-off 40s restarting failed container=%s pod=%s" .name $root.metadata.name | Quote }}
  lastState:
    terminated:
      exitCode: 1
      reason: Error
      message: {{ or (index $root.metadata.annotations "test.emqx-ack.io/last-words") "listener failed to start: eaddrinuse" | Quote }}
      startedAt: {{ $now | Quote }}
      finishedAt: {{ $now | Quote }}
{{ end }}
${INIT_CONTAINERS_DONE}
${RUNNING_ON_NODE}
`;

/** A container that its probe finds unready runs on. Source: pkg/kubelet/status/generate.go, 1.34. */
export const POD_PROBE_FAILS = `${ROOT}
conditions:
${CONTAINERS_UNREADY}
${probed(false)}
`;

export const POD_PROBE_PASSES = `${ROOT}${UNMET_GATES}
conditions:
- { type: ContainersReady, status: "True", reason: null, message: null, lastTransitionTime: {{ $now | Quote }} }
${READY_BY_GATES}
${probed(true)}
`;

/** Source: pkg/kubelet/kuberuntime, a pod whose volumes cannot be set up; why is in its events. */
export const POD_WAITS = `${ROOT}
phase: Pending
containerStatuses:
${EACH_CONTAINER}
  ready: false
  started: false
  restartCount: 0
  state: { waiting: { reason: ContainerCreating } }
{{ end }}
`;

export const POD_READY_BY_GATES = `${ROOT}${UNMET_GATES}
conditions:
${READY_BY_GATES}
`;

export const POD_COMPLETES = `${ROOT}
phase: Succeeded
conditions:
{{ range $type := list "ContainersReady" "Ready" }}
- { type: {{ $type }}, status: "False", reason: PodCompleted, lastTransitionTime: {{ $now | Quote }} }
{{ end }}
containerStatuses:
${EACH_CONTAINER}
  ready: false
  started: false
  restartCount: 0
  state: { terminated: { exitCode: 0, reason: Completed, startedAt: {{ $now | Quote }}, finishedAt: {{ $now | Quote }} } }
{{ end }}
`;

/** Capacity and version come with the node, from nodes.ts. */
export const NODE_IS_READY = `${ROOT}
phase: Running
conditions:
{{ range NodeConditions }}
- type: {{ .type | Quote }}
  status: {{ .status | Quote }}
  reason: {{ .reason | Quote }}
  message: {{ .message | Quote }}
  lastHeartbeatTime: {{ $now | Quote }}
  lastTransitionTime: {{ $root.metadata.creationTimestamp | Quote }}
{{ end }}
addresses:
- { type: InternalIP, address: {{ NodeIP | Quote }} }
- { type: Hostname, address: {{ NodeName | Quote }} }
`;
