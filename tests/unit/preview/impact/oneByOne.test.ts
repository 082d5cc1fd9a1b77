import assert from "node:assert";
import type { Operation } from "../../../../preview/changes/change";
import { reviewOf } from "../../../../preview/impact/reviewOf";
import type { WireObject } from "../../../../preview/monitor/wire";
import { addLine } from "../../../../provider/emqx/lines";
import type { OperatorLine } from "../../../../provider/emqx/lines/line/line";
import { MADE_UP_VERSIONS, madeUp } from "../../../support/madeUpLine";
import { change, changeSet, side } from "../changeSets";

const EMQX = "kubernetes:apps.emqx.io/v9:EMQX";
const CLUSTER = `urn:pulumi:dev::mqtt::emqx-ack:index:EmqxCluster$${EMQX}::emqx`;

interface Spec {
    readonly image?: string;
    readonly text?: string;
    readonly cores?: number;
    readonly replicants?: number;
    readonly disk?: string;
}

const object = ({ image = "emqx/emqx:9.9.0", text = "", cores = 3, replicants = 5, disk }: Spec) =>
    side({
        metadata: { name: "emqx", namespace: "mqtt" },
        spec: {
            version: { image },
            settings: { text },
            leaving: { connections: 2000 },
            nodes: {
                core: {
                    count: cores,
                    pods: { env: [] },
                    ...(disk === undefined ? {} : { disk: { size: disk } }),
                },
                replicant: { count: replicants, pods: {} },
            },
        },
    });

const SERVICE: WireObject = {
    metadata: {
        namespace: "mqtt",
        annotations: {
            "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-connection-drain": "on",
            "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-connection-drain-timeout": "900",
        },
    },
    spec: {
        type: "LoadBalancer",
        selector: { "apps.emqx.io/instance": "emqx", "apps.emqx.io/db-role": "replicant" },
        ports: [{ port: 1883 }],
    },
};

/** A review of an update of the made-up line's object behind a load balancer, with a million clients unless it is said. */
function updated(before: Spec, after: Spec, path: string, connections: number | undefined = 1_000_000) {
    const parent = "urn:pulumi:dev::mqtt::emqx-ack:index:EmqxCluster::emqx";
    const [old, now] = [object(before), object(after)].map((inputs) => ({ ...inputs, parent }));
    const changed = change({
        urn: CLUSTER,
        type: EMQX,
        name: "emqx",
        operation: "update",
        before: old,
        after: now,
        properties: [{ path, kind: "update", replaces: false, certainty: "certain" }],
    });
    const service = {
        urn: "urn:pulumi:dev::mqtt::kubernetes:core/v1:Service::lb",
        type: "kubernetes:core/v1:Service",
        name: "lb",
        custom: true,
        side: side(SERVICE),
    };
    const component = {
        urn: parent,
        type: "emqx-ack:index:EmqxCluster",
        name: "emqx",
        custom: false,
        side: { ...side({}), outputs: connections === undefined ? {} : { connections } },
    };
    const both = (inputs: typeof old) =>
        new Map(
            [service, component, { urn: CLUSTER, type: EMQX, name: "emqx", custom: true, side: inputs }].map(
                (one) => [one.urn, one] as const,
            ),
        );
    return reviewOf(changeSet([changed], { before: both(old), after: both(now) } as never));
}

const IMAGE = "spec.version.image";
const NEW = { image: "emqx/emqx:9.9.1" };

describe("the review of nodes that leave one by one", () => {
    let remove = () => {};
    const with_ = (line: Partial<OperatorLine>) => {
        remove();
        remove = addLine({ ...madeUp, ...line }, MADE_UP_VERSIONS);
    };
    beforeEach(() => {
        remove = addLine(madeUp, MADE_UP_VERSIONS);
    });
    afterEach(() => {
        remove();
        remove = () => {};
    });

    it("has a turn for all cores but one, for the replicants, and for the last core", () => {
        const { rollouts, steps } = updated({}, NEW, IMAGE);
        assert.deepStrictEqual(
            steps.map(({ title }) => title),
            [
                "Cores are made anew one after another, but for the last",
                "Replicants are made anew one after another",
                "The last core is made anew",
            ],
        );
        assert.strictEqual(
            steps[0]?.detail,
            "One after another goes and comes up anew, with the database of the others. 2 of 3 serve at any time.",
        );
        assert.strictEqual(
            steps[1]?.detail,
            "One after another is emptied (its clients at 2,000 a second), goes and comes up anew. 4 of 5 serve at any time. It takes no new clients from its turn on; the load balancer lets those that it has stay for 15 min at the most.",
        );
        // Its time is the whole's, divided among the turns.
        const sum = steps.reduce((total, { seconds = 0 }) => total + seconds, 0);
        assert.ok(Math.abs(sum - (rollouts[0]?.duration.seconds ?? 0)) <= steps.length);
        assert.strictEqual(rollouts[0]?.surge, "None: each pod is made anew in its place.");
    });

    it("tells who serves meanwhile when new replicants come up first", () => {
        const defaults = { ...madeUp.pace.defaults, maxSurge: 1, maxUnavailable: 0 };
        with_({
            pace: {
                ...madeUp.pace,
                defaults,
                newPods: (role, _wanted, _running, pace) => (role === "core" ? 0 : pace.maxSurge),
            },
            read: (one) => {
                const state = madeUp.read(one);
                return { ...state, pace: { ...state.pace, maxSurge: 1, maxUnavailable: 0 } };
            },
        });
        const { rollouts, steps } = updated({}, NEW, IMAGE);
        assert.match(
            steps[1]?.detail ?? "",
            /^1 new replicant comes up beside the 5; then one old replicant after another is emptied \(its clients at 2,000 a second\) and goes, and a new one takes its place\. All 5 serve at any time\./,
        );
        assert.strictEqual(
            rollouts[0]?.surge,
            "1 replicant beside the running ones: 1 more pod, with an address and room on a node.",
        );
    });

    it("holds each node's own time against the load balancer's drain, and says that clients may be moved again", () => {
        const { rollouts, level } = updated({}, NEW, IMAGE);
        assert.strictEqual(level, "data", "for want of a license");
        assert.match(
            rollouts[0]?.clients ?? "",
            /Who comes back to a node whose turn is still to come is moved once more\. The load balancer lets those of a node stay for 15 min from its turn on, so nobody is cut\.$/,
        );
        with_({ pace: { ...madeUp.pace, leftAfterDrain: () => 5000 } });
        const cut = updated({}, NEW, IMAGE).rollouts[0];
        assert.match(
            cut?.clients ?? "",
            /up to 5,000 clients in all are cut, each node's when its time is over, and reconnect at once/,
        );
        assert.match(
            cut?.clientsBrief ?? "",
            /each node's when the load balancer's drain of 15 min ends for it/,
        );
    });

    it("says so when nodes are not emptied: switched off, or no other node", () => {
        with_({ read: (one) => ({ ...madeUp.read(one), evacuationOff: true }) });
        const off = updated({}, NEW, IMAGE);
        assert.match(
            off.rollouts[0]?.clients ?? "",
            /makes every client reconnect: evacuation\.type is Disabled, the 5 running replicants close up to 200,000 connections each when they go, one after the other as they are made anew/,
        );
        assert.match(
            off.steps[1]?.detail ?? "",
            /^One after another closes the connections it has, goes and comes up anew/,
        );
        const single = updated({ cores: 1, replicants: 0 }, { ...NEW, cores: 1, replicants: 0 }, IMAGE);
        // The same object without the switch.
        with_({});
        const alone = updated({ cores: 1, replicants: 0 }, { ...NEW, cores: 1, replicants: 0 }, IMAGE);
        assert.match(
            alone.rollouts[0]?.clients ?? "",
            /cuts every client, who cannot come back before the node is up/,
        );
        assert.strictEqual(
            alone.rollouts[0]?.clientsBrief,
            "Every client is cut, and nobody is served until the only core is up again.",
        );
        assert.match(alone.steps[0]?.detail ?? "", /No core serves until it is up again\./);
        assert.ok(single.rollouts[0]);
        for (const { clients } of [off, alone].flatMap(({ rollouts }) => rollouts)) {
            assert.doesNotMatch(clients, /open-source/);
        }
    });

    it("makes pods anew for what EMQX reads at boot, and pushes the rest before any pod moves", () => {
        with_({
            field: (path) =>
                path[1] === "settings"
                    ? { ...madeUp.field(path), rolls: ["core", "replicant"] }
                    : madeUp.field(path),
        });
        const { effects, rollouts } = updated(
            { text: "node.x = 1\nmqtt.max_inflight = 1" },
            { text: "node.x = 2\nmqtt.max_inflight = 2" },
            "spec.settings.text",
        );
        const [effect] = effects;
        assert.strictEqual(effect?.rollout, rollouts[0]?.facts.urn);
        assert.match(
            effect?.happens ?? "",
            /^Pushed to the running nodes at once, before any pod is made anew: what they refuse holds all of it up\. What was set in the dashboard beneath it is overwritten\. node\.x is read at boot only, and the nodes are restarted for it\. Every pod is replaced, node by node, one after another/,
        );
        assert.strictEqual(effect?.back.sentence, madeUp.words.back);
        assert.doesNotMatch(effect?.happens ?? "", /no pod restarts|say nothing/);
    });

    it("empties the nodes that fewer replicas take away, without a word of cut clients", () => {
        const { effects, level, clients, dangers } = updated(
            { replicants: 5 },
            { replicants: 3 },
            "spec.nodes.replicant.count",
        );
        assert.strictEqual(
            effects[0]?.happens,
            "2 replicants of 5 are emptied and removed, one after another: clients on them (about 400,000) are moved to the others at 2,000 a second.",
        );
        assert.strictEqual(level, "rolling");
        assert.deepStrictEqual([clients[0]?.cut, clients[0]?.moved], [0, 400_000]);
        assert.ok((effects[0]?.duration?.seconds ?? 0) >= 200, "100 s for each at 2,000 a second");
        assert.deepStrictEqual(dangers, []);
        const cores = updated({ cores: 5 }, { cores: 2 }, "spec.nodes.core.count");
        assert.match(
            cores.effects[0]?.happens ?? "",
            /^3 cores are removed, one after another; replicants keep their clients and turn to the cores that stay\. Disks of the removed cores go with them\.$/,
        );
        assert.notStrictEqual(cores.level, "data", "they leave the cluster one by one");
    });

    it("grows disks in place, without the way back, and by hand says what stands in the way", () => {
        with_({
            read: (one) => ({
                ...madeUp.read(one),
                diskSize: JSON.stringify(one).match(/"size":"(\w+)"/)?.[1],
            }),
            field: (path) =>
                path[3] === "disk"
                    ? { subject: "storage", name: "disk", role: "core", rolls: [] }
                    : madeUp.field(path),
        });
        const { effects, rollouts, steps } = updated(
            { disk: "20Gi" },
            { disk: "50Gi" },
            "spec.nodes.core.disk.size",
        );
        assert.deepStrictEqual(rollouts, []);
        assert.strictEqual(effects[0]?.happens, "No pod restarts. The disk is grown in place.");
        assert.deepStrictEqual(effects[0].back, {
            possible: false,
            sentence: "Cannot be undone: a disk does not shrink.",
        });
        assert.ok(steps.length <= 1);
    });

    it("loses the disks of an object that is deleted, where the operator deletes them", () => {
        with_({ traps: { ...madeUp.traps, deletesDisks: true } });
        const gone = (operation: Operation) =>
            reviewOf(
                changeSet([
                    change({ urn: CLUSTER, type: EMQX, name: "emqx", operation, before: object({}) }),
                ]),
            ).effects[0];
        assert.strictEqual(gone("delete")?.data, madeUp.words.leftBehind);
        assert.doesNotMatch(gone("replace")?.back.sentence ?? "", /claims are still there/);
    });

    it("refuses an object that goes for one of a line which takes over none", () => {
        const newer: OperatorLine = {
            ...madeUp,
            id: "9.2",
            resource: { ...madeUp.resource, version: "v10" },
            formerVersions: [],
            takesOverOlder: false,
        };
        const removeNewer = addLine(newer, []);
        try {
            const type = EMQX.replace("v9", "v10");
            const urn = CLUSTER.replace("v9", "v10");
            const review = reviewOf(
                changeSet([
                    change({ urn, type, name: "emqx", operation: "create", after: object({}) }),
                    change({
                        urn: CLUSTER,
                        type: EMQX,
                        name: "emqx",
                        operation: "delete",
                        before: object({}),
                    }),
                ]),
            );
            assert.strictEqual(
                review.refusals[0]?.sentence,
                "EMQX cluster emqx is of operator line 9.1, and line 9.2 takes over none: nothing is deleted for it",
            );
            const left = review.effects.find(({ fact }) => fact.kind === "lineLeft");
            assert.match(
                left?.happens ?? "",
                /^Operator 9\.2 takes over no objects of 9\.1, and the two cannot be in one Kubernetes cluster/,
            );
            assert.match(left?.advice ?? "", /second Kubernetes cluster/);
        } finally {
            removeNewer();
        }
    });
});
