import type { Meanwhile, Scenario } from "../../conformance/scenario";
import { objectOf, type Stage } from "../../conformance/stage";
import type { State } from "../../conformance/state";
import { OPERATOR_API_USER } from "../../names";

/**
 * The changes of the recordings of operator 3.0; settings as tests/data/README.md and objects-created.yaml have them, but for waits
 * and rates of evacuations, which are shorter here.
 */

interface Variant {
    readonly image: string;
    readonly roots?: Record<string, unknown>;
    readonly cores?: number;
    readonly replicants?: number;
    readonly coreSelector?: string;
    readonly replicantSelector?: string;
    readonly coreEnv?: string;
    readonly replicantEnv?: string;
    readonly coreLabels?: Record<string, string>;
    readonly storage?: string;
    readonly budget?: { readonly maxSurge?: number; readonly maxUnavailable?: number | string };
    readonly evacuation?: Record<string, unknown>;
}

const ROOTS = { mqtt: { max_packet_size: "1MB" } };
const RESTART = { ...ROOTS, durable_sessions: { enable: false } };
const SURGE = { maxSurge: 1, maxUnavailable: 0 };

function spec(variant: Variant): Record<string, any> {
    const { image, roots = ROOTS, cores = 3, replicants = 3, budget, evacuation } = variant;
    const role = (selector: string, env = "1") => ({
        nodeSelector: { role: selector },
        env: [{ name: "A", value: env }],
        resources: { requests: { cpu: "500m", memory: "1Gi" } },
    });
    const { coreSelector = "core", replicantSelector = "replicant", coreLabels, storage = "500Mi" } = variant;
    return {
        image,
        config: { roots },
        coreTemplate: {
            ...(coreLabels === undefined ? {} : { metadata: { labels: coreLabels } }),
            spec: {
                replicas: cores,
                ...role(coreSelector, variant.coreEnv),
                persistentVolumeClaimSpec: {
                    accessModes: ["ReadWriteOnce"],
                    // Recorded with another provisioner, which took every claim.
                    storageClassName: "alicloud-disk-topology-alltype",
                    resources: { requests: { storage } },
                },
            },
        },
        replicantTemplate: {
            spec: { replicas: replicants, ...role(replicantSelector, variant.replicantEnv) },
        },
        updateStrategy: {
            type: "RollingUpdate",
            evacuationStrategy: {
                type: "NodeEvacuation",
                connectionEvictionRate: 1000,
                sessionEvictionRate: 1000,
                waitHealthCheck: 2,
                waitTakeover: 2,
                ...evacuation,
            },
            ...(budget === undefined ? {} : { replicants: budget }),
        },
    };
}

/** What a series begins with, where its recordings begin in the middle of one. */
function beginning(variant: Variant): Scenario {
    return { name: "beginning", spec: spec(variant), untilState: isReady };
}

/** The same after a rollout: a set that has had none looks otherwise to who takes its first one back. */
function rolled(variant: Variant): Scenario[] {
    const before = { ...variant, image: "emqx/emqx:5.10.0", evacuation: { type: "Disabled" } };
    return [beginning(before), { ...beginning(variant), name: "first rollout" }];
}

function isReady({ emqx }: State): boolean {
    const { Ready, CoreNodesProgressing } = emqx?.detail ?? {};
    return Ready?.[0] === "True" && Ready[2] === emqx?.generation && CoreNodesProgressing?.[0] === "False";
}

/** All that the third spec asks for is there, beside what is left of the second. */
function isAvailableAgain({ emqx }: State): boolean {
    const { Available } = emqx?.detail ?? {};
    return Available?.[0] === "True" && Available[2] === 3;
}

const isEvacuating = ({ emqx }: State) => (emqx?.evacuating.length ?? 0) > 0;
const said = (type: string, reason: string) => (state: State) => state.emqx?.detail?.[type]?.[1] === reason;
const runs = (image: string, kind: string, ready: number) => (state: State) =>
    Object.values(state.sets).some(
        (set) => set.kind === kind && set.image.endsWith(image) && set.want > 0 && set.ready >= ready,
    );
/** For some seconds from when it was first asked. */
function after(seconds: number, isSo: (state: State) => boolean = () => true): Meanwhile["when"] {
    let since: number | undefined;
    return (state) => {
        if (isSo(state)) since ??= Date.now();
        return since !== undefined && Date.now() - since > seconds * 1000;
    };
}

const faults = (change: (of: NonNullable<Stage["own"]>["brokers"]["faults"]) => void) => ({
    act: async ({ own }: Stage) => {
        if (own !== undefined) change(own.brokers.faults);
    },
});

/** A push of this root is refused by EMQX's own rules. */
const REJECTED = { mqtt: { no_such_key: 1 } };

const first: Variant = { image: "emqx/emqx:6.0.0" };
const second: Variant = { image: "emqx/emqx:6.0.1" };
const restarted: Variant = { ...second, roots: RESTART };

/** Of an object with the strategy that adds before it takes away. */
const surged: Variant = { image: "emqx/emqx:6.1.0", roots: RESTART, budget: SURGE };
const rejected: Variant = { ...surged, image: "emqx/emqx:6.2.4" };
const repaired: Variant = { ...rejected, roots: { ...RESTART, mqtt: { max_packet_size: "2MB" } } };
const interrupted: Variant = { ...repaired, image: "emqx/emqx:6.2.2" };
const changedTwice: Variant = { ...repaired, image: "emqx/emqx:6.2.1" };
const pushed: Variant = { ...changedTwice, roots: { ...RESTART, mqtt: { max_packet_size: "3MB" } } };

/** Of an object with the default strategy. */
const swift: Variant = { image: "emqx/emqx:6.2.5", evacuation: { type: "Disabled" } };
const usual: Variant = { image: "emqx/emqx:6.2.5" };
const renewed: Variant = { ...usual, replicantEnv: "nonce" };
const withListener: Variant = {
    ...renewed,
    roots: { ...ROOTS, listeners: { tcp: { extra: { bind: "0.0.0.0:1993" } } } },
};
const whileDown: Variant = { ...withListener, image: "emqx/emqx:6.2.3" };

const coresOnly: Variant = { ...first, replicants: 0 };
const fourCores: Variant = { ...coresOnly, cores: 4 };
const twoCores: Variant = { ...coresOnly, cores: 2 };

/** What was recorded one after the other on one object, cut where a series would become long. */
export const SERIES: Readonly<Record<string, readonly Scenario[]>> = {
    "v3-first": [
        { name: "create", spec: spec(first) },
        { name: "image", spec: spec(second) },
        { name: "config-restart", spec: spec(restarted) },
    ],
    "v3-surge": [
        beginning(restarted),
        { name: "image-surge1-unavailable0", spec: spec(surged) },
        {
            name: "config-rejected-with-image",
            spec: spec({ ...rejected, roots: { ...RESTART, ...REJECTED } }),
            meanwhile: { when: after(10, said("ConfigApplied", "ConfigRejected")), spec: spec(repaired) },
        },
    ],
    "v3-interrupted": [
        beginning(repaired),
        {
            name: "operator-killed-mid-rollout",
            spec: spec(interrupted),
            meanwhile: [
                { when: isEvacuating, act: stopOperator },
                { when: after(6), act: startOperator },
            ],
        },
        {
            name: "spec-changed-mid-rollout",
            spec: spec({ ...repaired, image: "emqx/emqx:6.2.0" }),
            meanwhile: { when: isEvacuating, spec: spec(changedTwice) },
            // Whether the set between grows once more before it is out of date.
            leftToTiming: ["replicant 3 wants 2", "replicant 3 wants 1 (time 2)"],
        },
    ],
    "v3-replicas": [
        ...rolled(changedTwice),
        { name: "replicas-up", spec: spec({ ...changedTwice, cores: 5, replicants: 5 }) },
        { name: "replicas-down-replicants", spec: spec({ ...changedTwice, cores: 5 }) },
        { name: "replicas-down-cores", spec: spec(changedTwice), holdSeconds: 4 },
        { name: "config-runtime", spec: spec(pushed) },
        {
            name: "config-rejected-400",
            spec: spec({ ...pushed, roots: { ...RESTART, ...REJECTED } }),
            meanwhile: { when: after(10, said("ConfigApplied", "ConfigRejected")), spec: spec(pushed) },
        },
        {
            name: "core-unscheduled-and-revert",
            spec: spec({ ...pushed, coreSelector: "nowhere" }),
            meanwhile: { when: after(6, said("CoreNodesProgressing", "RollingUpdate")), spec: spec(pushed) },
        },
    ],
    "v3-environment": [
        beginning(pushed),
        { name: "environment-both", spec: spec({ ...pushed, coreEnv: "2", replicantEnv: "2" }) },
        { name: "environment-replicants", spec: spec({ ...pushed, coreEnv: "2", replicantEnv: "3" }) },
    ],
    "v3-unreachable": [
        beginning(pushed),
        {
            name: "node-unreachable-in-evacuation",
            spec: spec({ ...pushed, image: "emqx/emqx:6.2.6" }),
            meanwhile: [
                { when: isEvacuating, act: loseEvacuated },
                { when: after(8), ...faults(({ unreachable }) => unreachable.clear()) },
            ],
        },
    ],
    "v3-secrets": [
        { name: "secrets", act: makeSecrets, untilState: () => true },
        { name: "secrets-made-before", spec: spec(first) },
        { name: "evacuation-disabled-image", spec: spec(swift) },
        { name: "strategy-only", spec: spec(usual) },
        ...["422", "503"].map(
            (status): Scenario => ({
                name: `config-rejected-${status}`,
                act: async (stage) => {
                    if (stage.own !== undefined) stage.own.brokers.faults.configStatus = Number(status);
                    await apply(stage, spec({ ...usual, roots: { mqtt: { max_packet_size: "4MB" } } }));
                },
                meanwhile: {
                    when: after(8, said("ConfigApplied", "ConfigRejected")),
                    act: async (stage) => {
                        await apply(stage, spec(usual));
                        if (stage.own !== undefined) stage.own.brokers.faults.configStatus = undefined;
                    },
                },
            }),
        ),
        {
            name: "new-image-does-not-boot",
            act: async (stage) => {
                if (stage.own !== undefined) stage.own.brokers.faults.coresNeverReady = "emqx/emqx:6.2.7";
                await apply(stage, spec({ ...usual, image: "emqx/emqx:6.2.7" }));
            },
            meanwhile: {
                when: (state) => isEvacuating(state) && runs(":6.2.7", "ReplicaSet", 2)(state),
                spec: spec(usual),
            },
            holdSeconds: 5,
        },
        { name: "stuck-after-revert-then-new-template", spec: spec(renewed) },
    ],
    "v3-steady": [
        beginning(renewed),
        {
            name: "core-unreachable-steady",
            ...faults(({ unreachable }) => unreachable.add("emqx-core-1")),
            meanwhile: {
                when: after(6, said("Ready", "CoreNodesProgressing")),
                ...faults(({ unreachable }) => unreachable.clear()),
            },
        },
        { name: "config-listener-added", spec: spec(withListener) },
        {
            name: "change-while-operator-down",
            act: async (stage) => {
                await stopOperator(stage);
                await apply(stage, spec(whileDown));
            },
            meanwhile: { when: after(5), act: startOperator },
        },
        {
            name: "image-reverted-mid-rollout-stuck",
            spec: spec({ ...whileDown, image: "emqx/emqx:6.4.0" }),
            meanwhile: { when: isEvacuating, spec: spec(whileDown) },
            // Recorded: in the same second as the change back.
            leftToTiming: ["evacuation 1 begins"],
            holdSeconds: 6,
        },
    ],
    "v3-cores-only": [
        { name: "create-cores-only", spec: spec(coresOnly) },
        { name: "cores-only-image", spec: spec({ ...coresOnly, ...second }) },
        { name: "cores-only-to-replicants", spec: spec(second) },
        { name: "replicants-to-cores-only", spec: spec({ ...coresOnly, ...second }) },
    ],
    "v3-four-cores": [
        beginning(fourCores),
        { name: "cores-only-replicas-down", spec: spec(twoCores), holdSeconds: 4 },
        { name: "cores-only-replicas-up-again", spec: spec(fourCores) },
        { name: "core-template-label-only", spec: spec({ ...fourCores, coreLabels: { team: "one" } }) },
    ],
    "v3-slow": [
        beginning(fourCores),
        {
            name: "config-slow-with-image",
            act: async (stage) => {
                if (stage.own !== undefined) stage.own.brokers.faults.configSeconds = 6;
                const roots = { mqtt: { max_packet_size: "5MB" } };
                await apply(stage, spec({ ...fourCores, image: "emqx/emqx:6.3.1", roots }));
            },
        },
    ],
    "v3-killed": [
        beginning(first),
        {
            name: "pod-killed-while-ready",
            act: async (stage) => deletePod(stage, "replicant"),
            meanwhile: { when: after(2), act: keepCoreAway },
            // A set is short of the pod, or of its revision, while that is made again: whether a pass meets it is chance.
            leftToTiming: ["True ScalingUp", "True RollingUpdate", "False Converged"].flatMap((said) =>
                ["", " (time 2)", " (time 3)", " (time 4)"].map(
                    (time) => `CoreNodesProgressing ${said} of 1${time}`,
                ),
            ),
        },
        {
            name: "core-storage-size",
            spec: spec({ ...first, storage: "1Gi" }),
            meanwhile: { when: after(8, ({ emqx }) => emqx?.generation === 2), spec: spec(first) },
        },
        {
            name: "image-maxunavailable-67-percent",
            spec: spec({ ...first, image: "emqx/emqx:6.3.0", budget: { maxUnavailable: "67%" } }),
        },
        {
            name: "config-runtime-remove",
            spec: spec({
                ...first,
                image: "emqx/emqx:6.3.0",
                budget: { maxUnavailable: "67%" },
                roots: { log: { console: { level: "info" } } },
            }),
        },
        { name: "delete" },
    ],
    "v3-storage": [
        beginning(first),
        {
            name: "core-storage-size-with-image",
            spec: spec({ ...first, storage: "1Gi", image: "emqx/emqx:6.5.0" }),
            meanwhile: {
                when: after(8, ({ emqx }) => emqx?.generation === 2),
                spec: spec({ ...first, image: "emqx/emqx:6.5.0" }),
            },
        },
    ],
    "v3-single": [
        beginning({ ...coresOnly, cores: 1 }),
        { name: "single-core-image", spec: spec({ ...coresOnly, ...second, cores: 1 }) },
    ],
    "v3-key": [
        { name: "secret", act: makeKeyOfOthers, untilState: () => true },
        { name: "api-key-secret-without-operator-line", spec: spec(first), holdSeconds: 6 },
    ],
    "v3-unscheduled": [
        beginning(first),
        {
            name: "replicant-unscheduled-and-revert",
            spec: spec({ ...first, replicantSelector: "nowhere" }),
            meanwhile: [
                {
                    when: after(6, ({ sets }) =>
                        Object.values(sets).some(({ want, ready }) => want === 1 && ready === 0),
                    ),
                    spec: spec(first),
                },
                { when: after(8, isAvailableAgain), act: deleteLeftSet },
            ],
        },
    ],
};

async function apply(stage: Stage, changed: Record<string, any>): Promise<void> {
    await stage.kube.apply({ ...objectOf(stage), spec: changed }, { force: true });
}

async function stopOperator({ own }: Stage): Promise<void> {
    await own?.operator?.stop();
}

async function startOperator({ own }: Stage): Promise<void> {
    await own?.begin();
}

async function loseEvacuated({ kube, namespace, own }: Stage): Promise<void> {
    const pods = await kube.list({ apiVersion: "v1", kind: "Pod", namespace });
    for (const { metadata } of pods) {
        if (await own?.brokers.isEvacuating(metadata.uid)) own?.brokers.faults.unreachable.add(metadata.name);
    }
}

async function deletePod({ kube, namespace }: Stage, role: string): Promise<void> {
    const pods = await kube.list({ apiVersion: "v1", kind: "Pod", namespace });
    const names = pods.map(({ metadata }) => metadata.name as string).filter((name) => name.includes(role));
    const name = role === "core" ? "emqx-core-1" : names[0];
    await kube.delete({ apiVersion: "v1", kind: "Pod", metadata: { name, namespace } });
}

/** Until a look at the settled object, one in 30 s, has found it away, and some passes more: a double's pod is back within seconds. */
async function keepCoreAway(stage: Stage): Promise<void> {
    const end = Date.now() + 90_000;
    for (let passes = 0; passes < 3 && Date.now() < end; ) {
        await deletePod(stage, "core");
        await new Promise((resolve) => setTimeout(resolve, 1500));
        const conditions = (await stage.kube.get(objectOf(stage)))?.status?.conditions ?? [];
        if (conditions.some(({ type, status }: any) => type === "Ready" && status === "False")) passes++;
    }
}

/** The set that keeps a pod nobody takes out of it. */
async function deleteLeftSet({ kube, namespace }: Stage): Promise<void> {
    const sets = await kube.list({ apiVersion: "apps/v1", kind: "ReplicaSet", namespace });
    for (const set of sets) if (set.spec.replicas === 1) await kube.delete(set);
}

async function secret({ kube, namespace }: Stage, name: string, data: Record<string, string>): Promise<void> {
    await kube.apply({ apiVersion: "v1", kind: "Secret", metadata: { name, namespace }, stringData: data });
}

async function makeSecrets(stage: Stage): Promise<void> {
    await secret(stage, "emqx-node-cookie", { node_cookie: "made-before" });
    const keys = ["mine:a-secret", `${OPERATOR_API_USER}:another`].join("\n");
    await secret(stage, "emqx-bootstrap-api-key", { bootstrap_api_key: keys });
}

async function makeKeyOfOthers(stage: Stage): Promise<void> {
    await secret(stage, "emqx-bootstrap-api-key", { bootstrap_api_key: "mine:a-secret" });
}

/**
 * As states are compared: conditions with all that they say; without sets that have been empty all the time, and without how many
 * cores are of the set's own current revision, which OnDelete never moves.
 */
export function reading(states: readonly State[]): readonly State[] {
    const used = new Set(
        states.flatMap(({ sets }) =>
            Object.entries(sets).flatMap(([name, { want, pods, kind }]) =>
                want > 0 || pods > 0 || kind === "StatefulSet" ? [name] : [],
            ),
        ),
    );
    return withoutFalseWindow(withoutMissingPods(states)).map(({ sets, emqx, ...state }) => ({
        ...state,
        sets: Object.fromEntries(Object.entries(sets).filter(([name]) => used.has(name))),
        ...(emqx === undefined ? {} : { emqx: { ...emqx, conditions: [], core: withoutCurrent(emqx.core) } }),
    }));
}

function withoutCurrent(core: Readonly<Record<string, unknown>> | null) {
    const { currentReplicas: _, ...rest } = core ?? {};
    return rest;
}

/** A set whose size stays is short of a pod while its controller makes it again: whether a pass meets that is chance. */
function withoutMissingPods(states: readonly State[]): readonly State[] {
    const sizes = states.flatMap(({ sets }) => sets["emqx-core"]?.want ?? []);
    if (new Set(sizes).size > 1) return states;
    let before: State | undefined;
    return states.map((state) => {
        const { emqx } = state;
        const said = emqx?.detail?.CoreNodesProgressing;
        const other = before?.emqx?.detail?.CoreNodesProgressing;
        const isShort = said?.[1] === "ScalingUp" && other !== undefined && other[2] === said[2];
        const calm =
            isShort && emqx !== undefined
                ? { ...state, emqx: { ...emqx, detail: { ...emqx.detail, CoreNodesProgressing: other } } }
                : state;
        before = calm;
        return calm;
    });
}

/** Longer than a pass takes on a busy machine; a push can make it longer, and does (config-slow-with-image). */
const WINDOW_SECONDS = 5.5;

/**
 * A changed object is called Ready from the first write of a pass on until its sets are compared: how long that is, and whether a sample
 * meets it, is chance. That it is so has a test of its own.
 */
function withoutFalseWindow(states: readonly State[]): readonly State[] {
    const isReadyOf = ({ emqx }: State) => {
        const { Ready } = emqx?.detail ?? {};
        return Ready?.[0] === "True" && Ready[2] === emqx?.generation && Ready[2] > 1;
    };
    return states.map((state, i) => {
        if (!isReadyOf(state)) return state;
        const began = states.findIndex((each) => isReadyOf(each) && sameGeneration(each, state));
        const ended = states.find((each, at) => at > i && sameGeneration(each, state) && !isReadyOf(each));
        const before = states[began - 1];
        const isWindow =
            ended !== undefined &&
            ended.t - (states[began] as State).t < WINDOW_SECONDS &&
            before?.emqx?.detail;
        if (!isWindow || state.emqx === undefined || before?.emqx?.detail === undefined) return state;
        return { ...state, emqx: { ...state.emqx, detail: before.emqx.detail } };
    });
}

function sameGeneration(a: State, b: State): boolean {
    return a.emqx?.generation === b.emqx?.generation;
}

/**
 * What the pace of pods and clients decides: when pods are ready, and with them whether enough are and what is in the way; when the last
 * client has moved, and when a core that came back is done with what it had begun before.
 */
export const LEFT_TO_PACE =
    /^Available |^Ready False | (all|none) ready|^evacuation \d+ done|^evacuation \d+ (begins|over) \(time/;
