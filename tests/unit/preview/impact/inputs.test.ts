import assert from "node:assert";
import { compareGraphs } from "../../../../preview/changes/compare";
import { reviewOf } from "../../../../preview/impact/reviewOf";
import { inputsOf, inputText } from "../../../../preview/impact/say/inputs";
import { INPUT_OF_VARIABLE, variablesText } from "../../../../preview/impact/say/variables";
import { capital } from "../../../../preview/impact/say/wording";
import type { Graph } from "../../../../preview/monitor/graph";
import { EmqxCluster, type EmqxClusterArgs, EmqxEdition } from "../../../../provider";
import { listenerOf } from "../../../../provider/emqx/listeners/variables";
import { runProgram } from "../../../../testkit/programs/runProgram";

const EMQX = "kubernetes:apps.emqx.io/v2beta1:EMQX";
const urn = (types: string) => `urn:pulumi:prod::mqtt::${types}::emqx`;

const outline = inputsOf(
    urn(`acme:index:Broker$emqx-ack:index:EmqxOnAck$emqx-ack:index:EmqxCluster$${EMQX}`),
);
const alone = inputsOf(urn(`emqx-ack:index:EmqxCluster$${EMQX}`));
const byHand = inputsOf(urn(EMQX));

/** EmqxCluster by itself, as it runs. */
const RUNNING: EmqxClusterArgs = {
    kubeconfig: "apiVersion: v1\nkind: Config\n",
    clusterIdentifier: "c",
    edition: EmqxEdition.Enterprise,
    version: "5.8.10",
    licenseKey: "license-of-the-tests",
    cores: { storage: { size: "20Gi" } },
    limits: { maxPorts: 1_048_576 },
    environment: { EMQX_LOG__CONSOLE__LEVEL: "info" },
    config: "mqtt.max_packet_size = 1MB",
    listeners: { tcp: { maxConnections: 1000, acceptors: 16 } },
};

/** One input changed, and what the review calls it. */
const CHANGES: readonly (readonly [Partial<EmqxClusterArgs>, heading: string])[] = [
    [{ limits: { maxPorts: 2_097_152 } }, "limits.maxPorts 1,048,576 to 2,097,152"],
    [
        { limits: { maxPorts: 1_048_576, distBufferSizeKb: 32_768 } },
        "limits.distBufferSizeKb 16,384 to 32,768",
    ],
    [{ version: "5.8.11" }, "version 5.8.10 to 5.8.11"],
    [{ imageRegistry: "acr.example/mqtt" }, "imageRegistry set to acr.example/mqtt"],
    [
        { image: "acr.example/broker:5.8.10" },
        "image emqx/emqx-enterprise:5.8.10 to acr.example/broker:5.8.10",
    ],
    [{ cores: { storage: { size: "40Gi" } } }, "cores.storage.size 20Gi to 40Gi"],
    [
        { cores: { storage: { size: "20Gi", storageClassName: "fast" } } },
        "cores.storage.storageClassName set to fast",
    ],
    [{ replicants: { replicas: 5 } }, "replicants.replicas 3 to 5"],
    [{ replicants: { resources: { cpuRequest: "2" } } }, "replicants.resources.cpuRequest 1 to 2"],
    [{ evacuation: { waitTakeoverSeconds: 30 } }, "evacuation.waitTakeoverSeconds 10 to 30"],
    [{ podAnnotations: { "a.b/c": "on" } }, 'podAnnotations["a.b/c"] set to on'],
    [{ dashboard: { username: "ops" } }, "dashboard.username admin to ops"],
    [{ config: "mqtt.max_packet_size = 2MB" }, "config: mqtt.max_packet_size"],
    [{ environment: { EMQX_A: "1", EMQX_LOG__CONSOLE__LEVEL: "info" } }, "environment EMQX_A added"],
    [
        { listeners: { tcp: { maxConnections: 2000, acceptors: 16 } } },
        "listeners.tcp.maxConnections 1,000 to 2,000",
    ],
    [{ listeners: { tcp: { maxConnections: 1000, acceptors: 32 } } }, "listeners.tcp.acceptors"],
    [{ listeners: { tcp: { maxConnections: 1000, acceptors: 16 }, ws: {} } }, "listeners.ws (8083) added"],
];

async function graphOf(args: EmqxClusterArgs): Promise<Graph> {
    const { recorded } = await runProgram(() => {
        new EmqxCluster("mqtt", args);
    });
    return recorded;
}

describe("headings in a person's own inputs", () => {
    it("begin where the program has them: in the outline, in the component alone, nowhere", () => {
        assert.strictEqual(outline.path("limits.maxPorts"), "emqx.limits.maxPorts");
        assert.strictEqual(outline.path("kernelProfile.preset"), "kernel.preset");
        assert.strictEqual(outline.path("imageRegistry"), "imageRegistry");
        assert.strictEqual(alone.path("limits.maxPorts"), "limits.maxPorts");
        assert.strictEqual(alone.path("kernelProfile.preset"), "kernelProfile.preset");
        assert.deepStrictEqual(
            [outline, alone, byHand].map((inputs) => inputs.byHand),
            [false, false, true],
        );
    });

    it("are the keys of its configuration in the root stack", () => {
        const root = inputsOf(
            `urn:pulumi:prod::emqx-ack::emqx-ack:index:EmqxOnAck$emqx-ack:index:EmqxCluster$${EMQX}::mqtt`,
        );
        const keys: [input: string, key: string][] = [
            ["replicants.replicas", "replicants"],
            ["version", "emqxVersion"],
            ["config", "emqxConfig"],
            ["limits.maxPorts", "emqx.limits.maxPorts"],
            ["cores.storage.size", "coreDiskSize"],
            ["replicants.resources.cpuRequest", "replicantResources.cpuRequest"],
            ["evacuation.sessionsPerSecond", "clientsMovedPerSecond"],
            ["listeners.ssl", "listeners: ssl"],
            ["listeners.ssl.tlsSecretName", "tlsSecretName"],
            ["listeners.tcp.maxConnections", "emqx.listeners.tcp.maxConnections"],
            ["imageRegistry", "imageRegistry"],
        ];
        assert.deepStrictEqual(
            keys.map(([input]) => root.path(input)),
            keys.map(([, key]) => key),
        );
        // The same project's name on another program's component says nothing.
        const inside = `acme:index:Broker$emqx-ack:index:EmqxOnAck$emqx-ack:index:EmqxCluster$${EMQX}`;
        assert.strictEqual(
            inputsOf(`urn:pulumi:prod::emqx-ack::${inside}::mqtt`).path("config"),
            "emqx.config",
        );
    });

    it("tell what a value was and is, where it is known", () => {
        assert.strictEqual(
            inputText(alone, { input: "limits.maxPorts", from: "1048576", to: "2097152" }),
            "limits.maxPorts 1,048,576 to 2,097,152",
        );
        assert.strictEqual(
            inputText(alone, { input: "replicants.replicas", to: "3" }),
            "replicants.replicas set to 3",
        );
        assert.strictEqual(
            inputText(alone, { input: "version", from: "5.8.10" }),
            "version (5.8.10) taken out",
        );
        assert.strictEqual(inputText(alone, { input: "config" }), "config");
    });

    it("name variables as they were written, and no value of a secret", () => {
        const text = (inputs: typeof alone) =>
            variablesText(
                [
                    {
                        name: "EMQX_NODE__MAX_PORTS",
                        how: "changed",
                        from: "1048576",
                        to: "2097152",
                        secret: false,
                    },
                    { name: "EMQX_LOG__CONSOLE__LEVEL", how: "added", to: "info", secret: false },
                    { name: "EMQX_MQTT__MAX_QOS_ALLOWED", how: "changed", from: "1", to: "2", secret: false },
                    { name: "EMQX_SSO__SECRET", how: "removed", secret: true },
                ],
                inputs,
            );
        assert.strictEqual(
            text(outline),
            "emqx.limits.maxPorts 1,048,576 to 2,097,152; emqx.environment EMQX_LOG__CONSOLE__LEVEL added and EMQX_MQTT__MAX_QOS_ALLOWED; emqx.secretEnvironment EMQX_SSO__SECRET removed",
        );
        assert.match(text(byHand), /^EMQX environment EMQX_NODE__MAX_PORTS, EMQX_LOG__CONSOLE__LEVEL added/);
    });

    it("know the input of every variable that EmqxCluster writes", async () => {
        const { recorded } = await runProgram(() => {
            new EmqxCluster("mqtt", {
                kubeconfig: "apiVersion: v1\nkind: Config\n",
                clusterIdentifier: "c",
                edition: EmqxEdition.Enterprise,
                licenseKey: "license-of-the-tests",
                listeners: { tcp: {}, ssl: { tlsSecretName: "tls" } },
            });
        });
        const object = recorded.resources.find(({ type }) => type === EMQX)?.inputs as never as {
            spec: { coreTemplate: { spec: { env: { name: string }[] } } };
        };
        const names = object.spec.coreTemplate.spec.env.map(({ name }) => name);
        assert.ok(names.length > 5);
        assert.deepStrictEqual(
            names.filter((name) => INPUT_OF_VARIABLE[name] === undefined && listenerOf(name) === undefined),
            [],
        );
    });

    for (const [input, heading] of CHANGES) {
        it(`are of the input that was changed: ${heading}`, async () => {
            const changes = compareGraphs(await graphOf(RUNNING), await graphOf({ ...RUNNING, ...input }));
            const headings = reviewOf(changes).effects.map(({ what }) => what);
            assert.ok(headings.includes(heading), headings.join("\n"));
        });
    }

    it("begin a sentence as they are written", () => {
        assert.strictEqual(capital("emqx.config: mqtt"), "emqx.config: mqtt");
        assert.strictEqual(capital("licenseKey added"), "licenseKey added");
        assert.strictEqual(capital("node pool core created"), "Node pool core created");
    });
});
