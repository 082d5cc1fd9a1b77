import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import {
    AckCluster,
    CertManager,
    EmqxCluster,
    EmqxOnAck,
    EmqxOperator,
    InvalidArguments,
    MqttLoadBalancer,
    NodeTuning,
    TunedNodePool,
} from "../../../provider";
import { runProgram } from "../../../testkit/programs/runProgram";
import { VSWITCHES, ZONES } from "../../support/stacks";
import { versioned, versionedStack } from "../../support/versions";

const CLUSTER = {
    newCluster: { zones: ZONES, vpcCidr: "10.0.0.0/8", serviceCidr: "172.21.0.0/20", tags: { a: "b" } },
};
const ADOPTED = { existingCluster: { clusterId: "c-1", vswitches: VSWITCHES } };
const POOL = { instanceTypes: ["ecs.c7.4xlarge"], nodes: 3, labels: { a: "b" }, imageType: "AliyunLinux3" };
const KERNEL = { parameters: { "net.core.somaxconn": "16384" }, rollout: "ReplacePool" };
const EMQX = {
    version: "5.7.2",
    cores: {
        replicas: 3,
        resources: { cpuRequest: "1" },
        tolerations: [{ key: "a" }],
        storage: { size: "40Gi" },
    },
    replicants: { replicas: 3, nodeSelector: { a: "b" } },
    listeners: { tcp: { port: 1883 }, ssl: { tlsSecretName: "tls" } },
    config: "mqtt.max_packet_size = 1MB",
    environment: { EMQX_A: "1" },
    secretEnvironment: { EMQX_B: "1" },
    dashboard: { password: "long-enough-1" },
    apiKeys: [{ key: "a", secret: "abc" }],
    imagePullSecrets: ["pull"],
    podAnnotations: { a: "b" },
    limits: { maxPorts: 1048576 },
    evacuation: { connectionsPerSecond: 1000 },
};

type Create = (args: any, opts?: pulumi.ComponentResourceOptions) => unknown;

/** Right arguments of every component; one place in them at a time is made wrong. */
const COMPONENTS: Record<string, [args: object, create: Create]> = {
    AckCluster: [CLUSTER, (args, opts) => new AckCluster("c", args, opts)],
    "AckCluster that exists": [ADOPTED, (args, opts) => new AckCluster("c", args, opts)],
    TunedNodePool: [
        { clusterId: "c-1", role: "core", vswitchIds: ["vsw-1"], pool: POOL, kernelProfile: KERNEL },
        (args, opts) => new TunedNodePool("c", args, opts),
    ],
    NodeTuning: [
        { nodeSelector: { a: "b" }, kernelProfile: KERNEL },
        (args, opts) => new NodeTuning("c", args, opts),
    ],
    CertManager: [
        {
            source: { version: "v1.21.1" },
            replicas: 2,
            imagePullSecrets: ["pull"],
            tolerations: [{ key: "a" }],
        },
        (args, opts) => new CertManager("c", args, opts),
    ],
    EmqxOperator: [
        {
            version: "2.2.29",
            replicas: 2,
            imagePullSecrets: ["pull"],
            tolerations: [{ key: "a" }],
        },
        (args, opts) => new EmqxOperator("c", args, opts),
    ],
    EmqxCluster: [
        { ...EMQX, kernelProfile: KERNEL },
        (args, opts) => new EmqxCluster("c", versioned(args), opts),
    ],
    MqttLoadBalancer: [
        {
            kind: "Nlb",
            namespace: "emqx",
            vswitches: VSWITCHES,
            listeners: { tcp: {} },
            annotations: { a: "b" },
        },
        (args, opts) => new MqttLoadBalancer("c", args, opts),
    ],
    EmqxOnAck: [
        {
            ...CLUSTER,
            corePool: POOL,
            kernel: KERNEL,
            certManager: { source: { version: "v1.21.1" } },
            operator: { replicas: 2 },
            emqx: { cores: { replicas: 3 }, replicants: { replicas: 3 }, listeners: { tcp: {} } },
            loadBalancer: { kind: "Nlb", annotations: { a: "b" } },
        },
        (args, opts) => new EmqxOnAck("c", versionedStack(args), opts),
    ],
};

type Place = readonly (string | number)[];

function places(value: unknown, path: Place = []): Place[] {
    if (typeof value !== "object" || value === null) return [path];
    const beneath = Object.entries(value).flatMap(([key, member]) => places(member, [...path, key]));
    return path.length === 0 ? beneath : [path, ...beneath];
}

function valueAt(value: any, place: Place): unknown {
    return place.reduce((member, key) => member[key], value);
}

function replaced(value: any, [key, ...rest]: Place, by: unknown): any {
    if (key === undefined) return by;
    const copy = Array.isArray(value) ? [...value] : { ...value };
    copy[key] = replaced(copy[key], rest, by);
    return copy;
}

/** Of every kind one, so that at least three are wrong anywhere. */
const WRONG = [null, 7, "text", [null], { a: null }];

class Taken extends Error {}

/** Ends a constructor where its arguments have been checked and its registration begins. */
const checkOnly: pulumi.ComponentResourceOptions = {
    get parent(): never {
        throw new Taken();
    },
};

/** What a constructor throws that is no refusal; what it takes instead of a list or an object is tried in full. */
async function crashOf(args: object, place: Place, wrong: unknown, create: Create) {
    const broken = replaced(args, place, wrong);
    try {
        create(broken, checkOnly);
    } catch (error) {
        if (error instanceof InvalidArguments) return undefined;
        if (!(error instanceof Taken)) return error as Error;
    }
    const holdsOthers = typeof valueAt(args, place) === "object";
    if (!holdsOthers || wrong === null) return undefined;
    return runProgram(() => {
        create(broken);
    }).then(
        () => undefined,
        (error: Error) => (error instanceof InvalidArguments ? undefined : error),
    );
}

async function crashesOf(args: object, create: Create): Promise<Record<string, string>> {
    const crashes: Record<string, string> = {};
    for (const place of places(args)) {
        for (const wrong of WRONG) {
            const crash = await crashOf(args, place, wrong, create);
            if (crash !== undefined)
                crashes[place.join(".")] ??= `${JSON.stringify(wrong)}: ${crash.message}`;
        }
    }
    return crashes;
}

describe("arguments of a wrong type, as JavaScript lets through", () => {
    for (const [name, [args, create]] of Object.entries(COMPONENTS)) {
        it(`are told by ${name} as wrong arguments, or taken, but never crash it`, async () => {
            assert.deepEqual(await crashesOf(args, create), {});
        });
    }

    it("would be seen to crash it", async () => {
        assert.deepEqual(await crashesOf({ list: [1] }, ({ list }) => list.map((n: number) => n + 1)), {
            list: "null: Cannot read properties of null (reading 'map')",
        });
    });
});
