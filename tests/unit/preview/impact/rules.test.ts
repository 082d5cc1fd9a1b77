import assert from "node:assert";
import type { ResourceChange } from "../../../../preview/changes/change";
import type { Fact, FactOf } from "../../../../preview/impact/facts/fact";
import type { Level } from "../../../../preview/impact/facts/level";
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

/** Some of a fact. */
type PartOfFact = { [K in Fact["kind"]]: { kind: K } & Partial<FactOf<K>> }[Fact["kind"]];

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

/** Each with its level, and what has to be found out about it. */
const CASES: readonly (readonly [title: string, change: ResourceChange, level: Level, fact: PartOfFact])[] = [
    [
        "a cookie in the environment",
        emqxChange(
            env("EMQX_NODE__COOKIE", "a"),
            env("EMQX_NODE__COOKIE", "b"),
            ENV_PATHS.map((path) => ({ path })),
        ),
        "data",
        { kind: "cookieVariable" },
    ],
    [
        "variables in another order, none of them another one",
        emqxChange({}, {}, [{ path: "spec.coreTemplate.spec.env", order: true }]),
        "rolling",
        { kind: "podFields", fields: ["order of env"] },
    ],
    [
        "a license that comes before other volumes",
        emqxChange(
            { coreTemplate: { spec: { replicas: 3, extraVolumes: [{ name: "logs" }] } } },
            {
                coreTemplate: {
                    spec: { replicas: 3, extraVolumes: [{ name: "license" }, { name: "logs" }] },
                },
            },
            [{ path: "spec.coreTemplate.spec.extraVolumes[0]", kind: "add", after: { name: "license" } }],
        ),
        "rolling",
        { kind: "licenseAdded" },
    ],
    [
        "durable sessions in the environment",
        emqxChange(
            env("EMQX_DURABLE_SESSIONS__ENABLE", "false"),
            env("EMQX_DURABLE_SESSIONS__ENABLE", "true"),
            ENV_PATHS.map((path) => ({ path })),
        ),
        "data",
        {
            kind: "environment",
            variables: [
                {
                    name: "EMQX_DURABLE_SESSIONS__ENABLE",
                    how: "changed",
                    from: "false",
                    to: "true",
                    secret: false,
                },
            ],
            durableSessions: true,
        },
    ],
    [
        "a license that goes",
        emqxChange(
            { ...env("EMQX_LICENSE__KEY", "file:///x"), image: "emqx/emqx-enterprise:5.8.11" },
            { image: "emqx/emqx-enterprise:5.8.11" },
            [{ path: "spec.coreTemplate.spec.env[0]", kind: "delete" }],
        ),
        "reconnect",
        { kind: "licenseRemoved" },
    ],
    [
        "replicas of an image that does not tell its edition",
        emqxChange({ image: "registry/broker:5.8.10" }, { image: "registry/broker:5.8.11" }, [
            { path: "spec.image" },
        ]),
        "reconnect",
        { kind: "image", from: "registry/broker:5.8.10", to: "registry/broker:5.8.11" },
    ],
    [
        "a tag that is no version",
        emqxChange({ image: "emqx/emqx:latest" }, { image: "emqx/emqx:stable" }, [{ path: "spec.image" }]),
        "reconnect",
        { kind: "image", step: { way: "tagUnknown" } },
    ],
    [
        "a listener's port in the configuration",
        emqxChange(
            { config: { data: "listeners.tcp.default.bind = 1883" } },
            { config: { data: "listeners.tcp.default.bind = 1884" } },
            [{ path: "spec.config.data" }],
        ),
        "reconnect",
        {
            kind: "listenerPush",
            pushed: [
                {
                    listener: "tcp.default",
                    kind: "tcp",
                    port: "1883",
                    move: "restarted",
                    because: [{ setting: "bind", from: "1883", to: "1884" }],
                    others: [],
                },
            ],
            duringRollout: false,
        },
    ],
    [
        "a configuration that cannot be read",
        emqxChange({ config: { data: "mqtt {}" } }, { config: { data: "mqtt {" } }, [
            { path: "spec.config.data" },
        ]),
        "none",
        { kind: "configurationUnreadable" },
    ],
    [
        "a replicantTemplate that disappears",
        emqxChange({}, { replicantTemplate: null }, [{ path: "spec.replicantTemplate", kind: "delete" }]),
        "none",
        { kind: "replicantTemplateRemoved" },
    ],
    [
        "an EMQX object of a line that is not known",
        emqxChange({}, {}, [{ path: "spec.image" }], { type: "kubernetes:apps.emqx.io/v7:EMQX" }),
        "reconnect",
        { kind: "lineNotKnown", operation: "update", kept: false },
    ],
    [
        "an EMQX object deleted",
        gone("kubernetes:apps.emqx.io/v2beta1:EMQX", "delete", {}),
        "data",
        { kind: "clusterDeleted", thing: { name: "r" } },
    ],
    [
        "an EMQX object left in the cluster",
        gone("kubernetes:apps.emqx.io/v2beta1:EMQX", "delete", {}, { retained: true }),
        "none",
        { kind: "clusterLeft" },
    ],
    [
        "nodes that are added",
        update(POOL, { desiredSize: "3" }, { desiredSize: "5" }, "desiredSize"),
        "none",
        { kind: "poolGrown", from: 3, to: 5 },
    ],
    [
        "an unknown number of nodes",
        update(POOL, { desiredSize: "3" }, { desiredSize: UNKNOWN }, "desiredSize"),
        "reconnect",
        { kind: "poolSizeNotKnown", fields: ["desiredSize"] },
    ],
    [
        "a PROXY protocol that is said to be off",
        {
            ...annotated("proxy-protocol", "off"),
            properties: annotated("proxy-protocol", "off").properties.map((p) => ({
                ...p,
                kind: "add" as const,
            })),
        },
        "none",
        { kind: "serviceAnnotations", annotations: [{ name: "proxy-protocol", does: "saidOff" }] },
    ],
    [
        "an annotation that is taken out, which the controller leaves as it is",
        {
            ...annotated("cps", "0"),
            properties: annotated("cps", "0").properties.map((p) => ({ ...p, kind: "delete" as const })),
        },
        "none",
        { kind: "serviceAnnotations", annotations: [{ name: "cps", does: "leftAsItIs", off: "0" }] },
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
        { kind: "poolRolled", batch: 1, restarts: "the kubelet" },
    ],
    [
        "containerd settings",
        update(POOL, {}, {}, "containerdConfig.limitNoFile"),
        "rolling",
        { kind: "poolRolled", batch: 10, restarts: "containerd" },
    ],
    [
        "an upgrade policy",
        update(POOL, {}, {}, "upgradePolicy.useReplace"),
        "reconnect",
        { kind: "poolUpgraded" },
    ],
    [
        "a taint that evicts",
        update(POOL, {}, { taints: [{ key: "a", effect: "NoExecute" }] }, "taints[0].effect"),
        "reconnect",
        { kind: "poolLabels", evicts: true },
    ],
    [
        "a pool that goes",
        gone(POOL, "delete", { desiredSize: "3" }),
        "reconnect",
        { kind: "poolGone", replaced: false, way: "undrained", allCores: false },
    ],
    [
        "a core pool deleted before its successor",
        gone(
            POOL,
            "replace",
            { desiredSize: "3", labels: [{ key: "emqx-ack.io/role", value: "core" }] },
            { deleteBeforeReplace: true },
        ),
        "data",
        { kind: "poolGone", oldFirst: true, way: "undrained", allCores: true },
    ],
    [
        "a drain that is shorter",
        annotated("connection-drain-timeout", "60"),
        "reload",
        {
            kind: "serviceAnnotations",
            annotations: [{ name: "connection-drain-timeout", does: "drainFromNextPod" }],
        },
    ],
    [
        "an idle timeout",
        annotated("idle-timeout", "60"),
        "reload",
        { kind: "serviceAnnotations", annotations: [{ name: "idle-timeout", does: "idleLimit" }] },
    ],
    [
        "the address type",
        annotated("address-type", "internet"),
        "reconnect",
        {
            kind: "serviceAnnotations",
            annotations: [{ name: "address-type", does: "addressesChange", exposes: true }],
        },
    ],
    [
        "zones",
        annotated("zone-maps", "h:vsw"),
        "reconnect",
        { kind: "serviceAnnotations", annotations: [{ name: "zone-maps", does: "zoneLeaves" }] },
    ],
    [
        "an annotation of later days",
        annotated("quantum", "on"),
        "reload",
        { kind: "serviceAnnotations", annotations: [{ name: "quantum", does: "notKnown" }] },
    ],
    [
        "a port that goes",
        update(SERVICE, balancer({}, [1883, 8883]), balancer({}, [8883]), "spec.ports[0]"),
        "reconnect",
        { kind: "servicePorts", users: "clients", added: [], removed: [{ port: 1883 }] },
    ],
    [
        "a port that comes",
        update(SERVICE, balancer({}, [1883]), balancer({}, [1883, 8883]), "spec.ports[1]"),
        "none",
        { kind: "servicePorts", added: [{ port: 8883 }], removed: [], retargeted: false },
    ],
    [
        "another selector",
        update(SERVICE, balancer(), balancer(), "spec.selector.a"),
        "reconnect",
        { kind: "serviceSpec", fields: ["selector"], otherPods: true, drainSeconds: 0 },
    ],
    [
        "a Service that leads elsewhere",
        gone(SERVICE, "delete", { spec: { type: "ClusterIP", selector: { app: "web" } } }),
        "none",
        { kind: "serviceElsewhere", operation: "delete" },
    ],
    [
        "the dashboard's load balancer",
        gone(SERVICE, "delete", balancer({}, [18083])),
        "reload",
        { kind: "serviceGone", users: "dashboard", ending: "delete" },
    ],
    [
        "the operator's release removed",
        gone("kubernetes:helm.sh/v3:Release", "delete", { chart: "emqx-operator" }),
        "data",
        { kind: "operatorGoneWithCrds", ending: "delete", perhapsKept: false },
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
        { kind: "operatorCrdsApart" },
    ],
    [
        "the operator's CRD removed",
        gone("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition", "delete", {
            metadata: { name: "emqxes.apps.emqx.io" },
        }),
        "data",
        { kind: "crdGone", emqx: true },
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
        { kind: "foundationKept", noun: "CRD" },
    ],
    [
        "a namespace",
        gone("kubernetes:core/v1:Namespace", "delete", { metadata: { name: "mqtt" } }),
        "data",
        { kind: "namespaceGone", thing: { name: "mqtt" } },
    ],
    [
        "a claim",
        gone("kubernetes:core/v1:PersistentVolumeClaim", "delete", {}),
        "data",
        { kind: "diskGone", noun: "PersistentVolumeClaim" },
    ],
    [
        "a storage class",
        gone("kubernetes:storage.k8s.io/v1:StorageClass", "replace", {}),
        "none",
        { kind: "storageClass", operation: "replace" },
    ],
    [
        "the Kubernetes provider",
        gone("pulumi:providers:kubernetes", "replace", {}),
        "data",
        { kind: "providerReplaced", kubernetes: true },
    ],
    [
        "the ACK cluster",
        gone("alicloud:cs/managedKubernetes:ManagedKubernetes", "replace", {}),
        "data",
        { kind: "ackClusterGone", ending: "replace" },
    ],
    [
        "Kubernetes' version",
        update("alicloud:cs/managedKubernetes:ManagedKubernetes", {}, {}, "version"),
        "rolling",
        { kind: "ackClusterChanged", restarts: true, version: true },
    ],
    [
        "a NAT gateway",
        gone("alicloud:vpc/natGateway:NatGateway", "replace", {}),
        "none",
        { kind: "networkGone", wayOut: true },
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
        { kind: "secretChanged", tls: true },
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
        { kind: "generatedAnew", of: "operator's API key" },
    ],
    [
        "a network policy",
        change({
            type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
            operation: "create",
            after: side({}),
        }),
        "reconnect",
        { kind: "networkPolicy", operation: "create" },
    ],
    [
        "a config map",
        gone("kubernetes:core/v1:ConfigMap", "delete", {}),
        "none",
        { kind: "otherGone", harmless: true },
    ],
    [
        "a resource nobody knows",
        gone("aws:s3/bucket:Bucket", "delete", {}),
        "reconnect",
        { kind: "otherGone", harmless: false },
    ],
    [
        "a bucket",
        gone("alicloud:oss/bucket:Bucket", "delete", {}),
        "data",
        { kind: "diskGone", noun: "Bucket" },
    ],
];

describe("the rules of a review", () => {
    for (const [title, given, level, wanted] of CASES) {
        it(`${title}: ${level}`, () => {
            const found = review(given);
            const facts = found.effects.map(({ fact }) => fact);
            const [fact] = facts.filter(({ kind }) => kind === wanted.kind);
            assert.strictEqual(found.level, level, JSON.stringify(facts, null, 1));
            assert.ok(fact, `${wanted.kind} is not among ${facts.map(({ kind }) => kind)}`);
            for (const [key, value] of Object.entries(wanted)) {
                assert.deepStrictEqual((fact as unknown as Record<string, unknown>)[key], value, key);
            }
        });
    }

    it("leave open what an image does that does not tell its edition", () => {
        const image = { image: "registry/broker:5.8.11" };
        const [rollout] = review(emqxChange({}, image, [{ path: "spec.image" }])).rollouts;
        assert.strictEqual(rollout?.facts.clients.clients, "closed");
        const [other] = review(emqxChange(image, { image: "a/b:5.8.12" }, [{ path: "spec.image" }])).rollouts;
        assert.deepStrictEqual(other?.facts.clients, {
            clients: "editionNotKnown",
            image: "registry/broker:5.8.11",
            nodes: { role: "replicant", count: 3 },
        });
        assert.strictEqual(other.facts.certain, false);
    });

    it("say nothing of pods and clients of an operator line that is not known", () => {
        for (const version of ["v4", "v9"]) {
            const type = `kubernetes:apps.emqx.io/${version}:EMQX`;
            const change = emqxChange(
                { updateStrategy: {} },
                { image: "emqx/emqx:6.1.4", coreTemplate: { spec: { replicas: 1 } } },
                [
                    { path: "spec.image" },
                    { path: "spec.coreTemplate.spec.replicas" },
                    { path: "spec.config.data" },
                ],
                { type },
            );
            const { effects, rollouts, dangers, refusals, level } = review(change);
            assert.deepStrictEqual(
                effects.map(({ fact, certain }) => [fact.kind, certain]),
                [["lineNotKnown", false]],
                version,
            );
            assert.deepStrictEqual([rollouts, dangers, refusals], [[], [], []], version);
            assert.strictEqual(level, "reconnect");
            const { data, sources } = review({ ...change, operation: "delete" }).effects[0] ?? {};
            assert.match(data ?? "", /Sessions/);
            assert.deepStrictEqual(sources, [], "no source is about another line");
        }
    });

    it("hold clients against no drain where the stack has no load balancer", () => {
        const component = "urn:pulumi:dev::mqtt::emqx-ack:index:EmqxCluster::emqx";
        const parent = (sessions: object) => ({
            ...side({}),
            outputs: { connections: 1_000_000 },
            ...sessions,
        });
        const object = emqxChange(
            { image: "emqx/emqx-enterprise:5.8.10" },
            { image: "emqx/emqx-enterprise:5.8.11" },
            [{ path: "spec.image" }],
        );
        const snapshots = new Map([
            [
                component,
                {
                    urn: component,
                    type: "emqx-ack:index:EmqxCluster",
                    name: "emqx",
                    custom: false,
                    side: parent({}),
                },
            ],
        ]);
        const beneath = (of: NonNullable<typeof object.before>) => ({ ...of, parent: component });
        const changed = {
            ...object,
            before: beneath(object.before as NonNullable<typeof object.before>),
            after: beneath(object.after as NonNullable<typeof object.after>),
        };
        const [rollout] = reviewOf(changeSet([changed], { before: snapshots, after: snapshots })).rollouts;
        const facts = rollout?.facts.clients;
        assert.ok(facts?.clients === "leave");
        assert.deepStrictEqual([facts.during.drain, facts.during.cutAtOnce], [undefined, 0]);
        assert.strictEqual(facts.during.moving?.perSecond, 1000);
        assert.strictEqual(rollout?.facts.certain, false, "nobody knows what a load balancer elsewhere does");
        assert.doesNotMatch(rollout.clients, /stay for/);
    });

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
        const leave = rollout?.facts.steps.map(({ fact }) => fact).find(({ step }) => step === "leave");
        assert.deepStrictEqual(leave, {
            step: "leave",
            old: [
                { role: "core", count: 3 },
                { role: "replicant", count: 3 },
            ],
            drainSeconds: 120,
        });
    });

    it("leave the pods alone that no change is about", () => {
        const { rollouts } = review(
            emqxChange({}, {}, [{ path: "spec.replicantTemplate.spec.resources.requests.cpu" }]),
        );
        assert.deepStrictEqual(rollouts[0]?.facts.roles, ["replicant"]);
        assert.ok(rollouts[0]?.duration?.seconds === 300 + 10 + 3 * 35);
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
