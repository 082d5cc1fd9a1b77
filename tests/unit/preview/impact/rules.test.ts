import assert from "node:assert";
import type { ResourceChange } from "../../../../preview/changes/change";
import type { Level } from "../../../../preview/impact/level";
import type { Review } from "../../../../preview/impact/review";
import { reviewOf } from "../../../../preview/impact/reviewOf";
import { UNKNOWN, type WireObject } from "../../../../preview/monitor/wire";
import { change, changeSet, emqxChange, side } from "../changeSets";

function review(...changes: ResourceChange[]): Review {
    return reviewOf(changeSet(changes));
}

function update(type: string, before: WireObject, after: WireObject, ...paths: string[]): ResourceChange {
    return change({
        type,
        operation: "update",
        before: side(before),
        after: side(after),
        properties: paths.map((path) => ({ path, kind: "update", replaces: false, certainty: "certain" })),
    });
}

function gone(
    type: string,
    operation: "delete" | "replace",
    before: WireObject,
    more: Partial<ResourceChange> = {},
) {
    return change({
        type,
        operation,
        before: side(before),
        ...(operation === "replace" ? { after: side(before) } : {}),
        ...more,
    });
}

const SERVICE = "kubernetes:core/v1:Service";
const POOL = "alicloud:cs/nodePool:NodePool";
const NLB = "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-";

const balancer = (annotations: WireObject = {}, ports: number[] = [1883]): WireObject => ({
    metadata: { name: "mqtt", namespace: "mqtt", annotations },
    spec: {
        type: "LoadBalancer",
        loadBalancerClass: "alibabacloud.com/nlb",
        selector: { "apps.emqx.io/instance": "emqx", "apps.emqx.io/db-role": "replicant" },
        ports: ports.map((port) => ({ port })),
    },
});

const annotated = (suffix: string, after: string): ResourceChange => {
    const path = `metadata.annotations["${NLB}${suffix}"]`;
    const found = update(
        SERVICE,
        balancer({ [NLB + suffix]: "before" }),
        balancer({ [NLB + suffix]: after }),
        path,
    );
    return { ...found, properties: found.properties.map((p) => ({ ...p, before: "before", after })) };
};

const env = (name: string, value: string): WireObject => ({
    coreTemplate: { spec: { replicas: 3, env: [{ name, value }] } },
    replicantTemplate: { spec: { replicas: 3, env: [{ name, value }] } },
});

const ENV_PATHS = ["spec.coreTemplate.spec.env[0].value", "spec.replicantTemplate.spec.env[0].value"];

/** Each with its level and a sentence that has to be there. */
const CASES: readonly (readonly [title: string, change: ResourceChange, level: Level, says: RegExp])[] = [
    [
        "a cookie in the environment",
        emqxChange(
            env("EMQX_NODE__COOKIE", "a"),
            env("EMQX_NODE__COOKIE", "b"),
            ENV_PATHS.map((path) => ({ path })),
        ),
        "data",
        /New nodes cannot join the old ones/,
    ],
    [
        "durable sessions in the environment",
        emqxChange(
            env("EMQX_DURABLE_SESSIONS__ENABLE", "false"),
            env("EMQX_DURABLE_SESSIONS__ENABLE", "true"),
            ENV_PATHS.map((path) => ({ path })),
        ),
        "data",
        /operator 2.2 gives new cores empty disks and does not move them/,
    ],
    [
        "a license that goes",
        emqxChange(
            { ...env("EMQX_LICENSE__KEY", "file:///x"), image: "emqx/emqx-enterprise:5.8.11" },
            { image: "emqx/emqx-enterprise:5.8.11" },
            [{ path: "spec.coreTemplate.spec.env[0]", kind: "delete" }],
        ),
        "reconnect",
        /all but 25 connections are refused/,
    ],
    [
        "replicas of an image that does not tell its edition",
        emqxChange({ image: "registry/broker:5.8.10" }, { image: "registry/broker:5.8.11" }, [
            { path: "spec.image" },
        ]),
        "reconnect",
        /does not tell its edition/,
    ],
    [
        "a tag that is no version",
        emqxChange({ image: "emqx/emqx:latest" }, { image: "emqx/emqx:stable" }, [{ path: "spec.image" }]),
        "reconnect",
        /Write a full version such as/,
    ],
    [
        "a listener's port in the configuration",
        emqxChange(
            { config: { data: "listeners.tcp.default.bind = 1883" } },
            { config: { data: "listeners.tcp.default.bind = 1884" } },
            [{ path: "spec.config.data" }],
        ),
        "reconnect",
        /the listener moves at once, and its connections are closed/,
    ],
    [
        "a configuration that cannot be read",
        emqxChange({ config: { data: "mqtt {}" } }, { config: { data: "mqtt {" } }, [
            { path: "spec.config.data" },
        ]),
        "none",
        /InvalidConfig/,
    ],
    [
        "a replicantTemplate that disappears",
        emqxChange({}, { replicantTemplate: null }, [{ path: "spec.replicantTemplate", kind: "delete" }]),
        "none",
        /never upgraded/,
    ],
    [
        "an EMQX object of operator 3.0",
        emqxChange({}, {}, [{ path: "spec.image" }], { type: "kubernetes:apps.emqx.io/v3beta1:EMQX" }),
        "reconnect",
        /made anew in place, one after another/,
    ],
    [
        "an EMQX object deleted",
        gone("kubernetes:apps.emqx.io/v2beta1:EMQX", "delete", {}),
        "data",
        /every client is cut/,
    ],
    [
        "an EMQX object left in the cluster",
        gone("kubernetes:apps.emqx.io/v2beta1:EMQX", "delete", {}, { retained: true }),
        "none",
        /runs on; this stack forgets it/,
    ],
    [
        "nodes that are added",
        update(POOL, { desiredSize: "3" }, { desiredSize: "5" }, "desiredSize"),
        "none",
        /2 nodes more join/,
    ],
    [
        "an unknown number of nodes",
        update(POOL, { desiredSize: "3" }, { desiredSize: UNKNOWN }, "desiredSize"),
        "reconnect",
        /not known here/,
    ],
    [
        "kubelet settings",
        update(
            POOL,
            {},
            { rollingPolicy: { maxParallelism: 1 } },
            "kubeletConfiguration.allowedUnsafeSysctls[0]",
        ),
        "rolling",
        /1 at a time: the kubelet restarts/,
    ],
    [
        "containerd settings",
        update(POOL, {}, {}, "containerdConfig.limitNoFile"),
        "rolling",
        /10 at a time: containerd restarts/,
    ],
    ["an upgrade policy", update(POOL, {}, {}, "upgradePolicy.useReplace"), "reconnect", /Take it out again/],
    [
        "a taint that evicts",
        update(POOL, {}, { taints: [{ key: "a", effect: "NoExecute" }] }, "taints[0].effect"),
        "reconnect",
        /evicts the pods/,
    ],
    ["a pool that goes", gone(POOL, "delete", { desiredSize: "3" }), "reconnect", /undrained/],
    [
        "a core pool deleted before its successor",
        gone(
            POOL,
            "replace",
            { desiredSize: "3", labels: [{ key: "emqx-ack.io/role", value: "core" }] },
            { deleteBeforeReplace: true },
        ),
        "data",
        /All cores at once/,
    ],
    [
        "a drain that is shorter",
        annotated("connection-drain-timeout", "60"),
        "reload",
        /next pod on that leaves/,
    ],
    ["an idle timeout", annotated("idle-timeout", "60"), "reload", /keep-alive has to be shorter/],
    [
        "the address type",
        annotated("address-type", "internet"),
        "reconnect",
        /Everybody on the internet can reach it/,
    ],
    ["zones", annotated("zone-maps", "h:vsw"), "reconnect", /address of a zone that leaves goes/],
    ["an annotation of later days", annotated("quantum", "on"), "reload", /not known here/],
    [
        "a port that goes",
        update(SERVICE, balancer({}, [1883, 8883]), balancer({}, [8883]), "spec.ports[0]"),
        "reconnect",
        /nobody comes in there any more/,
    ],
    [
        "a port that comes",
        update(SERVICE, balancer({}, [1883]), balancer({}, [1883, 8883]), "spec.ports[1]"),
        "none",
        /Connections that are open stay/,
    ],
    [
        "another selector",
        update(SERVICE, balancer(), balancer(), "spec.selector.a"),
        "reconnect",
        /then they are cut/,
    ],
    [
        "a Service that leads elsewhere",
        gone(SERVICE, "delete", { spec: { type: "ClusterIP", selector: { app: "web" } } }),
        "none",
        /no pod of EMQX/,
    ],
    [
        "the dashboard's load balancer",
        gone(SERVICE, "delete", balancer({}, [18083])),
        "reload",
        /Users of the dashboard and the API/,
    ],
    [
        "the operator's release removed",
        gone("kubernetes:helm.sh/v3:Release", "delete", { chart: "emqx-operator" }),
        "data",
        /every EMQX cluster of the Kubernetes cluster/,
    ],
    [
        "CRDs apart from the operator's chart",
        {
            ...update(
                "kubernetes:helm.sh/v4:Chart",
                { chart: "emqx-operator", version: "2.2.29" },
                { chart: "emqx-operator", version: "2.2.29", skipCrds: true, values: { skipCRDs: true } },
                "skipCrds",
                "values.skipCRDs",
            ),
            urn: "urn:pulumi:s::p::emqx-ack:index:EmqxOperator$kubernetes:helm.sh/v4:Chart::operator-chart",
        },
        "none",
        /They stay as they are, and so does the operator/,
    ],
    [
        "the operator's CRD removed",
        gone("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition", "delete", {
            metadata: { name: "emqxes.apps.emqx.io" },
        }),
        "data",
        /all EMQX clusters/,
    ],
    [
        "the operator's CRD left",
        gone(
            "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition",
            "delete",
            { metadata: { name: "emqxes.apps.emqx.io" } },
            { retained: true },
        ),
        "none",
        /stays where it is/,
    ],
    [
        "a namespace",
        gone("kubernetes:core/v1:Namespace", "delete", { metadata: { name: "mqtt" } }),
        "data",
        /deleted with it/,
    ],
    ["a claim", gone("kubernetes:core/v1:PersistentVolumeClaim", "delete", {}), "data", /goes with it/],
    [
        "a storage class",
        gone("kubernetes:storage.k8s.io/v1:StorageClass", "replace", {}),
        "none",
        /Disks that exist stay/,
    ],
    [
        "the Kubernetes provider",
        gone("pulumi:providers:kubernetes", "replace", {}),
        "data",
        /clusterIdentifier/,
    ],
    [
        "the ACK cluster",
        gone("alicloud:cs/managedKubernetes:ManagedKubernetes", "replace", {}),
        "data",
        /Every client is cut/,
    ],
    [
        "Kubernetes' version",
        update("alicloud:cs/managedKubernetes:ManagedKubernetes", {}, {}, "version"),
        "rolling",
        /only go up/,
    ],
    [
        "a NAT gateway",
        gone("alicloud:vpc/natGateway:NatGateway", "replace", {}),
        "none",
        /images cannot be pulled/,
    ],
    [
        "a certificate",
        update(
            "kubernetes:core/v1:Secret",
            { type: "kubernetes.io/tls" },
            { type: "kubernetes.io/tls" },
            "data.crt",
        ),
        "reload",
        /within two minutes/,
    ],
    [
        "the operator's key",
        change({
            type: "random:index/randomPassword:RandomPassword",
            name: "mqtt-emqx-operator-api-key",
            operation: "replace",
            before: side({ length: 32 }),
            after: side({ length: 64 }),
        }),
        "reconnect",
        /takes them out of service/,
    ],
    [
        "a network policy",
        change({
            type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
            operation: "create",
            after: side({}),
        }),
        "reconnect",
        /port 18083/,
    ],
    [
        "a config map",
        gone("kubernetes:core/v1:ConfigMap", "delete", {}),
        "none",
        /No MQTT client depends on it/,
    ],
    ["a resource nobody knows", gone("aws:s3/bucket:Bucket", "delete", {}), "reconnect", /look yourself/],
    ["a bucket", gone("alicloud:oss/bucket:Bucket", "delete", {}), "data", /What is stored on it/],
];

describe("the rules of a review", () => {
    for (const [title, given, level, says] of CASES) {
        it(`${title}: ${level}`, () => {
            const found = review(given);
            assert.strictEqual(found.level, level, JSON.stringify(found.effects, null, 1));
            assert.match(JSON.stringify([found.effects, found.rollouts]), says);
        });
    }

    it("call nothing certain that hangs on unknown values, and never data", () => {
        const { effects, level } = review(
            emqxChange(env("EMQX_NODE__COOKIE", "a"), env("EMQX_NODE__COOKIE", "b"), [
                { path: ENV_PATHS[0], certainty: "unknown" },
            ]),
        );
        assert.strictEqual(level, "reconnect");
        assert.deepStrictEqual(
            effects.map(({ certain }) => certain),
            [false],
        );
    });

    it("see a cookie that is generated under another name", () => {
        const password = (name: string) =>
            `urn:pulumi:dev::mqtt::random:index/randomPassword:RandomPassword::${name}`;
        const urn = "urn:pulumi:dev::mqtt::kubernetes:core/v1:Secret::cookie";
        const secret = (from: string) => ({
            urn,
            type: "kubernetes:core/v1:Secret",
            name: "cookie",
            custom: true,
            side: { ...side({ metadata: { name: "emqx-node-cookie" } }), dependencies: [password(from)] },
        });
        const removed = gone(
            "random:index/randomPassword:RandomPassword",
            "delete",
            {},
            {
                name: "cookie",
                urn: password("cookie"),
            },
        );
        const level = (after: string) =>
            reviewOf(
                changeSet([removed], {
                    before: new Map([[urn, secret("cookie")]]),
                    after: new Map([[urn, secret(after)]]),
                }),
            ).level;
        assert.strictEqual(level("node-cookie"), "data");
        assert.strictEqual(level("cookie"), "none");
    });

    it("take the drain that is set while EMQX rolls: the old one", () => {
        const drain = (seconds: string) =>
            balancer({ [`${NLB}connection-drain`]: "on", [`${NLB}connection-drain-timeout`]: seconds });
        const path = `metadata.annotations["${NLB}connection-drain-timeout"]`;
        const [rollout] = review(
            emqxChange({ image: "emqx/emqx:5.7.1" }, { image: "emqx/emqx:5.7.2" }, [{ path: "spec.image" }]),
            update(SERVICE, drain("120"), drain("900"), path),
        ).rollouts;
        assert.match(rollout?.steps[2]?.detail ?? "", /live on for 2 min at the most/);
    });

    it("leave the pods alone that no change is about", () => {
        const { rollouts } = review(
            emqxChange({}, {}, [{ path: "spec.replicantTemplate.spec.resources.requests.cpu" }]),
        );
        assert.deepStrictEqual(rollouts[0]?.roles, ["replicant"]);
        assert.ok(rollouts[0]?.duration?.seconds === 300 + 10 + 3 * 40);
    });

    it("find no rollout where only paces, budgets, configuration or numbers differ", () => {
        for (const path of [
            "spec.updateStrategy.initialDelaySeconds",
            "spec.coreTemplate.spec.maxUnavailable",
            "spec.config.data",
            "spec.coreTemplate.spec.replicas",
            "spec.listenersServiceTemplate.enabled",
            "metadata.labels.a",
        ]) {
            assert.deepStrictEqual(review(emqxChange({}, {}, [{ path }])).rollouts, [], path);
        }
    });
});
