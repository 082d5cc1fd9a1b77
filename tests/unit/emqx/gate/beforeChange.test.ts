import { strict as assert } from "node:assert";
import { beforeChange } from "../../../../provider/emqx/gate/beforeChange";
import type { SomebodysEmqx } from "../../../../provider/emqx/gate/meant/foreignOperator";
import type { OperatorState } from "../../../../provider/emqx/gate/meant/operatorState";
import type { PresentCluster } from "../../../../provider/emqx/gate/meant/present";
import type { PodNeeds, Room } from "../../../../provider/emqx/gate/meant/room";
import type { ClusterAccess } from "../../../../provider/emqx/gate/seen/clusterAccess";
import { checkStackChange } from "../../../../provider/emqx/gate/stackChange";
import { WaitFailed } from "../../../../provider/emqx/gate/watch";
import type { Observation } from "../../../../provider/emqx/lines/line/observation";
import { v2 } from "../../../../provider/emqx/lines/v2";
import { v2beta1 } from "../../../../provider/emqx/lines/v2beta1";
import { Refused } from "../../../../provider/kubernetes/answers";
import { InvalidArguments } from "../../../../provider/validation/invalidArguments";
import { observation, set, THREE } from "../lines/v2beta1/observations";

const present: PresentCluster = {
    runningVersions: ["5.7.1"],
    enterprise: false,
    replicas: { core: 3, replicant: 3 },
    revisions: { core: "core-old", replicant: "replicant-old" },
};
const goal = {
    line: v2beta1,
    name: "emqx",
    namespace: "mqtt",
    instance: "emqx",
    wanted: {
        version: "5.7.2",
        enterprise: false,
        replicas: { core: 3, replicant: 3 },
        revisions: { core: "core-new", replicant: "replicant-new" },
    },
    object: { annotations: {}, spec: { image: "emqx/emqx:5.7.2" } as unknown },
    needs: [] as PodNeeds[],
    timeoutSeconds: 600,
    begunAt: 0,
};
const settled = observation([
    set("core", "core-old", [...THREE]),
    set("replicant", "replicant-old", [...THREE]),
]);
/** What a new operator rolls anew: sets of the same spec beside the running ones. */
const rolling = observation([...settled.sets, set("core", "core-old", ["ready", "pending", "pending"])], {
    ready: false,
});
const operator: OperatorState = {
    namespace: "emqx-operator-system",
    name: "emqx-operator-controller-manager",
    version: "2.2.29",
    observed: true,
    wanted: 2,
    available: 2,
    old: 0,
    rolledOutAt: -3_600_000,
    webhook: true,
};

interface World {
    present?: PresentCluster;
    apiVersions?: string[];
    operator?: (seconds: number) => OperatorState | undefined;
    operators?: (seconds: number) => OperatorState[];
    webhook?: (seconds: number) => string | undefined;
    observe?: (seconds: number) => Observation;
    room?: (seconds: number) => Room;
    orphan?: "removed" | "left";
    disowned?: () => boolean;
}

/** Runs on a clock of its own; every question is answered for the second it is asked in. */
async function changed(world: World, change: Partial<typeof goal> = {}) {
    const said: string[] = [];
    let now = 0;
    const at = () => now / 1000;
    const access: ClusterAccess = {
        present: async () => world.present,
        secretKeys: async () => new Map(),
        secretValues: async () => undefined,
        apiVersions: async () => world.apiVersions ?? ["v2beta1"],
        clusters: async () => [],
        pools: async () => [],
        certManager: async () => undefined,
        operators: async () => world.operators?.(at()) ?? [world.operator?.(at()) ?? []].flat(),
        webhook: async () => world.webhook?.(at()),
        observe: async () => world.observe?.(at()) ?? settled,
        room: async () => world.room?.(at()),
        removeOrphanedConfig: async () => world.orphan,
        lastWords: async () => undefined,
        retire: async () => undefined,
        disown: async () => world.disowned?.() ?? false,
        growClaim: async () => undefined,
    };
    const watch = {
        report: (line: string) => said.push(line),
        warn: (line: string) => said.push(`warning: ${line}`),
        now: () => now,
        sleep: async (milliseconds: number) => {
            now += milliseconds;
        },
    };
    await beforeChange({ ...goal, ...change }, access, watch);
    return { said, seconds: at() };
}

describe("before the EMQX object changes", () => {
    it("nothing is waited for when there is nothing and no operator is to be found", async () => {
        assert.deepEqual(await changed({}), { said: [], seconds: 0 });
    });

    it("a configuration that a deleted object left behind is removed", async () => {
        const { said } = await changed({ orphan: "removed" });
        assert.match(said[0]!, /ConfigMap emqx-configs of a deleted EMQX object was removed/);
        assert.deepEqual(
            (await changed({ orphan: "removed", present })).said,
            [],
            "not while an object is there",
        );
        assert.match(
            (await changed({ orphan: "left" })).said[0]!,
            /these credentials may not remove it: kubectl --namespace mqtt delete configmap emqx-configs/,
        );
    });

    it("fields that belong to nobody are given back, and only before an object changes that is there", async () => {
        let asked = 0;
        const disowned = () => ++asked > 0;
        await changed({ disowned });
        assert.equal(asked, 0, "there is no object yet");
        await changed({ disowned, present });
        assert.equal(asked, 1);
    });

    it("what would hurt the cluster is refused, all of it at once", async () => {
        const wanted = { ...goal.wanted, version: "5.6.0", replicas: { core: 1, replicant: 3 } };
        await assert.rejects(changed({ present }, { wanted }), (error: Error) => {
            assert.ok(error instanceof InvalidArguments);
            assert.match(error.message, /cores\.replicas: is 1/);
            assert.match(error.message, /version: is "5\.6\.0"/);
            return true;
        });
    });

    it("an operator of another line is refused", async () => {
        await assert.rejects(changed({ apiVersions: ["v2", "v2beta1"] }), /has EMQX operator 2\.3/);
    });

    it("the operator has to serve", async () => {
        const world = { operator: (s: number) => ({ ...operator, available: s < 20 ? 0 : 2 }) };
        const { said, seconds } = await changed(world);
        assert.equal(seconds, 20);
        assert.deepEqual(said, ["0s waiting for the operator 2.2.29 0/2"]);
    });

    it("an operator that never serves fails the update, with its pods' reason", async () => {
        const stuck = { ...operator, available: 0, trouble: "manager: ImagePullBackOff" };
        await assert.rejects(changed({ operator: () => stuck }), (error: Error) => {
            assert.ok(error instanceof WaitFailed);
            assert.match(
                error.message,
                /0 of 2 pods available; manager: ImagePullBackOff\nWhat comes before the EMQX object was changed/,
            );
            return true;
        });
    });

    it("the webhook of a new operator gets a minute from its rollout to answer, and then a warning", async () => {
        const fresh = () => ({ ...operator, rolledOutAt: 0 });
        const late = await changed({
            operator: fresh,
            webhook: (s) => (s < 10 ? "no endpoints" : undefined),
        });
        assert.deepEqual(
            [late.seconds, late.said],
            [10, ["0s waiting for the operator's webhook (no endpoints)"]],
        );
        const never = await changed({ operator: fresh, webhook: () => "no endpoints available" });
        assert.equal(never.seconds, 60);
        assert.equal(never.said.length, 2, "the wait once, and what came of it");
        assert.match(never.said.at(-1)!, /warning: .*webhook does not answer \(no endpoints available\)/);
        const young = await changed({
            operator: () => ({ ...operator, rolledOutAt: -120_000 }),
            webhook: () => "x",
        });
        assert.deepEqual([young.seconds, young.said.length], [0, 1], "its minute is over: only a warning");
        assert.equal(
            (await changed({ operator: () => operator, webhook: () => "x" })).seconds,
            0,
            "an old one",
        );
    });

    it("of several operators one that serves is enough, and those that undo each other are named", async () => {
        const other = { ...operator, namespace: "tools", available: 0 };
        const { said, seconds } = await changed({ operators: () => [other, operator] });
        assert.equal(seconds, 0);
        assert.match(
            said[0]!,
            /warning: 2 EMQX operators act on namespace mqtt.*namespace tools.*namespace emqx-operator-system/,
        );
        const away = { ...other, wanted: 0 };
        assert.deepEqual((await changed({ operators: () => [away, operator] })).said, []);
    });

    it("a running cluster settles under a changed operator first", async () => {
        const renewed = { operator: () => ({ ...operator, rolledOutAt: 0, webhook: false }) };
        const calm = await changed({ ...renewed, present });
        assert.equal(calm.seconds, 40, "the time the new one needs to take over");
        const busy = await changed({ ...renewed, present, observe: (s) => (s < 90 ? rolling : settled) });
        assert.equal(busy.seconds, 90);
        assert.match(busy.said[0]!, /letting the running cluster settle .*: cores 3\/3, replicants 3\/3/);
        assert.equal((await changed({ ...renewed })).seconds, 0, "where nothing runs yet");
        assert.equal(
            (await changed({ operator: () => operator, present, observe: () => rolling })).seconds,
            0,
        );
    });

    it("comes to rest only when it has looked so for as long as its line asks", async () => {
        const renewed = { operator: () => ({ ...operator, rolledOutAt: 0, webhook: false }) };
        const line = { ...v2beta1, holdSeconds: 5 };
        const flaps = (s: number) => (s < 36 || s >= 40 ? settled : rolling);
        assert.equal((await changed({ ...renewed, present, observe: flaps }, { line })).seconds, 46);
    });

    it("a rollout that was stuck before the operator changed is not waited for: the change may mend it", async () => {
        const renewed = { operator: () => ({ ...operator, rolledOutAt: 0, webhook: false }) };
        const old = [set("core", "core-older", [...THREE]), set("replicant", "replicant-old", [...THREE])];
        const stuck = observation([...old, set("core", "core-old", ["pending", "pending", "pending"])], {
            ready: false,
        });
        const { seconds } = await changed({ ...renewed, present, observe: () => stuck });
        assert.equal(seconds, 40, "only the time the new operator needs to take over");
    });

    it("a cluster that does not settle is not changed", async () => {
        const renewed = { operator: () => ({ ...operator, rolledOutAt: 0, webhook: false }) };
        await assert.rejects(
            changed({ ...renewed, present, observe: () => rolling }),
            /does not come to rest under the operator.*\n {2}core-old-1 \(and 1 more\): cannot be scheduled[\s\S]*was not sent/,
        );
    });

    const needs: PodNeeds[] = (["core", "replicant"] as const).map((role) => ({
        role,
        nodeSelector: {},
        tolerations: [],
        cpu: 4,
        memory: 0,
        wanted: 3,
        revision: `${role}-new`,
    }));
    const node = { name: "a", labels: {}, taints: [], ready: true, cordoned: false, memory: 1, pods: 110 };

    it("the new pods have to find room, which nodes that join may bring", async () => {
        const room = (s: number) => ({ nodes: [{ ...node, cpu: s < 30 ? 20 : 24 }], pods: [] });
        const { said, seconds } = await changed({ present, room }, { needs });
        assert.equal(seconds, 30);
        assert.match(said[0]!, /waiting for nodes: 3 new replicant pods .* have room for 2/);
    });

    it("without room the cluster is not changed, and the sentence says what to write", async () => {
        const room = () => ({ nodes: [{ ...node, cpu: 8 }], pods: [] });
        await assert.rejects(
            changed({ present, room }, { needs }),
            /was not changed, since it could not roll out:\n {2}3 new core pods[\s\S]*replicantPool\.nodes/,
        );
    });

    it("room is asked for only where new pods are to come", async () => {
        const room = () => {
            throw new Error("nobody should ask");
        };
        const wanted = {
            ...goal.wanted,
            revisions: present.revisions as Record<"core" | "replicant", string>,
        };
        assert.equal((await changed({ present, room }, { needs, wanted })).seconds, 0);
    });
});

describe("an update that changes nothing of EMQX", () => {
    const spec = { image: "emqx/emqx:5.7.1", coreTemplate: { spec: { replicas: 3, env: [{ name: "A" }] } } };
    /** As the API server has it: with its defaults and what the operator added. */
    const stored = {
        ...spec,
        clusterDomain: "cluster.local",
        coreTemplate: { metadata: {}, spec: { ...spec.coreTemplate.spec, command: [] } },
    };
    const same = { ...present, object: { line: "2.2", spec: stored, state: v2beta1.read({ spec: stored }) } };
    const nobody = () => {
        throw new Error("nobody should ask");
    };
    const never = { webhook: nobody, observe: nobody, room: nobody };
    const silent = () => ({ ...operator, available: 0, rolledOutAt: -300_000 });

    it("waits for nothing, whatever operator, webhook and nodes are like", async () => {
        const result = await changed(
            { present: same, operator: silent, ...never },
            { object: { annotations: {}, spec } },
        );
        assert.deepEqual(result, { said: [], seconds: 0 });
    });

    it("waits where it has changed the operator, under which the cluster has to come to rest", async () => {
        for (const changedNow of [
            { rolledOutAt: 10_000 },
            { rolledOutAt: undefined, movedAt: 5_000 },
            { observed: false },
        ]) {
            const state = (s: number) =>
                s < 60
                    ? { ...operator, webhook: false, ...changedNow }
                    : { ...operator, rolledOutAt: 10_000 };
            const { seconds } = await changed(
                { present: same, operator: state as never },
                { object: { annotations: {}, spec } },
            );
            assert.ok(seconds >= 50, `${JSON.stringify(changedNow)}: ${seconds}`);
        }
    });

    it("is none where any field differs, is new, or a list is shorter", async () => {
        for (const other of [
            { ...spec, image: "emqx/emqx:5.7.2" },
            { ...spec, imagePullPolicy: "Always" },
            { ...spec, coreTemplate: { spec: { ...spec.coreTemplate.spec, env: [] } } },
        ]) {
            const stuck = changed(
                { present: same, operator: () => ({ ...operator, available: 0 }) },
                { object: { annotations: {}, spec: other } },
            );
            await assert.rejects(stuck, /The EMQX operator does not serve/);
        }
    });

    it("is none where an annotation of the object differs, which may hold what its disks are to be", async () => {
        const annotated = { ...same, object: { ...same.object, annotations: { size: "40Gi", other: "x" } } };
        const wanted = (size: string) => ({ object: { annotations: { size }, spec } });
        const passed = await changed({ present: annotated, operator: silent, ...never }, wanted("40Gi"));
        assert.equal(passed.seconds, 0);
        const stuck = { present: annotated, operator: () => ({ ...operator, available: 0 }) };
        await assert.rejects(changed(stuck, wanted("80Gi")), /The EMQX operator does not serve/);
    });

    it("is one that only says another number of nodes than somebody else wrote, which never gets there", async () => {
        const path = ["spec", "coreTemplate", "spec", "replicas"];
        const writer = (name: string) => ({
            subject: "replicas" as const,
            role: "core" as const,
            name,
            path,
        });
        const scaled = (name: string) => ({
            ...same,
            replicas: { core: 5, replicant: 3 },
            object: {
                ...same.object,
                spec: { ...stored, coreTemplate: { spec: { ...spec.coreTemplate.spec, replicas: 5 } } },
                asked: {
                    replicas: { core: 5, replicant: 3 },
                    revisions: present.revisions,
                    writers: [writer(name)],
                },
            },
        });
        const passed = await changed(
            { present: scaled("kubectl"), operator: silent, ...never },
            { object: { annotations: {}, spec } },
        );
        assert.deepEqual(passed, { said: [], seconds: 0 });
        await assert.rejects(
            changed(
                { present: scaled("pulumi-kubernetes-1"), operator: silent },
                { object: { annotations: {}, spec } },
            ),
            /does not serve/,
        );
        const { said } = await changed(
            { present: scaled("kubectl") },
            { object: { annotations: {}, spec: { ...spec, image: "other" } } },
        );
        assert.match(said[0]!, /warning: the EMQX object asks for 5 cores, which "kubectl" wrote.*conflict/);
    });

    it("is still refused where it would hurt", async () => {
        const wanted = { ...goal.wanted, replicas: { core: 1, replicant: 3 } };
        await assert.rejects(
            changed({ present: same }, { object: { annotations: {}, spec }, wanted }),
            /cores\.replicas: is 1/,
        );
    });
});

describe("an API server that refuses to be looked at", () => {
    it("ends the wait in a moment, with verb and resource", async () => {
        const call = { verb: "list", resource: "deployments", group: "apps" };
        let asked = 0;
        const refuse = () => {
            asked++;
            throw new Refused(403, call, "deployments.apps is forbidden");
        };
        await assert.rejects(changed({ operators: refuse }), (error: Error) => {
            assert.ok(error instanceof WaitFailed);
            assert.match(
                error.message,
                /refuses what has to be known of EMQX: these credentials may not list deployments\.apps \(403: deployments\.apps is forbidden\)/,
            );
            return true;
        });
        assert.ok(asked > 1 && asked < 12, "given a moment, since rights may be in the making");
    });
});

describe("a wait", () => {
    it("says at least once a minute what it waits for, and not at every look", async () => {
        const { said } = await changed({
            operator: (s) => ({ ...operator, available: s < 200 ? 0 : 1 }),
        });
        assert.deepEqual(
            said,
            [0, 60, 120, 180].map((s) => `${s}s waiting for the operator 2.2.29 0/2`),
        );
    });
});

describe("before the first part of a stack changes", () => {
    it("what would hurt the running cluster is refused with the stack's own paths", async () => {
        const access = {
            present: async () => present,
            apiVersions: async () => [],
            operators: async () => [],
        } as Partial<ClusterAccess>;
        const watch = { report: () => {}, warn: () => {}, now: () => 0, sleep: async () => {} };
        const wanted = { ...goal.wanted, replicas: { core: 1, replicant: 3 } };
        const stack = {
            ...goal,
            pools: [],
            component: "EmqxOnAck" as const,
            wanted,
            inputs: {
                operator: "operator",
                writeOperator: (version: string) => `operator: { version: "${version}" }`,
                emqx: "emqx",
            },
            owner: "project/stack/mqtt-emqx",
            objectOn: async () => goal.object,
            changedBefore: "Nothing of the stack was changed.",
        };
        await assert.rejects(
            checkStackChange(stack, access as ClusterAccess, watch),
            /EmqxOnAck "emqx" has 1 problem in its arguments:\n {2}emqx\.cores\.replicas: is 1.*\nNothing of the stack was changed\.$/,
        );
    });

    it("an EMQX cluster that comes after an operator leaves the change of lines to its own gate, which looks when that is there", async () => {
        const access = {
            present: async () => undefined,
            apiVersions: async () => ["v2beta1"],
            operators: async () => [operator],
        } as Partial<ClusterAccess>;
        const watch = { report: () => {}, warn: () => {}, now: () => 0, sleep: async () => {} };
        const checked = (operatorMayCome: boolean) =>
            checkStackChange(
                {
                    ...goal,
                    line: v2,
                    owner: "project/stack/mqtt-emqx",
                    pools: [],
                    component: "EmqxCluster" as const,
                    inputs: {
                        operator: "operatorVersion",
                        writeOperator: (version: string) => `operatorVersion: "${version}"`,
                        operatorMayCome,
                        emqx: "",
                    },
                    objectOn: async () => goal.object,
                    changedBefore: "Nothing of it was changed.",
                },
                access as ClusterAccess,
                watch,
            );
        await checked(true);
        await assert.rejects(checked(false), /Whoever installs it switches it first/);
    });

    /** What becomes of a stack's first update, by what the Kubernetes cluster has already. */
    async function installed(
        operators: readonly { namespace: string }[],
        clusters: readonly SomebodysEmqx[] = [],
        more: object = {},
        leaves: { leavesCertManager?: boolean } = {},
    ): Promise<string> {
        const access = {
            present: async () => undefined,
            apiVersions: async () => [],
            operators: async () => operators.map((one) => ({ ...operator, ...one })),
            clusters: async () => clusters,
            certManager: async () => undefined,
            ...more,
        } as unknown as ClusterAccess;
        const stack = {
            ...goal,
            pools: [],
            component: "EmqxOnAck" as const,
            ...leaves,
            installs: { operatorNamespace: "emqx-operator-system", nodes: { pool: "mqtt-core" } },
            inputs: {
                operator: "operator",
                writeOperator: (version: string) => `operator: { version: "${version}" }`,
                emqx: "emqx",
            },
            owner: "project/stack/mqtt-emqx",
            objectOn: async () => goal.object,
            changedBefore: "Nothing of the stack was changed.",
        };
        const watch = { report: () => {}, warn: () => {}, now: () => 0, sleep: async () => {} };
        return checkStackChange(stack, access, watch).then(
            () => "",
            (error: Error) => error.message,
        );
    }

    it("a cert-manager that the stack made stays until the program says otherwise", async () => {
        const certificates = ["mqtt/tls", ...Array.from({ length: 11 }, (_, i) => `other/tls-${i}`)];
        const made = { certManager: async () => ({ namespace: "cert-manager", certificates }) };
        assert.match(
            await installed([], [], made, { leavesCertManager: true }),
            /\n {2}certManager: is not given.* the one in namespace "cert-manager", which this stack made, would be removed\. It renews mqtt\/tls, .* and 2 more\. Write certManager: \{\} .* or certManager: false/,
        );
        const never = async () => {
            throw new Error("nobody asks");
        };
        assert.equal(await installed([], [], { certManager: never }), "");
        assert.equal(await installed([], [], {}, { leavesCertManager: true }), "");
    });

    const elsewhere = { namespace: "other", instance: "emqx", nodeSelector: { pool: "fleet-core" } };
    // Its EMQX so far, which is to be in another namespace.
    const own = { namespace: "before", instance: "emqx", nodeSelector: { pool: "mqtt-core", more: "x" } };

    it("an operator beside one of another stack's is refused", async () => {
        assert.match(
            await installed([{ namespace: "somewhere" }]),
            /operator: would be installed beside one that is there: Deployment .* in namespace somewhere acts on namespace .*write existingOperator: true/,
        );
        assert.match(
            await installed([{ namespace: "emqx-operator-system" }], [elsewhere]),
            /serves EMQX "emqx" in namespace "other", which is not this stack's/,
        );
    });

    it("an operator of an earlier attempt of its own is none", async () => {
        assert.equal(await installed([]), "");
        assert.equal(await installed([], [elsewhere]), "");
        assert.equal(await installed([{ namespace: "emqx-operator-system" }]), "");
        assert.equal(await installed([{ namespace: "emqx-operator-system" }], [own]), "");
    });

    it("a running stack's operator is its own, wherever others stand", async () => {
        const never = async () => {
            throw new Error("nobody asks");
        };
        const running = { present: async () => present, clusters: never };
        assert.equal(await installed([{ namespace: "somewhere" }], [], running), "");
    });
});
