import assert from "node:assert/strict";
import * as fc from "fast-check";
import { reveal } from "../../../../../preview/monitor/wire";
import {
    EmqxCluster,
    type EmqxClusterArgs,
    EmqxEdition,
    KernelPreset,
    ListenerProtocol,
} from "../../../../../provider";
import { knownVersions, schemaOf } from "../../../../../testkit/crds/toDefinition";
import { crdValidator, structuralValidator } from "../../../../support/crdValidator";
import { run, SHAPES, shapeGraph } from "../../../../support/stacks";
import { versioned } from "../../../../support/versions";
import { anyEmqx, emqxObject } from "../../emqxObjects";

/** What nobody leaves to a default, on a million-connection stack. */
const SPELLED_OUT: EmqxClusterArgs = {
    namespace: "mqtt",
    instanceName: "broker",
    edition: EmqxEdition.Enterprise,
    version: "5.8.6",
    licenseKey: "license",
    imageRegistry: "registry.example/mqtt",
    imagePullSecrets: ["pull"],
    cores: {
        replicas: 3,
        resources: { cpuRequest: "4", memoryRequest: "4Gi", cpuLimit: "20", memoryLimit: "20Gi" },
        storage: { size: "100Gi", storageClassName: "essd" },
        nodeSelector: { disk: "fast" },
        tolerations: [{ key: "mqtt", value: "core", effect: "NoSchedule" }],
    },
    replicants: { replicas: 5, resources: { cpuRequest: "14", memoryRequest: "26Gi" } },
    listeners: {
        tcp: {},
        ssl: { tlsSecretName: "mqtt-tls", verifyClient: true },
        more: {
            fleet: { protocol: ListenerProtocol.Ssl, tlsSecretName: "fleet-tls", port: 8884, bind: 8884 },
        },
    },
    config: "mqtt.max_packet_size = 1MB",
    limits: { maxPorts: 2_097_152, distBufferSizeKb: 32_768 },
    environment: { EMQX_LOG__CONSOLE__LEVEL: "warning" },
    secretEnvironment: { EMQX_AUTHENTICATION__1__PASSWORD: "hidden" },
    dashboard: { username: "ops", password: "long-enough-1" },
    apiKeys: [{ key: "monitoring", secret: "s3cret" }],
    podAnnotations: { "prometheus.io/scrape": "true" },
    evacuation: { connectionsPerSecond: 500, sessionsPerSecond: 500, waitTakeoverSeconds: 60 },
    kernelProfile: { preset: KernelPreset.Million },
    connections: 1_000_000,
};

describe("the EMQX object against the operator's CRD", () => {
    const check = crdValidator("operator-2.2", "emqxes", "v2beta1");

    for (const shape of Object.keys(SHAPES)) {
        it(`is valid in a stack with ${shape}`, async () => {
            const graph = await shapeGraph(shape, "update");
            assert.deepEqual(check(reveal(graph.get("EMQX").inputs)), []);
        });
    }

    it("is valid from EmqxCluster with no argument and with every argument", async () => {
        const graph = await run(() => {
            new EmqxCluster("least", versioned({}));
            new EmqxCluster("most", versioned(SPELLED_OUT));
        }, "update");
        for (const object of graph.all("EMQX")) {
            assert.deepEqual(check(reveal(object.inputs)), []);
        }
        assert.equal(graph.all("EMQX").length, 2);
    });

    it("is valid for any combination of arguments", async () => {
        await fc.assert(
            fc.asyncProperty(anyEmqx, async (args) => {
                assert.deepEqual(check(await emqxObject(args)), []);
            }),
            { numRuns: 150 },
        );
    });

    it("would not be with a misspelt field, a wrong type, or both disruption budgets", async () => {
        const broken = async (change: (spec: any) => void) => {
            const object = await emqxObject({});
            change(object.spec);
            return check(object);
        };
        assert.match(
            (await broken((spec) => (spec.coreTemplate.spec.toleration = []))).join(),
            /coreTemplate\/spec: must NOT have additional properties \(toleration\)/,
        );
        assert.match(
            (await broken((spec) => (spec.coreTemplate.spec.replicas = "3"))).join(),
            /coreTemplate\/spec\/replicas: must be integer/,
        );
        assert.match(
            (await broken((spec) => (spec.coreTemplate.spec.env[0].value = 3))).join(),
            /env\/0\/value: must be string/,
        );
        assert.match(
            (await broken((spec) => (spec.replicantTemplate.spec.resources.requests.cpu = "many"))).join(),
            /requests\/cpu: must match pattern/,
        );
        assert.match(
            (await broken((spec) => (spec.coreTemplate.spec.minAvailable = 1))).join(),
            /minAvailable cannot be set when maxUnavailable/,
        );
        assert.match((await broken((spec) => delete spec.image)).join(), /required property 'image'/);
    });

    it("is not claimed to be valid where the definition has a rule that nobody checks", () => {
        const list = knownVersions("operator-2.2", "emqxes")[0];
        const ruled = {
            ...schemaOf(list?.fields ?? []),
            "x-kubernetes-validations": [{ rule: "self.a == 1", message: "" }],
        };
        assert.throws(() => structuralValidator(ruled), /cannot check the rule self/);
        assert.throws(() => crdValidator("operator-2.2", "emqxes", "v3beta1"), /is of version v3beta1/);
    });
});
