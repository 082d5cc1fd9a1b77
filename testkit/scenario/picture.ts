import { writeFileSync } from "node:fs";
import type { OperatorLine } from "../operator/line";
import type { PodEntry, TimelineEntry } from "../operator/timeline";
import { type Change, wantedOf } from "./change";
import type { TimedStep } from "./timedStep";
import { isOf } from "./timelines/completion";
import { conditionOf } from "./timelines/condition";
import type { WantedRollout } from "./timelines/wantedRollout";

/** Pods whose broker runs, and those of them that take traffic. */
export type Counts = readonly [running: number, serving: number];

/** An EMQX cluster at one moment, and until the next one. */
export interface TimelineSample {
    /** Seconds since the update began. */
    readonly t: number;
    /** The operator's condition of the EMQX object. */
    readonly condition: string;
    readonly oldCores: Counts;
    readonly newCores: Counts;
    readonly oldReplicants: Counts;
    readonly newReplicants: Counts;
}

/** A recorded upgrade, as `docs/upgrade-timeline.json` keeps it. */
export interface TimelinePicture {
    readonly title: string;
    /** Replicants that take traffic at the least, old and new together. */
    readonly budget: number;
    readonly marks: readonly { readonly t: number; readonly text: string }[];
    readonly samples: readonly TimelineSample[];
}

/** What a picture is made of. */
interface Recorded {
    readonly entries: readonly TimelineEntry[];
    readonly steps: readonly Pick<TimedStep, "type" | "urn" | "at" | "until">[];
    readonly rollout?: OperatorLine["rollout"];
}

/** What `docs/upgrade-timeline.svg` shows of a change that restarts EMQX and then moves its load balancer. */
export function pictureOf(
    { entries, steps, rollout }: Recorded,
    wanted: WantedRollout,
    title: string,
): TimelinePicture {
    const [first] = entries;
    if (first === undefined) throw new Error("nothing was recorded");
    const balancers = steps.filter(({ urn }) => urn.includes("MqttLoadBalancer"));
    const before = new Set(Object.keys(first.sets));
    // In place the pods of one set are old and new ones.
    const isOld = (pod: PodEntry) => (rollout === "inPlace" ? !isOf(pod, wanted) : before.has(pod.set));
    const object = steps.find(({ type }) => type.endsWith(":EMQX"));
    return {
        title,
        budget: wanted.replicas.replicant - 1,
        marks: [
            { t: tenths(object?.until ?? 0), text: "EMQX object changed" },
            { t: tenths(Math.min(...balancers.map(({ at }) => at))), text: "gate opens" },
            { t: tenths(Math.max(...balancers.map(({ until }) => until))), text: "Services moved" },
        ],
        samples: thinned(entries.map((entry) => sampleOf(entry, isOld))),
    };
}

/** Writes the picture's data where `EMQX_ACK_TIMELINE` says; otherwise nothing. */
export function keepPicture(change: Change, title: string): void {
    const file = process.env.EMQX_ACK_TIMELINE;
    if (!file) return;
    // Pairs on a line, as the formatter of this repository has them.
    const text = JSON.stringify(pictureOf(change, wantedOf(change), title), null, 2);
    writeFileSync(file, `${text.replace(/\[\s+(\d+),\s+(\d+)\s+\]/g, "[$1, $2]")}\n`);
}

function sampleOf({ t, emqx, pods, sets }: TimelineEntry, isOld: (pod: PodEntry) => boolean): TimelineSample {
    const counts = (role: string, old: boolean): Counts => {
        const own = Object.values(pods).filter(
            (pod) => pod.role === role && pod.set in sets && isOld(pod) === old,
        );
        return [own.filter((pod) => pod.containersReady).length, own.filter((pod) => pod.ready).length];
    };
    return {
        t: tenths(t),
        condition: emqx === undefined ? "" : conditionOf(emqx),
        oldCores: counts("core", true),
        newCores: counts("core", false),
        oldReplicants: counts("replicant", true),
        newReplicants: counts("replicant", false),
    };
}

/** Without samples that show nothing new; the last one stays, for the end of the recording. */
function thinned(samples: readonly TimelineSample[]): TimelineSample[] {
    const content = ({ t: _, ...rest }: TimelineSample) => JSON.stringify(rest);
    return samples.filter(
        (sample, i) =>
            i === 0 ||
            i === samples.length - 1 ||
            content(sample) !== content(samples[i - 1] as TimelineSample),
    );
}

function tenths(seconds: number): number {
    return Math.round(seconds * 10) / 10;
}
