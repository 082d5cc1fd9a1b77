import assert from "node:assert/strict";
import { type Standing, stepInWords, WAY_UP } from "../../provider/emqx/lines/wayUp";
import type { Fleet } from "../../testkit/broker";
import type { Step } from "../../testkit/engine";
import type { UpOptions } from "../../testkit/engine/deployment";
import { assertOrderly, type Change, moved } from "../../testkit/scenario/change";
import {
    type ScenarioCluster,
    scenarioCluster,
    separateScenarioCluster,
} from "../../testkit/scenario/cluster";
import { LiveBrokers } from "../../testkit/scenario/liveBrokers";
import { Stack, type StackArgs } from "../../testkit/scenario/stack";
import { servedTooFew } from "../../testkit/scenario/timelines/serving";
import { until } from "../../testkit/scenario/until";

const CLIENTS = 24;
const V2 = "apps.emqx.io/v2";
const OPERATOR = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "emqx-operator-controller-manager", namespace: "emqx-operator-system" },
};
const OPERATORS: Readonly<Record<string, string>> = { "2.2": "2.2.29", "2.3": "2.3.3" };

/** A standing as a program writes it. The license is there from the first Enterprise on, so that each node has it before it needs it. */
const argsOf = ({ version, edition, line }: Standing): StackArgs => ({
    existingOperator: false,
    operator: { version: OPERATORS[line] as string, replicas: 1 },
    emqx: {
        version,
        ...(edition === undefined ? {} : { edition }),
        ...(edition === "OpenSource" ? {} : { licenseKey: "bGljZW5zZSBvZiB0aGUgdGVzdHM=.c2lnbmVk" }),
        cores: { replicas: 2 },
        replicants: { replicas: 2 },
        evacuation: { waitTakeoverSeconds: 1, initialDelaySeconds: 1 },
    },
});

describe("the way up, with clients on it", function () {
    this.timeout(600_000);
    let endCluster: (() => Promise<void>) | undefined;
    let cluster: ScenarioCluster;
    let stack: Stack;
    let live: LiveBrokers;
    let clients: Fleet;
    let uid: string | undefined;
    const [openSource, enterprise, switched, six] = WAY_UP as readonly [
        Standing,
        Standing,
        Standing,
        Standing,
    ];

    before(async function () {
        endCluster = await separateScenarioCluster(this);
        cluster = await scenarioCluster();
        stack = await Stack.of("way-up", { args: { existingOperator: false } });
        live = await LiveBrokers.of(stack);
        assertOrderly(await stack.up(argsOf(openSource)), {});
        clients = await live.clients(1883, CLIENTS);
        uid = await uidNow();
    });
    after(async () => {
        await live?.end();
        await stack?.end();
        await endCluster?.();
    });
    afterEach(function () {
        if (this.currentTest?.state !== "failed") return;
        console.log(
            [...live.log, ...cluster.complaints]
                .filter((line) => !line.includes("cannot list"))
                .slice(-30)
                .join("\n"),
        );
    });

    const uidNow = async () => (await cluster.kube.get(stack.object))?.metadata.uid;

    /** Whoever skips a step hears what the next one is, and nothing has moved. */
    async function skipped(to: Standing, next: string): Promise<void> {
        const attempt = await stack.up(argsOf(to));
        const { message = "" } = attempt.result.error ?? {};
        assert.ok(message.includes(next), `"${message}" names ${next}`);
        assert.deepEqual(moved(attempt), {});
    }

    /** An update that is in order: all the while somebody serves and is connected, and at its end everybody is. */
    async function step(to: Standing, options: UpOptions = {}): Promise<Change> {
        const from = Math.floor(clients.age);
        const change = await stack.up(argsOf(to), options);
        if (change.result.error !== undefined) throw change.result.error;
        await clients.allConnected(120);
        assert.deepEqual(servedTooFew(change.entries, 1), []);
        const emptied = clients.seconds().filter(({ second, connected }) => second > from && connected === 0);
        assert.deepEqual(emptied, [], "at every second somebody is connected");
        return change;
    }

    /** Every node is another one, of that version, and the object is the same. */
    async function standsAt({ version }: Standing): Promise<void> {
        const versions = live.brokers.running.map(({ release }) => release.version);
        assert.deepEqual(versions, Array(4).fill(version));
        assert.equal(await uidNow(), uid, "the object is the same");
        assert.deepEqual(moved(await stack.up(argsOf(current))), {}, "the same program changes nothing");
    }
    let current: Standing = openSource;

    it("skips no step from open source on", async () => {
        await skipped(switched, `The next step is ${stepInWords(enterprise)}`);
        await skipped(six, `The next step is ${stepInWords(enterprise)}`);
    });

    it("takes open source 5.7 to Enterprise 5.8: clients reconnect, and there is always somebody to go to", async () => {
        const change = await step(enterprise);
        assertOrderly(change, { leastServing: 1 });
        current = enterprise;
        await standsAt(enterprise);
    });

    it("does not switch the operator's line and EMQX in one", async () => {
        await skipped(
            six,
            `First version "${enterprise.version}" with operator: { version: "${OPERATORS["2.3"]}" }, and the new version by a later update`,
        );
    });

    it("switches the operator's line by the stack that installs it: clients are moved with their sessions", async () => {
        const before = { cut: clients.total("cut"), lost: live.brokers.registry.counts.lost };
        // The stand-in acts for as long as its Deployment has a pod, and the new one when the chart's is there.
        const ended = until("the old operator is scaled to 0", async () => {
            const { spec } = (await cluster.kube.get(OPERATOR)) ?? {};
            return spec?.replicas === 0;
        }).then(() => cluster.endOperator());
        let taken: Promise<void> | undefined;
        const onStep = ({ op, name }: Step) => {
            if (op !== "update" || !name.endsWith(`/${OPERATOR.metadata.name}`)) return;
            const options = { ...live.asked, apiVersion: V2, namespaces: [stack.namespace] };
            taken = ended.then(() => cluster.replaceOperator(options));
        };
        await step(switched, { onStep });
        assert.ok(taken, "the operator's Deployment was updated");
        await taken;
        stack.readAs(V2);
        assert.deepEqual(
            { cut: clients.total("cut"), lost: live.brokers.registry.counts.lost },
            before,
            "nobody is cut, and every session came along",
        );
        current = switched;
        await standsAt(switched);
    });

    it("takes Enterprise 5.8 to EMQX 6.3: clients are moved with their sessions", async () => {
        const before = { cut: clients.total("cut"), lost: live.brokers.registry.counts.lost };
        const change = await step(six);
        assertOrderly(change, { leastServing: 1 });
        assert.deepEqual(
            { cut: clients.total("cut"), lost: live.brokers.registry.counts.lost },
            before,
            "nobody is cut, and every session came along",
        );
        current = six;
        await standsAt(six);
    });
});
