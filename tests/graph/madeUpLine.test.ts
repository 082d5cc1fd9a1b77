import { strict as assert } from "node:assert";
import {
    EmqxCluster,
    type EmqxClusterArgs,
    EmqxEdition,
    EmqxOnAck,
    type EmqxOnAckArgs,
    LoadBalancerKind,
    MqttLoadBalancer,
} from "../../provider";
import { beforeChange } from "../../provider/emqx/gate/beforeChange";
import type { PodNeeds } from "../../provider/emqx/gate/meant/room";
import type { ClusterAccess } from "../../provider/emqx/gate/seen/clusterAccess";
import { waitForRollout } from "../../provider/emqx/gate/waitForRollout";
import { addLine, formerTypes, lineOfType, servedLine } from "../../provider/emqx/lines";
import type { NodeSet, Observation, SetPod } from "../../provider/emqx/lines/line/observation";
import { v2beta1 } from "../../provider/emqx/lines/v2beta1";
import { REVISION_ANNOTATION } from "../../provider/naming/labels";
import { runFailingProgram, runProgram } from "../../testkit/programs/runProgram";
import { MADE_UP_VERSIONS, madeUp } from "../support/madeUpLine";
import { newCluster } from "../support/stacks";

const ARGS: EmqxClusterArgs = {
    edition: EmqxEdition.Enterprise,
    version: "9.9.0",
    licenseKey: "key",
};

function program() {
    const cluster = new EmqxCluster("emqx", ARGS);
    new MqttLoadBalancer("lb", { kind: LoadBalancerKind.Clb, namespace: cluster.namespace });
}

/** A set of which some pods are made anew, although its template says the new revision from the first second on. */
function set(role: "core" | "replicant", revision: string, made: number): NodeSet {
    const pods = [0, 1, 2].map(
        (i): SetPod => ({
            name: `${role}-${i}`,
            revision: i < made ? revision : "old",
            containersReady: true,
            ready: true,
        }),
    );
    return { name: `emqx-${role}`, role, revision, wanted: 3, ready: 3, pods };
}

describe("a line of the operator that is one folder and one row", () => {
    let remove = () => {};
    before(() => {
        remove = addLine(madeUp, MADE_UP_VERSIONS);
    });
    after(() => remove());

    it("has objects of its own API version and fields, and takes over those of the version before", async () => {
        const graph = await runProgram(program, { mode: "update" });
        const emqx = graph.get("EMQX");
        assert.equal(emqx.type, "kubernetes:apps.emqx.io/v9:EMQX");
        assert.equal(emqx.inputs.apiVersion, "apps.emqx.io/v9");
        const spec = emqx.inputs.spec as any;
        assert.equal(spec.nodes.core.count, 3);
        assert.equal(spec.nodes.replicant.pods.resources.requests.memory, "2Gi");
        assert.match(spec.nodes.core.pods.notes[REVISION_ANNOTATION], /^[0-9a-f]{16}$/);
        assert.deepEqual(
            emqx.options.aliases?.map((alias: any) => alias.spec?.type ?? alias.type),
            ["kubernetes:apps.emqx.io/v8:EMQX"],
        );
        assert.equal(graph.all("Service").length, 2);
    });

    it("is read back as it was written", async () => {
        const graph = await runProgram(program, { mode: "update" });
        const state = madeUp.read(graph.get("EMQX").inputs);
        assert.deepEqual(state.replicas, { core: 3, replicant: 3 });
        assert.equal(state.version, "9.9.0");
        assert.equal(state.pace.connectionsPerSecond, 500);
        assert.equal(state.pods.core.cpu, "500m");
        assert.ok(state.disks);
        assert.equal(state.environment.core.get("EMQX_LISTENERS__TCP__DEFAULT__ENABLE"), "true");
    });

    it("has rolled out when every pod has been made anew, whatever its sets say before", async () => {
        const said: string[] = [];
        let now = 0;
        const made = () => Math.min(3, Math.floor(now / 10_000));
        const observe = async (): Promise<Observation> => ({
            ready: true,
            configApplied: true,
            nodes: [],
            sets: [set("core", "new", made()), set("replicant", "new", made())],
        });
        await waitForRollout(
            {
                line: madeUp,
                namespace: "emqx",
                instance: "emqx",
                target: {
                    revisions: { core: "new", replicant: "new" },
                    replicas: { core: 3, replicant: 3 },
                    version: "9.9.0",
                },
                changes: true,
                timeoutSeconds: 60,
            },
            {
                observe,
                lastWords: async () => undefined,
                retire: async () => undefined,
                growClaim: async () => undefined,
            },
            {
                report: (line) => said.push(line),
                warn: (line) => said.push(line),
                now: () => now,
                sleep: async (milliseconds) => {
                    now += milliseconds;
                },
            },
        );
        assert.equal(now, 30_000);
        assert.deepEqual(said, [
            "0s cores 0/3 made anew, replicants 0/3 made anew",
            "10s cores 1/3 made anew, replicants 1/3 made anew",
            "20s cores 2/3 made anew, replicants 2/3 made anew",
        ]);
    });

    it("asks for no room beside the running pods, since each is made anew in its place", async () => {
        const crowded: PodNeeds[] = [
            {
                role: "core",
                nodeSelector: {},
                tolerations: [],
                cpu: 1,
                memory: 1,
                wanted: 3,
                revision: "new",
            },
        ];
        const goal = {
            line: madeUp,
            name: "emqx",
            namespace: "emqx",
            instance: "emqx",
            wanted: {
                revisions: { core: "new", replicant: "same" },
                replicas: { core: 3, replicant: 3 },
                version: "9.9.1",
                enterprise: true,
            },
            needs: crowded,
            object: { annotations: {}, spec: {} },
            timeoutSeconds: 60,
            begunAt: 0,
        };
        const present = {
            runningVersions: ["9.9.0"],
            enterprise: undefined,
            replicas: { core: 3, replicant: 3 },
            revisions: { core: "old", replicant: "same" },
        };
        const names = ["a", "b", "c"];
        const fullNode = (name: string) => ({
            ...{ name, labels: crowded[0]?.nodeSelector ?? {}, taints: [], ready: true, cordoned: false },
            ...{ cpu: 1, memory: 2 ** 30, pods: 1 },
        });
        const oldCore = (node: string) => ({ node, cpu: 1, memory: 0, role: "core", revision: "old" });
        const access = {
            present: async () => present,
            apiVersions: async () => ["v9"],
            operators: async () => [],
            disown: async () => false,
            room: async () => ({ nodes: names.map(fullNode), pods: names.map(oldCore) }),
        } as Partial<ClusterAccess> as ClusterAccess;
        let now = 0;
        const watch = {
            report: () => {},
            warn: () => {},
            now: () => now,
            sleep: async (milliseconds: number) => {
                now += milliseconds;
            },
        };
        await beforeChange(goal, access, watch);
        assert.equal(now, 0);
        await assert.rejects(
            beforeChange({ ...goal, line: v2beta1 }, { ...access, apiVersions: async () => [] }, watch),
            /3 new core pods .* need room beside the running ones/,
        );
    });

    it("brings its own operator: another chart, other values, and no cert-manager where it needs none", async () => {
        const emqx = { edition: EmqxEdition.Enterprise, version: "9.9.0", licenseKey: "key" };
        const graph = await runProgram(() => void new EmqxOnAck("mqtt", { ...newCluster, emqx }), {
            mode: "update",
        });
        const chart = graph.all("Chart").find(({ name }) => name === "mqtt-operator-chart");
        assert.equal(chart?.inputs.version, "9.1.3");
        assert.deepEqual(chart?.inputs.values, { pods: 2 });
        assert.deepEqual(graph.all("CertManager"), []);
        const refused = async (more: Partial<EmqxOnAckArgs>) => {
            const program = () => void new EmqxOnAck("mqtt", { ...newCluster, emqx, ...more });
            return (await runFailingProgram(program, {})).error.message;
        };
        assert.match(
            await refused({ operator: { version: "2.2.29" } }),
            /operator\.version: is "2\.2\.29", and EMQX 9\.9\.0 runs on operator line 9\.1; write "9\.1\.3"/,
        );
        const asked = await runProgram(
            () => void new EmqxOnAck("mqtt", { ...newCluster, emqx, certManager: {} }),
            { mode: "update" },
        );
        assert.equal(asked.all("CertManager").length, 1, "whoever asks for one gets it");
    });

    it("may take over objects of a line that is written here, which stay that one's until they are", () => {
        const over = { ...madeUp, id: "9.2", formerVersions: ["v2beta1"] };
        const removeIt = addLine(over, []);
        try {
            assert.equal(lineOfType("kubernetes:apps.emqx.io/v2beta1:EMQX")?.id, "2.2");
            assert.deepEqual(formerTypes(over), ["kubernetes:apps.emqx.io/v2beta1:EMQX"]);
        } finally {
            removeIt();
        }
    });

    it("fits where the cluster's operator serves older versions beside its own", () => {
        const both = {
            ...madeUp,
            chart: { ...madeUp.chart, serves: (all: readonly string[]) => all.includes("v9") },
        };
        assert.deepEqual(servedLine(both, ["v9", "v2beta1"]), { fits: true });
        assert.deepEqual(servedLine(v2beta1, ["v9"]), { fits: false, other: "9.1" });
        assert.deepEqual(servedLine(v2beta1, ["v2", "v2beta1"]), { fits: false, other: "2.3" });
    });

    it("is what a whole stack gets for its versions: other clusters' objects are refused in its words", async () => {
        const { error } = await runFailingProgram(
            () => {
                new EmqxOnAck("mqtt", {
                    ...newCluster,
                    emqx: { edition: EmqxEdition.Enterprise, version: "9.9.0", licenseKey: "key" },
                });
            },
            { mode: "update", cluster: { apiVersions: async () => ["v2beta1"] } },
        );
        assert.match(error.message, /operator: does not fit: the Kubernetes cluster has EMQX operator 2\.2/);
        assert.match(error.message, /line 9\.1 reads none of its objects: .* second Kubernetes cluster/);
    });
});
