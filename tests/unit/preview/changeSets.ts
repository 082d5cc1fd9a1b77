import * as fc from "fast-check";
import type {
    ChangeSet,
    Operation,
    PropertyChange,
    ResourceChange,
    Snapshot,
} from "../../../preview/changes/change";
import { secret, UNKNOWN, type Wire, type WireObject } from "../../../preview/monitor/wire";

/** Stands in generated values wherever a secret does: no output may have it. */
export const SECRET_TEXT = "s3cr3t-that-nobody-sees";

const URN = "urn:pulumi:dev::mqtt::";

export function change(
    given: Partial<ResourceChange> & Pick<ResourceChange, "type" | "operation">,
): ResourceChange {
    const name = given.name ?? "r";
    return {
        urn: `${URN}${given.type}::${name}`,
        name,
        custom: true,
        deleteBeforeReplace: false,
        replaceReasons: [],
        properties: [],
        ...given,
    };
}

/** One side of a resource. */
export function side(inputs: WireObject) {
    return { inputs, dependencies: [], options: {} };
}

export function changeSet(changes: readonly ResourceChange[], more: Partial<ChangeSet> = {}): ChangeSet {
    const snapshots = (which: "before" | "after") =>
        new Map<string, Snapshot>(
            changes.flatMap((c) => {
                const found = c[which];
                return found
                    ? [[c.urn, { urn: c.urn, type: c.type, name: c.name, custom: c.custom, side: found }]]
                    : [];
            }),
        );
    return {
        project: "mqtt",
        stack: "dev",
        base: "revision 1a2b3c4",
        source: "programs",
        changes,
        before: snapshots("before"),
        after: snapshots("after"),
        unchanged: 0,
        warnings: [],
        mayChange: [],
        said: [],
        ...more,
    };
}

/** An EMQX object that changes from one spec to another. */
export function emqxChange(
    before: WireObject,
    after: WireObject,
    properties: readonly Partial<PropertyChange>[],
    more: Partial<ResourceChange> = {},
): ResourceChange {
    const object = (spec: WireObject): WireObject => ({
        metadata: { name: "emqx", namespace: "mqtt" },
        spec: {
            image: "emqx/emqx:5.7.2",
            coreTemplate: { spec: { replicas: 3 } },
            replicantTemplate: { spec: { replicas: 3 } },
            ...spec,
        },
    });
    return change({
        type: "kubernetes:apps.emqx.io/v2beta1:EMQX",
        name: "emqx",
        operation: "update",
        before: side(object(before)),
        after: side(object(after)),
        properties: properties.map((property) => ({
            path: "",
            kind: "update",
            replaces: false,
            certainty: "certain",
            ...property,
        })),
        ...more,
    });
}

const TYPES = [
    "kubernetes:apps.emqx.io/v2beta1:EMQX",
    "kubernetes:apps.emqx.io/v2:EMQX",
    "kubernetes:apps.emqx.io/v3beta1:EMQX",
    "kubernetes:core/v1:Service",
    "kubernetes:core/v1:Secret",
    "kubernetes:core/v1:Namespace",
    "kubernetes:core/v1:PersistentVolumeClaim",
    "kubernetes:core/v1:ConfigMap",
    "kubernetes:apps/v1:DaemonSet",
    "kubernetes:helm.sh/v3:Release",
    "kubernetes:helm.sh/v4:Chart",
    "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy",
    "alicloud:cs/managedKubernetes:ManagedKubernetes",
    "alicloud:vpc/switch:Switch",
    "random:index/randomPassword:RandomPassword",
    "pulumi:providers:kubernetes",
    "aws:s3/bucket:Bucket",
    "weird",
] as const;

const PATHS = [
    "spec.image",
    "spec.config.data",
    "spec.coreTemplate.spec.replicas",
    "spec.replicantTemplate.spec.env[0].value",
    "spec.coreTemplate.spec.volumeClaimTemplates.resources.requests.storage",
    "spec.updateStrategy.initialDelaySeconds",
    "spec.ports[0].port",
    'metadata.annotations["service.beta.kubernetes.io/alibaba-cloud-loadbalancer-cps"]',
    'metadata.annotations["a.b/c"]',
    "data.password",
    "stringData.token",
    "kubeconfig",
    "values.image.tag",
    "version",
    "length",
    "",
    "[0]",
    'a["b\\"c"].d',
];

const text = fc.oneof(
    fc.string(),
    fc.constantFrom(
        "emqx/emqx:5.7.2",
        "emqx/emqx-enterprise:5.8.11",
        "a\n```\n# h\n",
        "</details>",
        "@octocat #12",
        "|x|",
        "-->",
    ),
);

const value: fc.Arbitrary<Wire> = fc.letrec<{ value: Wire }>((tie) => ({
    value: fc.oneof(
        { maxDepth: 3 },
        text,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.constant(UNKNOWN),
        fc.constant(secret(SECRET_TEXT)),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(
            fc.oneof(fc.constantFrom("name", "value", "spec", "image"), fc.string()),
            tie("value"),
            {
                maxKeys: 3,
            },
        ),
        fc.record({ name: fc.constant("EMQX_DASHBOARD__PASSWORD"), value: fc.constant(SECRET_TEXT) }),
        fc.record({ password: fc.constant(SECRET_TEXT) }),
    ),
})).value;

/** Of the content of Secrets and of inputs with a secret's name: plain text, as hand-written programs have it. */
const hidden = fc.constant(SECRET_TEXT);

const inputs: fc.Arbitrary<WireObject> = fc.record(
    {
        metadata: fc.record({ name: text, namespace: text }),
        spec: fc.record(
            {
                image: text,
                type: fc.constantFrom("LoadBalancer", "ClusterIP"),
                config: fc.record({ data: text }),
                coreTemplate: fc.record({
                    spec: fc.record({ replicas: fc.nat(9), env: fc.array(value, { maxLength: 2 }) }),
                }),
                replicantTemplate: fc.record({ spec: fc.record({ replicas: fc.nat(9) }) }),
                ports: fc.array(fc.record({ port: fc.nat(65535) }), { maxLength: 2 }),
                selector: value,
            },
            { requiredKeys: [] },
        ),
        data: fc.dictionary(fc.string(), hidden, { maxKeys: 2 }),
        version: text,
        chart: fc.constantFrom("emqx-operator", "cert-manager", "other"),
        desiredSize: fc.nat(9).map(String),
    },
    { requiredKeys: [] },
) as fc.Arbitrary<WireObject>;

const SECRET_PATH = /^(data|stringData|kubeconfig)/;

const property: fc.Arbitrary<PropertyChange> = fc
    .record({
        path: fc.oneof(fc.constantFrom(...PATHS), fc.string()),
        kind: fc.constantFrom("add" as const, "update" as const, "delete" as const),
        before: value,
        after: value,
        replaces: fc.boolean(),
        certainty: fc.constantFrom("certain" as const, "unknown" as const),
    })
    .map(({ before, after, ...rest }) => ({
        ...rest,
        ...(rest.kind === "add" ? {} : { before }),
        ...(rest.kind === "delete" ? {} : { after }),
    }));

/** Any change of any resource. */
export const anyChange: fc.Arbitrary<ResourceChange> = fc
    .record({
        type: fc.constantFrom(...TYPES),
        name: text,
        operation: fc.constantFrom<Operation[]>("create", "update", "replace", "delete"),
        before: inputs,
        after: inputs,
        properties: fc.array(property, { maxLength: 5 }),
        replaceReasons: fc.array(fc.constantFrom(...PATHS, "provider"), { maxLength: 2 }),
        deleteBeforeReplace: fc.boolean(),
        retained: fc.boolean(),
        blockedByProtect: fc.boolean(),
        custom: fc.boolean(),
        component: fc.constantFrom("", "emqx-ack:index:EmqxOnAck$emqx-ack:index:EmqxCluster$"),
    })
    .map(({ before, after, component, properties, ...rest }) =>
        change({
            ...rest,
            urn: `${URN}${component}${rest.type}::${rest.name}`,
            properties: properties.map((p) =>
                SECRET_PATH.test(p.path) && rest.type === "kubernetes:core/v1:Secret"
                    ? {
                          ...p,
                          ...(p.before === undefined ? {} : { before: SECRET_TEXT }),
                          ...(p.after === undefined ? {} : { after: SECRET_TEXT }),
                      }
                    : p,
            ),
            ...(rest.operation === "create" ? {} : { before: side(before) }),
            ...(rest.operation === "delete" ? {} : { after: side(after) }),
        }),
    );

export const anyChangeSet: fc.Arbitrary<ChangeSet> = fc
    .record({
        changes: fc.uniqueArray(anyChange, { selector: ({ urn }) => urn, maxLength: 12 }),
        project: text,
        stack: text,
        warnings: fc.array(text, { maxLength: 3 }),
    })
    .map(({ changes, ...more }) => changeSet(changes, more));
