import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import { Known } from "../../../provider/validation/conform";
import { inputsOfComponent, type Property, referred } from "./publicTypes";

/** Texts that mean something somewhere, and some that mean nothing. */
const TEXTS = [
    "emqx",
    "mqtt-1",
    "MQTT",
    "",
    " ",
    "5.7.2",
    "5.8.11",
    "5.10.0",
    "latest",
    "v1.21.1",
    "2.2.29",
    "cn-hangzhou-g",
    "cn-hangzhou-h",
    "us-west-1a",
    "cn-hangzhou",
    "vsw-1",
    "vsw-2",
    "c-1",
    "10.0.0.0/8",
    "172.21.0.0/20",
    "10.0.0.1/8",
    "300.0.0.0/8",
    "ecs.c7.4xlarge",
    "ecs.c8y.large",
    "ecs.g7ne.2xlarge",
    "AliyunLinux3",
    "cloud_essd",
    "500m",
    "8Gi",
    "8GB",
    "1e3",
    "slb.s3.large",
    "./charts/a",
    "oci://a/b",
    "https://a/b",
    "registry.example/mqtt",
    "emqx/emqx:5.7.2",
    "apiVersion: v1\nkind: Config",
    "{]",
    "mqtt.max_packet_size = 1MB",
    "mqtt.max_packet_size = 1M",
    "node.cookie = x",
    "zone.external { idle_timeout = 1s }",
    "mqtt { server_keepalive = 900 }",
    "a = [{",
    "16384",
    "1024 65535",
    "default",
    "NoSchedule",
    "x".repeat(300),
    "__proto__",
    "constructor",
];
const KEYS = [
    "team",
    "example.com/team",
    "a/b/c",
    "",
    "EMQX_A",
    "EMQX_MQTT__MAX_INFLIGHT",
    "EMQX_ZONE__EXTERNAL__A",
    "emqx-ack.io/role",
    "net.core.somaxconn",
    "net.ipv4.tcp_mem",
    "fs.nr_open",
    "net.nf_conntrack_max",
    "net/core/somaxconn",
    "net.ipv4.tcp_tw_recycle",
    "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type",
    "constructor",
    'a"b\\c',
];
const NUMBERS = [0, 1, 2, 3, 5, 60, 100, 900, 1883, 18083, 40, 100_000, 1_000_000, 5_000_001, -1, 1.5, 1e12];

class Thing {
    public readonly circle = this;
}

/** What no input is, or not everywhere. Fresh ones each time, since some can be used up. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
    fc.constantFrom<unknown>(
        null,
        undefined,
        true,
        7,
        "text",
        Number.NaN,
        Number.POSITIVE_INFINITY,
        7n,
        Symbol("s"),
    ),
    fc.constant([]),
    fc.constant({}),
    fc.constant([null, undefined]),
    fc.constant(new Array(3)),
    fc.constant({ a: null, unknown: [{}] }),
    fc.constant(JSON.parse('{"__proto__": 1, "constructor": {}}')),
    fc.constant(Object.create(null)),
    fc.constant(() => 1),
    fc.constant(new Date(0)),
    fc.constant(new Map()),
    fc.constant(new Thing()),
    fc.constant(/x/),
    fc.jsonValue(),
);

const text = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...TEXTS) },
    { weight: 1, arbitrary: fc.string() },
);
const number = fc.oneof(fc.constantFrom(...NUMBERS), fc.integer(), fc.double());

/** Mostly what the type says, sometimes an Output or what became of one, sometimes anything. */
function valueFor(property: Property, depth: number): fc.Arbitrary<unknown> {
    const typed = typedValue(property, depth);
    return fc.oneof(
        { weight: 40, arbitrary: typed },
        { weight: 1, arbitrary: junk },
        { weight: 1, arbitrary: typed.map((value) => pulumi.output(scalarOf(value))) },
        { weight: 1, arbitrary: typed.map((value) => Promise.resolve(scalarOf(value))) },
        {
            weight: 2,
            arbitrary: typed.chain((value) => fc.boolean().map((secret) => new Known(value, secret))),
        },
    );
}

/** An Output of an object would serialise all that is in it. */
function scalarOf(value: unknown): unknown {
    return typeof value === "object" || typeof value === "symbol" || typeof value === "function"
        ? "x"
        : value;
}

function typedValue(property: Property, depth: number): fc.Arbitrary<unknown> {
    const type = referred(property);
    if (type?.enum) return fc.constantFrom(...type.enum.map(({ value }) => value), "Nonsense");
    if (type?.properties) return objectOf(type.properties, depth + 1);
    if (property.items) return fc.array(valueFor(property.items, depth + 1), { maxLength: 3 });
    if (property.additionalProperties) {
        return fc.dictionary(fc.constantFrom(...KEYS), valueFor(property.additionalProperties, depth + 1), {
            maxKeys: 2,
        });
    }
    if (property.type === "boolean") return fc.boolean();
    return property.type === "string" ? text : number;
}

/** Some of the properties, fewer of them further down, and now and then one that does not exist. */
function objectOf(properties: Record<string, Property>, depth: number): fc.Arbitrary<object> {
    const some = Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [name, valueFor(property, depth)]),
    );
    const known = fc.record(some, { requiredKeys: [] });
    const misspelt = fc.constantFrom(
        ...Object.keys(properties).map((name) => name.slice(1)),
        "constructor",
        "extra",
    );
    return fc.oneof(
        { weight: 12, arbitrary: known },
        {
            weight: 1,
            arbitrary: fc
                .tuple(known, misspelt, junk)
                .map(([args, key, value]) => ({ ...args, [key]: value })),
        },
    );
}

/** Right arguments with one or two inputs replaced, which reach what a heap of mistakes hides. */
function nearly(component: string, right: object): fc.Arbitrary<object> {
    const inputs = Object.entries(inputsOfComponent(component));
    const one = fc
        .constantFrom(...inputs)
        .chain(([name, property]) => valueFor(property, 1).map((value) => ({ [name]: value })));
    return fc.array(one, { maxLength: 2 }).map((changes) => Object.assign({}, right, ...changes));
}

/** Arguments of a component, from right to absurd. */
export function argumentsOf(component: string, right: object): fc.Arbitrary<unknown> {
    return fc.oneof(
        { weight: 40, arbitrary: nearly(component, right) },
        { weight: 20, arbitrary: objectOf(inputsOfComponent(component), 0) },
        { weight: 1, arbitrary: junk },
    );
}
