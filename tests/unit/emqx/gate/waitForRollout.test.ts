import { strict as assert } from "node:assert";
import { waitForRollout } from "../../../../provider/emqx/gate/waitForRollout";
import { WaitFailed } from "../../../../provider/emqx/gate/watch";
import type { NodeSet, Observation } from "../../../../provider/emqx/lines/line/observation";
import { v2beta1 } from "../../../../provider/emqx/lines/v2beta1";
import { observation, rolledOut, set, THREE, target } from "../lines/v2beta1/observations";

const goal = {
    line: v2beta1,
    namespace: "mqtt",
    instance: "emqx",
    target,
    changes: true,
    timeoutSeconds: 60,
};
const pending = observation([set("core", "core-new", ["ready", "pending", "pending"])], { ready: false });

/** Waits on a clock of its own; `see` is asked at every look. */
async function watched(see: (seconds: number) => Observation, change: Partial<typeof goal> = {}) {
    const lines: string[] = [];
    const warnings: string[] = [];
    let now = 0;
    const retired: string[] = [];
    const access = {
        observe: async () => see(now / 1000),
        lastWords: async (_namespace: string, pod: string) => `${pod} says goodbye`,
        growClaim: async () => undefined,
        retire: async (_namespace: string, { name }: { name: string }) => {
            if (name.includes("forbidden")) throw new Error("no");
            retired.push(name);
        },
    };
    const nodes = await waitForRollout({ ...goal, ...change }, access, {
        report: (line) => lines.push(line),
        warn: (line) => warnings.push(line),
        now: () => now,
        sleep: async (milliseconds) => {
            now += milliseconds;
        },
    });
    return { nodes, lines, warnings, retired, seconds: now / 1000 };
}

describe("waiting for a rollout", () => {
    it("returns at once when there is nothing to wait for, with the nodes", async () => {
        const nodes = [{ node: "emqx@a", role: "core", version: "5.7.2", status: "running" }];
        const seen = await watched(() => ({ ...rolledOut, nodes }));
        assert.equal(seen.seconds, 0);
        assert.deepEqual(seen.nodes, nodes);
        assert.deepEqual(seen.lines, []);
    });

    it("says how far it is, once for each change", async () => {
        const { lines, seconds } = await watched((s) =>
            s < 10
                ? pending
                : s < 20
                  ? observation([set("core", "core-new", [...THREE])], { ready: false })
                  : rolledOut,
        );
        assert.equal(seconds, 20);
        assert.deepEqual(lines, [
            "0s cores 1/3, replicants 0/3 - core-new-1 (and 1 more): cannot be scheduled: 0/6 nodes are available",
            "10s cores 3/3, replicants 0/3",
        ]);
    });

    it("outlives an API server that is away for a while", async () => {
        const { lines, seconds } = await watched((s) => {
            if (s >= 4 && s < 24) throw new Error("connect ECONNREFUSED 127.0.0.1:6443\nat somewhere");
            return s < 30 ? pending : rolledOut;
        });
        assert.equal(seconds, 30);
        assert.ok(
            lines.includes("4s API server does not answer (connect ECONNREFUSED 127.0.0.1:6443)"),
            lines.join("\n"),
        );
    });

    it("fails with the cluster's reasons when it stands still", async () => {
        await assert.rejects(
            watched(() => pending),
            (error: Error) => {
                assert.ok(error instanceof WaitFailed);
                assert.match(
                    error.message,
                    /^EMQX "emqx" in namespace "mqtt" did not roll out within 1 min: cores 1\/3, replicants 0\/3\./,
                );
                assert.match(error.message, /core-new-1 \(and 1 more\): cannot be scheduled/);
                assert.match(error.message, /Run the update again/);
                return true;
            },
        );
    });

    it("says last what a crashed broker said last", async () => {
        const [crashing, ...others] = pending.sets;
        const pods = crashing!.pods.map((pod, i) => (i === 2 ? { ...pod, crashed: true } : pod));
        const seen = { ...pending, sets: [{ ...crashing!, pods }, ...others] };
        await assert.rejects(
            watched(() => seen),
            /\n {2}last lines of core-new-2: core-new-2 says goodbye\n/,
        );
    });

    it("tells when the API server has not answered to the end", async () => {
        await assert.rejects(
            watched((s) => {
                if (s > 10) throw new Error("connect ECONNREFUSED");
                return pending;
            }),
            /cores 1\/3.*\n {2}the API server does not answer: connect ECONNREFUSED/,
        );
    });

    const asked = { replicas: target.replicas, revisions: target.revisions, writers: [] };

    it("goes by the number of nodes that somebody else wrote, and says so once", async () => {
        const five = observation([
            set("core", "core-new", [...THREE]),
            set("replicant", "replicant-new", [...THREE, "ready", "ready"]),
        ]);
        const scaled = { ...asked, replicas: { core: 3, replicant: 5 } };
        const { warnings, seconds } = await watched((s) =>
            s < 10 ? { ...rolledOut, asked: scaled } : { ...five, asked: scaled },
        );
        assert.equal(seconds, 10);
        assert.equal(warnings.length, 1);
        assert.match(warnings[0]!, /asks for 5 replicants, and 3 were sent/);
    });

    it("does not wait for pods that never come, since somebody replaced what was sent", async () => {
        const other = { ...asked, revisions: { core: "core-new", replicant: "somebody-else" } };
        let looks = 0;
        await assert.rejects(
            watched(() => {
                looks++;
                return { ...rolledOut, asked: other };
            }),
            /is not what was sent: somebody gave its replicants other pods/,
        );
        assert.equal(looks, 1);
    });

    it("does not wait for an object that is not there, but for a moment", async () => {
        let at = 0;
        await assert.rejects(
            watched((s) => {
                at = s;
                return observation([], { missing: true });
            }),
            /EMQX "emqx" in namespace "mqtt" is not there: .*somebody deleted it.*pulumi up --refresh makes it anew/,
        );
        assert.ok(at >= 14 && at <= 18, String(at));
        const back = await watched((s) =>
            s < 6 ? observation([], { missing: true }) : { ...rolledOut, asked },
        );
        assert.equal(back.seconds, 6);
    });

    it("does not wait for a pod that restarts where the update changes nothing, and names it", async () => {
        const restarting = observation(
            [
                set("core", "core-new", [...THREE]),
                set("replicant", "replicant-new", ["ready", "ready", "pending"]),
            ],
            { ready: false },
        );
        const nothing = { changes: false };
        const { seconds, warnings } = await watched(() => restarting, nothing);
        assert.equal(seconds, 0);
        assert.match(
            warnings[0]!,
            /runs what was asked for, but a pod of it is not ready \(cores 3\/3, replicants 2\/3\): replicant-new-2: cannot be scheduled/,
        );
        const waits = async (seen: Observation, change: object) =>
            (await watched((s) => (s < 10 ? seen : rolledOut), change)).seconds === 10;
        assert.ok(await waits(restarting, {}), "the update's own rollout");
        const old = set("core", "core-old", ["evacuating"]);
        for (const [what, seen] of Object.entries({
            "a rollout that an earlier run began": observation([...restarting.sets, old], { ready: false }),
            "an operator that is not at its end": { ...rolledOut, ready: false },
            "a configuration that an earlier run sent": { ...restarting, configApplied: false },
            "more pods than may be missing": observation(
                [set("core", "core-new", ["ready", "pending", "pending"]), rolledOut.sets[1]!],
                { ready: false },
            ),
        }))
            assert.ok(await waits(seen, nothing), what);
    });

    const withAbandoned = (abandoned: NodeSet) => observation([...rolledOut.sets, abandoned]);
    const abandoned = set("core", "core-abandoned", ["pending", "pending", "pending"]);

    it("empties the set of an update that was taken back, and says so", async () => {
        const { retired, warnings } = await watched(() => withAbandoned(abandoned));
        assert.deepEqual(retired, ["emqx-core-abandoned"]);
        assert.match(warnings[0] ?? "", /statefulset emqx-core-abandoned is left over.*scaled to 0/);
    });

    it("leaves a set of somebody else's object alone, and names the command", async () => {
        const { revision, ...foreign } = abandoned;
        const { retired, warnings } = await watched(() => withAbandoned(foreign));
        assert.deepEqual(retired, []);
        assert.match(
            warnings[0] ?? "",
            /kubectl --namespace mqtt scale statefulset emqx-core-abandoned --replicas 0/,
        );
    });

    it("names the command where it may not empty the set itself", async () => {
        const forbidden = { ...abandoned, name: "emqx-core-forbidden" };
        const { warnings } = await watched(() => withAbandoned(forbidden));
        assert.match(warnings[0] ?? "", /could not be scaled to 0.*scale statefulset emqx-core-forbidden/);
    });
});

describe("a line whose conditions lead or flap, and that can stand still", () => {
    const flapping = { ...v2beta1, holdSeconds: 5 };

    it("has rolled out when it has looked so for its time without a break", async () => {
        const { seconds, lines } = await watched((s) => (s < 4 || (s >= 8 && s < 10) ? pending : rolledOut), {
            line: flapping,
        });
        assert.equal(seconds, 16, "10 s, and three looks of two seconds");
        assert.ok(
            lines.some((line) => /which has to last 5 s/.test(line)),
            lines.join("\n"),
        );
        assert.equal((await watched(() => rolledOut, { line: flapping })).seconds, 6);
    });

    const standing = (afterSeconds: number, kind = "refused") => ({
        ...v2beta1,
        done: (...given: Parameters<typeof v2beta1.done>) => ({
            ...v2beta1.done(...given),
            done: false,
            stalls: [{ kind, sentence: "EMQX refuses the configuration. Mend config.", afterSeconds }],
        }),
    });

    async function ends(line: typeof v2beta1, see: (seconds: number) => Observation): Promise<number> {
        let at = 0;
        await assert.rejects(
            watched(
                (s) => {
                    at = s;
                    return see(s);
                },
                { line },
            ),
            (error: Error) => {
                assert.ok(error instanceof WaitFailed);
                assert.match(
                    error.message,
                    /^EMQX "emqx" in namespace "mqtt" stands still: .*\n {2}EMQX refuses the configuration\. Mend config\.\nWhat depends on it was left alone\.$/,
                );
                return true;
            },
        );
        return at;
    }

    it("ends the wait at once, or when it has stood still for so long", async () => {
        assert.equal(await ends(standing(0), () => pending), 0);
        assert.equal(await ends(standing(20), () => pending), 20);
    });

    it("does not end it for what passes", async () => {
        const passing = {
            ...v2beta1,
            done: (seen: Observation, target: Parameters<typeof v2beta1.done>[1]) => {
                const now = v2beta1.done(seen, target);
                const stalls = [{ kind: "passes", sentence: "It passes.", afterSeconds: 10 }];
                return { ...now, ...(seen.ready ? {} : { stalls }) };
            },
        };
        let look = 0;
        const { seconds } = await watched(
            (s) => {
                look++;
                return s >= 30 ? rolledOut : look % 4 === 0 ? { ...pending, ready: true } : pending;
            },
            { line: passing },
        );
        assert.equal(seconds, 30);
    });
});
