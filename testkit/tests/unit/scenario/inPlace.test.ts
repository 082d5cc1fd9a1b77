import * as assert from "node:assert/strict";
import type { PodEntry, TimelineEntry } from "../../../operator/timeline";
import { conditionOf } from "../../../scenario/timelines/condition";
import { irregularities } from "../../../scenario/timelines/irregularities";
import { BALANCER, entry, NEW_IMAGE, OLD_IMAGE, WANTED } from "./entries";

/** How many pods of each role are new, and which of them are ready; three cores and three replicants in all. */
interface Moment {
    readonly newCores: number;
    readonly newReplicants: number;
    readonly unreadyCores?: number;
    readonly unreadyReplicants?: number;
    readonly ready?: string;
}

function moment(t: number, given: Moment): TimelineEntry {
    const { newCores, newReplicants, unreadyCores = 0, unreadyReplicants = 0, ready = "True" } = given;
    const pod = (role: string, set: string, isNew: boolean, isReady: boolean): PodEntry => ({
        set,
        role,
        image: isNew ? NEW_IMAGE : OLD_IMAGE,
        revision: isNew ? "r2" : "r1",
        node: "a-node",
        ready: isReady,
        containersReady: isReady,
        phase: "Running",
    });
    const cores = Array.from({ length: 3 }, (_, i): [string, PodEntry] => [
        `emqx-core-${2 - i}`,
        pod("core", "emqx-core", i < newCores, i >= unreadyCores),
    ]);
    const replicants = Array.from({ length: 3 }, (_, i): [string, PodEntry] => {
        const isNew = i < newReplicants;
        const set = `emqx-replicant-${isNew ? "b" : "a"}`;
        return [`${set}-${i}`, pod("replicant", set, isNew, i >= unreadyReplicants)];
    });
    const set = (kind: "StatefulSet" | "ReplicaSet", image: string, revision: string, count: number) => ({
        kind,
        image,
        want: count,
        pods: count,
        ready: count,
        revision,
    });
    const base = entry(t, {});
    return {
        ...base,
        sets: {
            "emqx-core": set("StatefulSet", NEW_IMAGE, "r2", 3),
            "emqx-replicant-a": set("ReplicaSet", OLD_IMAGE, "r1", 3 - newReplicants),
            "emqx-replicant-b": set("ReplicaSet", NEW_IMAGE, "r2", newReplicants),
        },
        emqx: {
            ...base.emqx!,
            conditions: ["Available"],
            detail: { Ready: [ready, ready === "True" ? "Ready" : "CoreNodesProgressing", 1] },
            core: {},
            replicant: { updateRevision: "b" },
        },
        pods: Object.fromEntries([...cores, ...replicants]),
    };
}

const ROLLING = { ready: "False" };
const ORDERLY = [
    moment(0, { newCores: 0, newReplicants: 0, ...ROLLING }),
    moment(1, { newCores: 1, newReplicants: 0, unreadyCores: 1, ...ROLLING }),
    moment(2, { newCores: 1, newReplicants: 1, unreadyCores: 1, ...ROLLING }),
    moment(3, { newCores: 2, newReplicants: 3, ...ROLLING }),
    moment(4, { newCores: 3, newReplicants: 3 }),
];
const found = (entries: readonly TimelineEntry[], leastServing = 3) =>
    irregularities(entries, [BALANCER], WANTED, { leastServing }, "inPlace");

describe("what is wrong with a timeline of a line in place", () => {
    it("nothing when replicants begin beside the first new core, ready or not", () => {
        assert.deepEqual(found(ORDERLY), []);
    });

    it("replicants begin before there is a new core", () => {
        const early = moment(0.5, { newCores: 0, newReplicants: 1, ...ROLLING });
        const [first] = ORDERLY;
        assert.match(
            found([first!, early, ...ORDERLY.slice(1)]).join(),
            /0\.5 s: replicants .* no such core/,
        );
    });

    it("more than one core is away", () => {
        const away = moment(2.5, { newCores: 2, newReplicants: 1, unreadyCores: 2, ...ROLLING });
        const entries = [...ORDERLY.slice(0, 3), away, ...ORDERLY.slice(3)];
        assert.deepEqual(found(entries), ["2.5 s: 1 of 3 cores are ready"]);
    });

    it("fewer replicants serve than there may be", () => {
        const few = moment(2.5, { newCores: 1, newReplicants: 1, unreadyReplicants: 2, ...ROLLING });
        const entries = [...ORDERLY.slice(0, 3), few, ...ORDERLY.slice(3)];
        assert.deepEqual(found(entries, 2), ["2.5 s: 1 replicants serve, 2 are the least there may be"]);
    });

    it("an old core is left in a set that has the new template, though the object is Ready", () => {
        const left = moment(4, { newCores: 2, newReplicants: 3 });
        assert.match(found([...ORDERLY.slice(0, 4), left]).join(), /at the end 1 old cores run/);
    });

    it("is in a word what keeps the object from being Ready", () => {
        const { emqx } = ORDERLY[1]!;
        assert.equal(conditionOf(emqx), "CoreNodesProgressing");
        assert.equal(conditionOf({ ...emqx!, generation: 2 }), "not seen");
        assert.equal(conditionOf(ORDERLY[4]!.emqx), "Ready");
    });
});
