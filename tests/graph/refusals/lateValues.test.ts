import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
    AckCluster,
    CertManager,
    EmqxCluster,
    EmqxEdition,
    EmqxOnAck,
    EmqxOperator,
    InvalidArguments,
    MqttLoadBalancer,
    NodeTuning,
    TunedNodePool,
} from "../../../provider";
import { runFailingProgram, runProgram } from "../../../testkit/programs/runProgram";
import { licenseOf } from "../../support/licenses";
import { refusalsOf } from "../../support/refusals";
import { existingCluster, MODES, newCluster, VSWITCHES, ZONES } from "../../support/stacks";
import { versioned, versionedStack } from "../../support/versions";

type Create = (args: any) => unknown;

const COMPONENTS: Record<string, [args: object, create: Create]> = {
    AckCluster: [{ newCluster: { zones: ZONES } }, (args) => new AckCluster("c", args)],
    TunedNodePool: [
        { clusterId: "c-1", role: "core", vswitchIds: ["vsw-1"] },
        (args) => new TunedNodePool("c", args),
    ],
    NodeTuning: [{}, (args) => new NodeTuning("c", args)],
    CertManager: [{ tolerations: [{ key: "a" }] }, (args) => new CertManager("c", args)],
    EmqxOperator: [{}, (args) => new EmqxOperator("c", args)],
    EmqxCluster: [{}, (args) => new EmqxCluster("c", versioned(args))],
    MqttLoadBalancer: [
        { kind: "Nlb", namespace: "emqx", vswitches: VSWITCHES },
        (args) => new MqttLoadBalancer("c", args),
    ],
    EmqxOnAck: [newCluster, (args) => new EmqxOnAck("mqtt", versionedStack(args))],
    "EmqxOnAck in a cluster that exists": [
        existingCluster,
        (args) => new EmqxOnAck("mqtt", versionedStack(args)),
    ],
};

type Place = readonly (string | number)[];

function replaced(value: any, [key, ...rest]: Place, by: unknown): any {
    if (key === undefined) return by;
    const copy = Array.isArray(value) ? [...value] : { ...value };
    const empty = typeof rest[0] === "number" ? [] : {};
    copy[key] = replaced(copy[key] ?? empty, rest, by);
    return copy;
}

/** What is wrong with one place, and resources of which none may be registered with it. */
const WRONG: [component: string, place: Place, value: unknown, unmade: string][] = [
    ["EmqxCluster", ["environment", "EMQX_DASHBOARD__LISTENERS__HTTPS__BIND"], "8883", "EMQX"],
    ["EmqxCluster", ["environment", "EMQX_RPC__MODE"], "zync", "EMQX"],
    ["AckCluster", ["newCluster", "clusterName"], "my cluster!", "ManagedKubernetes"],
    ["AckCluster", ["newCluster", "version"], "latest", "ManagedKubernetes"],
    ["AckCluster", ["newCluster", "tags", "team"], "x".repeat(300), "ManagedKubernetes"],
    ["TunedNodePool", ["pool", "nodes"], 0, "NodePool"],
    ["TunedNodePool", ["pool", "labels", "team"], "Team A", "NodePool"],
    ["TunedNodePool", ["pool", "imageType"], "Windows", "NodePool"],
    ["NodeTuning", ["namespace"], "Kube_System", "DaemonSet"],
    ["CertManager", ["replicas"], 2.5, "Release"],
    ["CertManager", ["source", "version"], "v1.9.0", "Release"],
    ["CertManager", ["tolerations", 0, "effect"], "NoSchedul", "Release"],
    ["EmqxOperator", ["source", "version"], "2.2.21", "Chart"],
    ["EmqxOperator", ["imagePullSecrets", 0], "Not A Name", "Chart"],
    ["EmqxCluster", ["config"], "mqtt.max_packet_size = 1M", "EMQX"],
    ["EmqxCluster", ["config"], "retainer {\n  enable = true,\n}", "EMQX"],
    [
        "EmqxCluster",
        ["config"],
        'rule_engine.rules.a { sql = "SELECT 1 FROM t", metadata { "#" = 1 } }',
        "EMQX",
    ],
    ["EmqxCluster", ["environment", "EMQX_MQTT__MAX_INFLIGHT"], "many", "EMQX"],
    ["EmqxCluster", ["namespace"], "EMQX", "EMQX"],
    ["EmqxCluster", ["cores", "resources", "memoryRequest"], "8GB", "EMQX"],
    ["EmqxCluster", ["listeners", "tcp", "maxConnections"], 0, "EMQX"],
    ["MqttLoadBalancer", ["namespace"], "EMQX", "Service"],
    ["MqttLoadBalancer", ["vswitches", 1, "zoneId"], "cn-hangzhou-g", "Service"],
    ["EmqxOnAck", ["emqx", "cores", "storage", "size"], "10Gi", "EMQX"],
    ["EmqxOnAck", ["emqx", "config"], "node.cookie = abc", "EMQX"],
    ["EmqxOnAck", ["replicantPool", "nodes"], 1, "EMQX"],
    ["EmqxOnAck", ["traffic", "qos"], 3, "EMQX"],
    [
        "EmqxOnAck in a cluster that exists",
        ["existingCluster", "vswitches", 0, "zoneId"],
        "cn-shanghai-b",
        "EMQX",
    ],
];

async function refused(program: () => unknown, mode: "preview" | "update") {
    const { error, graph } = await runFailingProgram(program, { mode });
    assert.ok(error instanceof InvalidArguments, String(error.stack));
    assert.ok(pulumi.RunError.isInstance(error));
    const refusals = error.errors.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
    return { refusals, graph, error };
}

describe("a value that is known later", () => {
    for (const [component, place, value, unmade] of WRONG) {
        const [args, create] = COMPONENTS[component]!;
        for (const mode of MODES) {
            it(`is refused like one that is known at once: ${component} ${place.join(".")} (${mode})`, async () => {
                const plain = await refusalsOf(() => create(replaced(args, place, value)));
                const late = await refused(() => create(replaced(args, place, pulumi.output(value))), mode);
                assert.deepEqual(late.refusals, plain);
                assert.equal(
                    late.error.message.split("\n")[0],
                    `${component.split(" ")[0]} "${component.startsWith("EmqxOnAck") ? "mqtt" : "c"}" has ${plain.length === 1 ? "1 problem" : `${plain.length} problems`} in its arguments:`,
                );
                assert.deepEqual(late.graph.all(unmade), []);
            });
        }
    }

    for (const mode of MODES) {
        it(`is looked at where it is a license, which mostly is a secret, and not told (${mode})`, async () => {
            const ended = licenseOf({ start: "20240101", days: 30 });
            const args = { edition: EmqxEdition.Enterprise, version: "5.8.11", connections: 500 };
            const create = (licenseKey: pulumi.Input<string>) => () =>
                new EmqxCluster("c", { ...args, licenseKey });
            const plain = await refusalsOf(create(ended));
            assert.match(
                plain.join(),
                /^licenseKey: ended on 2024-01-31, and since 2024-05-01 EMQX 5\.8\.11 refuses/,
            );
            const late = await refused(create(pulumi.secret(ended)), mode);
            assert.deepEqual(late.refusals, plain);
            assert.ok(!late.error.message.includes(ended.split(".")[0]!));
            assert.deepEqual(late.graph.all("EMQX"), []);
        });
    }

    it("is warned of where it is a license that is for fewer clients", async () => {
        const small = licenseOf({ start: "20260101", days: 5000, sessions: 1000 });
        const graph = await runProgram(
            () =>
                new EmqxCluster("c", {
                    edition: EmqxEdition.Enterprise,
                    version: "5.8.11",
                    connections: 1050,
                    licenseKey: pulumi.secret(small),
                }),
        );
        const said = graph.diagnostics.map(({ message }) => message).join("\n");
        assert.match(said, /licenseKey is for 1,000 clients, and connections is 1,050/);
    });

    it("may be a Promise", async () => {
        const { refusals } = await refused(
            () => new CertManager("c", { replicas: Promise.resolve(0) }),
            "update",
        );
        assert.deepEqual(refusals, ["replicas: is 0; write a whole number from 1 to 10"]);
    });

    it("is not looked at while it is unknown", async () => {
        const unknown = () =>
            new EmqxCluster(
                "c",
                versioned({
                    namespace: new TunedNodePool("p", COMPONENTS.TunedNodePool![0] as any).nodePoolId,
                }),
            );
        const graph = await runProgram(unknown, { mode: "preview" });
        assert.equal(graph.all("EMQX").length, 1);
    });

    it("is told with what contradicts it, when that is known later, too", async () => {
        const resources = { cpuRequest: pulumi.output("4"), cpuLimit: pulumi.output("2") };
        const { refusals, graph } = await refused(
            () => new EmqxCluster("c", versioned({ cores: { resources } })),
            "update",
        );
        assert.deepEqual(refusals, [
            "cores.resources.cpuRequest: is 4, more than cpuLimit 2; Kubernetes refuses that. Lower one or raise the other",
        ]);
        assert.deepEqual(graph.all("EMQX"), []);
    });

    it("that is a secret is told without it", async () => {
        for (const args of [
            { dashboard: { password: pulumi.secret("hunter2") } },
            { apiKeys: [{ key: "a", secret: pulumi.secret("hunter2\n") }] },
            { kubeconfig: pulumi.secret("/home/hunter2") },
            { image: pulumi.secret("hunter2:x y") },
            { cores: { resources: { memoryRequest: pulumi.secret("hunter2") } } },
            // Told of one that is not secret: did you mean "1627Gi"?
            { cores: { resources: { memoryRequest: pulumi.secret("1627GB") } } },
        ]) {
            const { error, graph } = await refused(() => new EmqxCluster("c", versioned(args)), "update");
            assert.match(error.message, /: does not fit; write /);
            assert.doesNotMatch(`${error.message}${error.stack}`, /hunter2|1627/);
            assert.deepEqual(graph.all("EMQX"), []);
        }
    });

    it("that is a secret stays one", async () => {
        const graph = await runProgram(
            () =>
                new EmqxCluster(
                    "c",
                    versioned({ dashboard: { password: pulumi.secret("a-good-password") } }),
                ),
            { mode: "update" },
        );
        assert.deepEqual(graph.plainTextOccurrences("a-good-password"), []);
    });

    it("is refused at once where what is made depends on it", async () => {
        const later: any = pulumi.output(ZONES);
        assert.deepEqual(await refusalsOf(() => new AckCluster("c", { newCluster: { zones: later } })), [
            'newCluster.zones: is an Output, and what is made depends on it before its value is known; write the value itself, e.g. ["cn-hangzhou-g", "cn-hangzhou-h"]; its members may be Outputs',
        ]);
        assert.deepEqual(
            await refusalsOf(() => new EmqxCluster("c", versioned({ cores: pulumi.output({}) as any }))),
            [
                "cores: is an Output, and what is made depends on it before its value is known; write the value itself; its members may be Outputs",
            ],
        );
        assert.deepEqual(
            await refusalsOf(() => new CertManager("c", { source: { chart: Promise.resolve("x") as any } })),
            [
                "source.chart: is an Output, and what is made depends on it before its value is known; write the value itself",
            ],
        );
    });
});
