import type { Assessment } from "../../../../../provider/emqx/lines/line/assessment";
import type {
    NodeSet,
    Observation,
    SetPod,
    Target,
} from "../../../../../provider/emqx/lines/line/observation";
import { v2 } from "../../../../../provider/emqx/lines/v2";
import { dataText } from "../../../../../testkit/data";

/** A line of a recording: what there was from this second on, until the next one. */
export interface Recorded {
    readonly t: number;
    readonly error?: string;
    readonly sets?: Readonly<Record<string, RecordedSet>>;
    readonly pods?: Readonly<Record<string, string>>;
    readonly emqx?: { readonly emqx?: RecordedObject };
    readonly events?: readonly string[];
}

interface RecordedSet {
    readonly kind: string;
    readonly image: string;
    readonly want: number;
    readonly ready: number;
}

interface RecordedObject {
    readonly conditions: readonly string[];
    readonly generation: number;
    readonly core?: object;
    readonly replicant?: object;
    /** `core running 5.10.0` by pod, or by Erlang name where there is no pod; "null" for nodes that have no name. */
    readonly nodes?: Readonly<Record<string, string>>;
    readonly evacuating?: readonly (readonly [node: string, state: string])[];
}

export function recorded(folder: string, name: string): Recorded[] {
    const lines = dataText("recordings", folder, `${name}.jsonl`).trim().split("\n");
    return lines.map((line) => JSON.parse(line)).filter(({ error }) => error === undefined);
}

/** Which spec a set carries: recordings have no revision of ours. */
export type RevisionOf = (name: string, set: RecordedSet) => string;

export interface Replay {
    readonly revisionOf: RevisionOf;
    /** Whether the annotation equals the text: recordings do not have it, the sheet of them says when it moved. */
    readonly configApplied?: (generation: number) => boolean;
}

/** What a gate sees of each line of a recording. */
export function observations(lines: readonly Recorded[], { revisionOf, configApplied }: Replay): Seen[] {
    const wasReady = new Set<string>();
    const warned: { reason: string; message: string; at: number }[] = [];
    return lines.map((line) => {
        const { t, emqx } = line;
        const object = emqx?.emqx;
        for (const [pod, state] of Object.entries(line.pods ?? {})) {
            if (state.split(" ").includes("ready")) wasReady.add(pod);
        }
        for (const event of line.events ?? []) {
            const [, reason = "", message = ""] = /^Warning EMQX\/\S+ (\w+): (.*)$/s.exec(event) ?? [];
            if (reason !== "") warned.push({ reason, message, at: t * 1000 });
        }
        const text = configApplied?.(object?.generation ?? 0) === false ? "new" : "old";
        const status = v2.status({
            metadata: { annotations: { "apps.emqx.io/last-emqx-configuration": "old" } },
            spec: { config: { data: text } },
            status: object && statusOf(object),
        });
        const seen: Observation = {
            ...status,
            ...(object === undefined ? { missing: true } : {}),
            sets: Object.entries(line.sets ?? {}).map(
                ([name, set]): NodeSet => ({
                    name,
                    role: set.kind === "StatefulSet" ? "core" : "replicant",
                    revision: revisionOf(name, set),
                    wanted: set.want,
                    ready: set.ready,
                    pods: podsOf(line, name, revisionOf(name, set), wasReady),
                }),
            ),
            warned: warned.filter(({ at }) => at > (t - 60) * 1000),
        };
        return { t, seen };
    });
}

export interface Seen {
    readonly t: number;
    readonly seen: Observation;
}

/** The object's status as this line's operator writes it. */
function statusOf(object: RecordedObject): object {
    const nodes = Object.entries(object.nodes ?? {}).map(([name, said]) => {
        const [role, status, version] = said.split(" ");
        return { ...(name === "null" ? {} : { name }), role, status, version };
    });
    return {
        conditions: object.conditions.map((type) => ({ type, status: "True" })),
        coreNodes: nodes.filter(({ role }) => role === "core"),
        replicantNodes: nodes.filter(({ role }) => role === "replicant"),
        coreNodesStatus: object.core,
        replicantNodesStatus: object.replicant,
        nodeEvacuationsStatus: object.evacuating?.map(([nodeName, state]) => ({ nodeName, state })),
    };
}

/** A pod that was ready once may hold clients whether it takes traffic or not. */
function podsOf({ pods = {} }: Recorded, set: string, revision: string, wasReady: Set<string>): SetPod[] {
    return Object.entries(pods)
        .filter(([name]) => name.startsWith(`${set}-`))
        .map(([name, state]) => ({
            name,
            revision,
            containersReady: wasReady.has(name),
            ready: state.split(" ").includes("ready"),
        }));
}

/** How a wait for a rollout ends on a recording. */
export type Ending =
    | { readonly done: number; readonly assessment: Assessment }
    | { readonly stall: string; readonly at: number; readonly sentence: string }
    | undefined;

/** Looks twice a second, as long after the last line as is said, as `waitForRollout` does. */
export function watch(all: readonly Seen[], target: Target, secondsAfter: number): Ending {
    let since: number | undefined;
    const stalls = new Map<string, number>();
    const last = (all.at(-1)?.t ?? 0) + secondsAfter;
    for (let t = all[0]?.t ?? 0; t <= last; t += 0.5) {
        const { seen } = all.filter((one) => one.t <= t).at(-1)!;
        const now = v2.done(
            { ...seen, warned: seen.warned?.filter(({ at }) => at > (t - 60) * 1000) },
            target,
        );
        since = now.done ? (since ?? t) : undefined;
        if (since !== undefined && t - since >= v2.holdSeconds) return { done: t, assessment: now };
        for (const kind of stalls.keys()) {
            if (!now.stalls?.some((stall) => stall.kind === kind)) stalls.delete(kind);
        }
        for (const { kind, sentence, afterSeconds } of now.stalls ?? []) {
            stalls.set(kind, stalls.get(kind) ?? t);
            if (t - stalls.get(kind)! >= afterSeconds) return { stall: kind, at: t, sentence };
        }
    }
    return undefined;
}
