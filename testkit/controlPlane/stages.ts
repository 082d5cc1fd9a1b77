import {
    NODE_IS_READY,
    POD_COMPLETES,
    POD_CRASHES,
    POD_PROBE_FAILS,
    POD_PROBE_PASSES,
    POD_READY_BY_GATES,
    POD_RUNS,
    POD_STARTS_UNREADY,
    POD_WAITS,
} from "./stageTemplates";

/** A pod with this annotation has containers that never become ready; without it again, it recovers. */
export const NEVER_READY_ANNOTATION = "test.emqx-ack.io/never-ready";

/** A pod with this annotation waits for a Secret or ConfigMap, and its containers are not created. */
export const WAITS_ANNOTATION = "test.emqx-ack.io/waits-for";

/** A pod with this annotation has a readiness probe that fails; its containers run on. */
export const NOT_SERVING_ANNOTATION = "test.emqx-ack.io/not-serving";

/** How long a pod with this annotation takes to end, as Go writes durations ("2s"); others end at once. */
export const ENDS_WITHIN_ANNOTATION = "test.emqx-ack.io/ends-within";

/** A node or pod with this annotation has a kubelet that says nothing of it any more, and does nothing with it. */
export const SILENT_ANNOTATION = "test.emqx-ack.io/silent";

/** How long after it is scheduled a pod's containers run. */
const POD_START_MS = 1000;

/** Well below the controller manager's node-monitor-grace-period, and rare enough not to disturb. */
const HEARTBEAT_MS = 45_000;

/** Longer than any test. */
const NEVER_MS = 24 * 60 * 60 * 1000;

interface Expression {
    /** A jq query on the object. */
    readonly key: string;
    readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
    readonly values?: readonly string[];
}

const is = (key: string, ...values: string[]): Expression => ({ key, operator: "In", values });
const isNot = (key: string, ...values: string[]): Expression => ({ key, operator: "NotIn", values });
const exists = (key: string): Expression => ({ key, operator: "Exists" });
const isAbsent = (key: string): Expression => ({ key, operator: "DoesNotExist" });

const condition = (type: string) => `.status.conditions[]? | select(.type == "${type}") | .status`;
const PHASE = ".status.phase";
const DELETED = ".metadata.deletionTimestamp";
const NEVER_READY = `.metadata.annotations["${NEVER_READY_ANNOTATION}"]`;
const NOT_SERVING = `.metadata.annotations["${NOT_SERVING_ANNOTATION}"]`;
const STARTED = `all(.status.containerStatuses[]?; .started == true) and any(.status.containerStatuses[]?; true)`;
const ENDS_WITHIN = `.metadata.annotations["${ENDS_WITHIN_ANNOTATION}"]`;
const SILENT = `.metadata.annotations["${SILENT_ANNOTATION}"]`;
const CRASHING = `any(.status.containerStatuses[]?; .state.waiting.reason == "CrashLoopBackOff")`;
const WAITS = `.metadata.annotations["${WAITS_ANNOTATION}"]`;
const WAITING = `any(.status.containerStatuses[]?; .state.waiting.reason == "ContainerCreating")`;
const GATES_MET =
    `. as $pod | all(.spec.readinessGates[]?.conditionType; ` +
    `. as $gate | any($pod.status.conditions[]?; .type == $gate and .status == "True"))`;
const OF_A_JOB = `any(.metadata.ownerReferences[]?; .kind == "Job")`;

/**
 * The kubelet's part, as KWOK is to play it. At most one stage may match an object at a time: of several, KWOK picks one
 * at random.
 */
export function kwokStages(): object[] {
    const heard = isAbsent(SILENT);
    const alive = isAbsent(DELETED);
    const unfinished = is(PHASE, "Pending", "Running");
    const healthy = isAbsent(NEVER_READY);
    const containersReady = is(condition("ContainersReady"), "True");
    const created = isAbsent(WAITS);
    const starting = [
        heard,
        alive,
        healthy,
        created,
        unfinished,
        isNot(condition("ContainersReady"), "True"),
        isNot(STARTED, "true"),
    ];
    const serving = [heard, alive, healthy, is(PHASE, "Running"), containersReady];
    const ready = is(condition("Ready"), "True");
    const notReady = isNot(condition("Ready"), "True");
    return [
        stage("Node", "node-ready", [heard, notReady], { statusTemplate: NODE_IS_READY }),
        stage("Node", "node-heartbeat", [heard, ready], { statusTemplate: NODE_IS_READY }, HEARTBEAT_MS),
        // KWOK plays a heartbeat that is due already unless another stage takes its place (node_controller.go, addStageJob, v0.8.0).
        stage("Node", "node-is-silent", [exists(SILENT)], { statusTemplate: NODE_IS_READY }, NEVER_MS),
        stage(
            "Pod",
            "pod-runs",
            [...starting, isAbsent(NOT_SERVING)],
            { statusTemplate: POD_RUNS },
            POD_START_MS,
        ),
        stage(
            "Pod",
            "pod-starts-unready",
            [...starting, exists(NOT_SERVING)],
            { statusTemplate: POD_STARTS_UNREADY },
            POD_START_MS,
        ),
        stage("Pod", "pod-probe-fails", [...serving, isNot(OF_A_JOB, "true"), exists(NOT_SERVING)], {
            statusTemplate: POD_PROBE_FAILS,
        }),
        stage(
            "Pod",
            "pod-probe-passes",
            [
                heard,
                alive,
                healthy,
                is(PHASE, "Running"),
                is(STARTED, "true"),
                isNot(condition("ContainersReady"), "True"),
                isAbsent(NOT_SERVING),
            ],
            { statusTemplate: POD_PROBE_PASSES },
        ),
        stage(
            "Pod",
            "pod-crashes",
            [heard, alive, exists(NEVER_READY), unfinished, isNot(CRASHING, "true")],
            { statusTemplate: POD_CRASHES },
            POD_START_MS,
        ),
        stage(
            "Pod",
            "pod-waits",
            [heard, alive, healthy, exists(WAITS), is(PHASE, "Pending"), isNot(WAITING, "true")],
            { statusTemplate: POD_WAITS },
        ),
        stage(
            "Pod",
            "pod-gates-met",
            [...serving, isNot(OF_A_JOB, "true"), isAbsent(NOT_SERVING), notReady, is(GATES_MET, "true")],
            {
                statusTemplate: POD_READY_BY_GATES,
            },
        ),
        stage(
            "Pod",
            "pod-gates-unmet",
            [...serving, isNot(OF_A_JOB, "true"), isAbsent(NOT_SERVING), ready, is(GATES_MET, "false")],
            {
                statusTemplate: POD_READY_BY_GATES,
            },
        ),
        stage("Pod", "pod-completes", [...serving, is(OF_A_JOB, "true")], { statusTemplate: POD_COMPLETES }),
        stage(
            "Pod",
            "pod-is-deleted",
            [heard, exists(DELETED)],
            { delete: true },
            {
                durationMilliseconds: 0,
                durationFrom: { jq: { expression: ENDS_WITHIN } },
            },
        ),
    ];
}

function stage(
    kind: "Node" | "Pod",
    name: string,
    matchExpressions: readonly Expression[],
    next: object,
    delay?: number | object,
): object {
    return {
        apiVersion: "kwok.x-k8s.io/v1alpha1",
        kind: "Stage",
        metadata: { name },
        spec: {
            resourceRef: { apiGroup: "v1", kind },
            selector: { matchExpressions },
            ...(delay === undefined
                ? {}
                : { delay: typeof delay === "number" ? { durationMilliseconds: delay } : delay }),
            next,
        },
    };
}
