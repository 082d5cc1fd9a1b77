import assert from "node:assert/strict";
import { EmqxEdition, LoadBalancerKind } from "../../provider";
import type { Fleet } from "../../testkit/broker";
import { ENDS_WITHIN_ANNOTATION } from "../../testkit/controlPlane";
import { assertOrderly, type Change } from "../../testkit/scenario/change";
import { needsScenarioCluster } from "../../testkit/scenario/cluster";
import { LiveBrokers } from "../../testkit/scenario/liveBrokers";
import { Stack, type StackArgs } from "../../testkit/scenario/stack";

/**
 * examples/million-connections with clients and paces by 2,250 smaller, so that a node is emptied in as many rounds of a second: 200,000
 * at 4,500 a second there, 90 at 2 here. Nodes, EMQX's waits, the takeover and the drain are those of the example.
 */
const CLIENTS = 450;
const PACE = 2;
const REPLICANTS = 5;
const WAIT_HEALTH_CHECK_SECONDS = 60;

/** Operator and kubelets wait in real seconds. At this speed one is 10 of EMQX's, so that a look each 0.25 s is one each 2.5 s ... */
const SPEED = 10;
/** ... a pod takes 20 s of its 30 s of grace ... */
const podAnnotations = { [ENDS_WITHIN_ANNOTATION]: "2s" };
/** ... and the operator, which waits for more than it was told, does so for 10 s, as the example's does. */
const initialDelaySeconds = 0;

const EMQX = {
    edition: EmqxEdition.Enterprise,
    licenseKey: "bGljZW5zZSBvZiB0aGUgdGVzdHM=.c2lnbmVk",
    podAnnotations,
    replicants: { replicas: REPLICANTS },
    evacuation: {
        connectionsPerSecond: PACE,
        sessionsPerSecond: PACE,
        waitTakeoverSeconds: 10,
        initialDelaySeconds,
    },
    timeoutMinutes: 30,
};
const stackOf = (version: string): StackArgs => ({
    connections: CLIENTS,
    emqx: { ...EMQX, version },
    loadBalancer: { kind: LoadBalancerKind.Nlb, connectionDrainSeconds: 900 },
});

describe("an upgrade of the million-connection stack, whose nodes wait as EMQX's do", function () {
    this.timeout(600_000);
    let stack: Stack;
    let live: LiveBrokers;
    let clients: Fleet;
    let change: Change;
    before(async function () {
        await needsScenarioCluster(this);
        stack = await Stack.of("million");
        live = await LiveBrokers.of(stack, SPEED);
        assertOrderly(await stack.up(stackOf("5.8.10")), {});
        clients = await live.clients(1883, CLIENTS);
        // As many sessions outlive their connection: the slowest case, in which each is moved by itself.
        (await live.clients(1883, CLIENTS, "asleep")).stop();
        change = await stack.up(stackOf("5.8.11"));
        assertOrderly(change, { leastServing: REPLICANTS - 1 });
    });
    after(async () => {
        await live?.end();
        await stack?.end();
    });
    afterEach(function () {
        if (this.currentTest?.state === "failed") console.log([...live.log].slice(-20).join("\n"));
    });

    it("says that nobody is cut, and for how long clients are moved", () => {
        assert.match(promised(change), /90 each at 2 a second.* lets them stay for 15 min, so nobody is cut/);
        assert.equal(live.drainSeconds(1883), 900, "the load balancer's double cuts them then");
    });

    it("empties every old node before the load balancer cuts, and nobody is cut", async () => {
        const evacuated = change.entries.flatMap(({ emqx }) =>
            (emqx?.evacuating ?? []).map(([node]) => node),
        );
        assert.equal(new Set(evacuated).size, REPLICANTS);
        await clients.allConnected(60);
        assert.deepEqual([clients.total("cut"), clients.total("evicted")], [0, CLIENTS]);
        assert.equal(live.brokers.registry.counts.lost, 0, "every session came along");
    });

    it("takes no longer than was said, and no less than the waits and rounds that nobody can shorten", () => {
        const seconds = clients.seconds().filter(({ evicted }) => evicted > 0);
        const first = seconds[0]?.second ?? 0;
        const took = WAIT_HEALTH_CHECK_SECONDS + (seconds.at(-1)?.second ?? 0) - first;
        assert.ok(took <= saidSeconds(change), `${took} s, and ${promised(change)}`);
        const rounds = CLIENTS / PACE;
        const between = REPLICANTS - 1;
        const least = REPLICANTS * WAIT_HEALTH_CHECK_SECONDS + rounds + between * (10 + rounds / REPLICANTS);
        assert.ok(took >= least - 1, `${took} s, where ${least} s are the least`);
    });
});

function promised({ result }: Change): string {
    const told = result.messages.map(({ message }) => message);
    return told.find((message) => message.includes("moves the clients off")) ?? "";
}

/** Of `14 min 55 s if all have sessions`. */
function saidSeconds(change: Change): number {
    const [, minutes, seconds = "0"] =
        /(\d+) min(?: (\d+) s)? if all have sessions/.exec(promised(change)) ?? [];
    return Number(minutes) * 60 + Number(seconds);
}
