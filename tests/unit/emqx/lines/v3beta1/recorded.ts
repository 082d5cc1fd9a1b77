import type {
    NodeSet,
    Observation,
    Role,
    SetPod,
    Target,
    Warned,
} from "../../../../../provider/emqx/lines/line/observation";
import { v3beta1 } from "../../../../../provider/emqx/lines/v3beta1";
import { dataText } from "../../../../../testkit/data";

/** A recording of operator 3.0 as the gate would have seen it, at any second. */

/** A line of a recording: what changed, second by second. */
interface Sample {
    readonly t: number;
    readonly sets: Record<string, RecordedSet>;
    readonly emqx: { emqx?: RecordedObject };
    readonly pods: Record<string, string>;
    readonly claims?: readonly string[];
    readonly events?: readonly string[];
}

interface RecordedSet {
    readonly kind: string;
    readonly image: string;
    readonly want: number;
    readonly pods: number;
    readonly ready: number;
    readonly updated?: number;
    /** Of a StatefulSet: the revision of before, and the present one. */
    readonly revisions?: readonly [string, string];
    readonly synced?: boolean;
}

interface RecordedObject {
    readonly generation: number;
    readonly detail: Record<string, [status: string, reason: string, observedGeneration: number]>;
    readonly messages?: Record<string, string>;
    readonly nodes?: Record<string, string>;
    readonly evacuating?: readonly [string, string][];
    readonly replicant?: { readonly updateRevision?: string };
}

export function samplesOf(recording: string): Sample[] {
    const text = dataText("recordings", "operator-3.0", `${recording}.jsonl`).trim();
    return text.split("\n").map((line) => JSON.parse(line));
}

/** The disks of every recording. */
const STORAGE = "500Mi";

/** What the operator's API client adds to an event, which the recordings cut off. Source: its `apiError`. */
const ANSWERS: Readonly<Record<string, string>> = {
    "config-rejected-400": "HTTP 400, response: bad",
    "config-rejected-with-image": "HTTP 400, response: bad",
    "config-rejected-422": "HTTP 422, response: bad",
    "config-rejected-503": "HTTP 503, response: busy",
};

/** Disks that the object asks for by its generation, where it asks for others than there are. */
const ASKED_STORAGE: Readonly<Record<string, Record<number, string>>> = {
    "core-storage-size": { 2: "1Gi" },
    "core-storage-size-with-image": { 2: "1Gi" },
};

/** Generations of which no set was made, since the operator's passes ended before. */
const NEVER_MADE: Readonly<Record<string, number>> = {
    "config-rejected-with-image": 5,
    "core-storage-size-with-image": 2,
};

/** The time of a generation of the object: from its first sample on, until the next one's. */
export interface Phase {
    readonly generation: number;
    readonly from: number;
    readonly until: number;
    /** What the set of each role carries at its end. */
    readonly target: Target;
}

export class Recording {
    private readonly samples: Sample[];

    constructor(public readonly name: string) {
        this.samples = samplesOf(name);
    }

    /** The time of the last sample: nothing changes after it. */
    public get end(): number {
        return this.samples.at(-1)?.t ?? 0;
    }

    /** Without the generation with which the recording begins, which is the state of before. */
    public phases(): Phase[] {
        const generations = [...new Set(this.samples.flatMap(({ emqx }) => emqx.emqx?.generation ?? []))];
        const from = (generation: number) =>
            this.samples.find(({ emqx }) => emqx.emqx?.generation === generation)?.t ?? 0;
        return generations
            .map((generation, i) => {
                const next = generations[i + 1];
                const until = next === undefined ? Number.POSITIVE_INFINITY : from(next);
                return { generation, from: from(generation), until, target: this.target(generation) };
            })
            .filter(({ generation }) => generation !== this.samples[0]?.emqx.emqx?.generation);
    }

    /** What a generation of the object asks for: what its sets came to be in its time. */
    private target(generation: number): Target {
        const last = this.samples.filter(({ emqx }) => emqx.emqx?.generation === generation).at(-1);
        const sets = Object.entries(last?.sets ?? {});
        const [, core] = sets.find(([, { kind }]) => kind === "StatefulSet") ?? [];
        const alive = sets.filter(([, { kind, want }]) => kind === "ReplicaSet" && want > 0);
        // Where two have pods, the operator says which is the new one.
        const updating = last?.emqx.emqx?.replicant?.updateRevision ?? "none";
        const [name, replicant] = alive.find(([set]) => set.endsWith(updating)) ?? alive[0] ?? [];
        const never = NEVER_MADE[this.name] === generation;
        return {
            revisions: {
                core: never ? "never made" : (core?.revisions?.[1] ?? "none"),
                replicant: never ? "never made" : (name ?? "none"),
            },
            replicas: { core: core?.want ?? 3, replicant: alive.length > 1 ? 3 : (replicant?.want ?? 0) },
            version: "",
        };
    }

    /** What the gate sees at a second. */
    public at(seconds: number, target: Target): Observation {
        const sample = this.samples.filter(({ t }) => t <= seconds).at(-1) ?? (this.samples[0] as Sample);
        const object = sample.emqx.emqx;
        const at = EPOCH + seconds * 1000;
        if (object === undefined)
            return { at, missing: true, sets: [], ready: false, configApplied: false, nodes: [] };
        const asked = ASKED_STORAGE[this.name]?.[object.generation] ?? STORAGE;
        const claim = { resources: { requests: { storage: asked } } };
        return {
            at,
            ...v3beta1.status(asObject(object)),
            asked: {
                spec: { coreTemplate: { spec: { persistentVolumeClaimSpec: claim } } },
                replicas: target.replicas,
                revisions: target.revisions,
                changedAt: EPOCH + Math.floor(this.changed(object.generation)) * 1000,
                writers: [],
            },
            sets: Object.entries(sample.sets).map(([name, set]) => nodeSet(name, set, sample)),
            warned: this.warned(seconds),
        };
    }

    private changed(generation: number): number {
        return this.samples.find(({ emqx }) => emqx.emqx?.generation === generation)?.t ?? 0;
    }

    /** Events of the last minute. */
    private warned(seconds: number): Warned[] {
        return this.samples
            .filter(({ t }) => t <= seconds && seconds - t < 60)
            .flatMap(({ t, events = [] }) =>
                events.flatMap((event): Warned[] => {
                    const [, reason = "", message = ""] =
                        /^Warning EMQX\/\S+ (\w+): (.*)$/s.exec(event) ?? [];
                    if (reason === "") return [];
                    return [
                        { reason, message: `${message} ${ANSWERS[this.name] ?? ""}`, at: EPOCH + t * 1000 },
                    ];
                }),
            );
    }
}

const EPOCH = Date.UTC(2026, 10, 28);

function asObject({
    generation,
    detail,
    messages = {},
    nodes = {},
    evacuating = [],
}: RecordedObject): object {
    return {
        metadata: { generation },
        status: {
            conditions: Object.entries(detail).map(([type, [status, reason, observedGeneration]]) => ({
                type,
                status,
                reason,
                observedGeneration,
                message: messages[type] ?? "",
            })),
            clusterNodes: Object.entries(nodes).map(([name, said]) => {
                const [role = "", status = "", version = ""] = said.split(" ");
                return { name, role, status, version };
            }),
            nodeEvacuations: evacuating.map(([nodeName, state]) => ({ nodeName, state })),
        },
    };
}

function nodeSet(name: string, set: RecordedSet, { pods }: Sample): NodeSet {
    const role: Role = set.kind === "StatefulSet" ? "core" : "replicant";
    const revision = role === "core" ? set.revisions?.[1] : name;
    const own = Object.entries(pods)
        .filter(([pod]) => pod.startsWith(`${name}-`))
        .sort(([a], [b]) => (a < b ? -1 : 1));
    // The operator makes cores anew from the highest ordinal down.
    const outdated = role === "core" ? Math.max(0, own.length - (set.updated ?? own.length)) : 0;
    return {
        name,
        role,
        ...(revision === undefined ? {} : { revision }),
        wanted: set.want,
        ready: set.ready,
        image: set.image,
        ...(role === "core" ? { storage: STORAGE } : {}),
        status: { current: set.synced ?? true, total: set.pods, updated: set.updated ?? set.pods },
        pods: own.map(
            ([pod, said], i): SetPod => ({
                name: pod,
                ...(revision === undefined ? {} : { revision: i < outdated ? "before" : revision }),
                ready: / ready/.test(said),
                containersReady: / ready/.test(said),
                ...(/ ready/.test(said) ? {} : { trouble: said }),
            }),
        ),
    };
}
