import type { Load, Messages } from "./load";

/** A load that somebody published nodes for, to hold the model against. */
export interface PublishedShape {
    readonly name: string;
    readonly load: Pick<Load, "connections" | "tls"> & { readonly messages: Messages };
    /** Of the nodes that take the clients. */
    readonly nodes: number;
    readonly vcpusOfNode: number;
    /** Why less does, where this package's plan is more than a third below. */
    readonly whyLess?: string;
    readonly source: string;
}

const none: Messages = { publishedPerSecond: 0, deliveredPerSecond: 0, payloadBytes: 0, qos: 0 };
const oneToOne = (perSecond: number, payloadBytes: number, qos: number): Messages => ({
    publishedPerSecond: perSecond,
    deliveredPerSecond: perSecond,
    payloadBytes,
    qos,
});

const SPECS = "EMQ, tf-emqx-performance-test, 2025-11-05 (what was run; results are not published)";

export const PUBLISHED_SHAPES: readonly PublishedShape[] = [
    {
        name: "EMQ's test of 1,000,000 connections and as many messages a second",
        load: { connections: 1_000_000, tls: false, messages: oneToOne(1_000_000, 1024, 1) },
        nodes: 12,
        vcpusOfNode: 16,
        source: `${SPECS}: emqx5-1M-1M-tps.yaml`,
    },
    {
        name: "the source article's test",
        load: { connections: 1_000_000, tls: false, messages: oneToOne(500_000, 1024, 1) },
        nodes: 5,
        vcpusOfNode: 64,
        whyLess: "its pods were limited to 20 of 64 vCPU: two thirds of each node stood idle",
        source: "the million-connection article that this package's examples follow",
    },
    {
        name: "EMQ's test of 10,000,000 connections and 1,000,000 messages a second",
        load: { connections: 10_000_000, tls: false, messages: oneToOne(1_000_000, 256, 1) },
        nodes: 30,
        vcpusOfNode: 32,
        whyLess:
            "EMQ's own report of version 4.3 carries as many connections and 1,000,000 messages of QoS 0 on 5 x 32 vCPU; measure before you rely on it",
        source: `${SPECS}: emqx5-10M-1M-tps.yaml`,
    },
    {
        name: "EMQ's report of 10,000,000 connections",
        load: {
            connections: 10_000_000,
            tls: false,
            messages: { ...none, deliveredPerSecond: 1_000_000, publishedPerSecond: 5_000 },
        },
        nodes: 5,
        vcpusOfNode: 32,
        source: "EMQ, EMQX 4.3 ten million connections performance test report, read 2026-11-28",
    },
    {
        name: "EMQ's test of 12,000,000 connections behind an HTTP server",
        load: {
            connections: 12_000_000,
            tls: false,
            messages: { ...oneToOne(5_000, 2048, 1), deliveredPerSecond: 0 },
        },
        nodes: 6,
        vcpusOfNode: 64,
        whyLess:
            "each message went to an HTTP server through a rule, which is not in the model; write --cpu-factor",
        source: `${SPECS}: emqx5-12m-5k-tps-http.yaml`,
    },
    {
        name: "EMQ's 5,000,000 connections on one node",
        load: { connections: 5_000_000, tls: false, messages: none },
        nodes: 1,
        vcpusOfNode: 64,
        source: "EMQ, five million connections on one node (EMQX 5.0.21), read 2026-11-27",
    },
    {
        name: "EMQ's test of 5,000,000 subscribers",
        load: { connections: 5_000_000, tls: false, messages: none },
        nodes: 6,
        vcpusOfNode: 4,
        source: `${SPECS}: emqx5-5M-subs.yaml`,
    },
    {
        name: "EMQ's test of 1,152,000 subscribers over TLS",
        load: { connections: 1_152_000, tls: true, messages: none },
        nodes: 3,
        vcpusOfNode: 8,
        source: `${SPECS}: emqx5-1M-subs-ssl.yaml`,
    },
    {
        name: "EMQ's test of 1,500,000 connections with client certificates and 50,000 messages a second",
        load: { connections: 1_500_000, tls: true, messages: oneToOne(50_000, 1024, 1) },
        nodes: 3,
        vcpusOfNode: 64,
        source: `${SPECS}: ee-4.4-1.5m-conns-50k-tps.yaml`,
    },
    {
        name: "EMQ's continuous test: 20,000 connections and 10,000 messages a second of QoS 2, at 83 % CPU",
        load: { connections: 20_000, tls: false, messages: oneToOne(10_000, 1024, 2) },
        nodes: 2,
        vcpusOfNode: 2,
        source: `${SPECS}: ci/pubsub-2x2c4g-10k-20k-tps.yaml`,
    },
    {
        name: "EMQX's reference node",
        load: { connections: 2_000, tls: false, messages: oneToOne(20_000, 128, 1) },
        nodes: 1,
        vcpusOfNode: 4,
        source: "emqx-docs, performance-reference.md (EMQX 5.1.6), 2024-10-19",
    },
];

/** vCPUs below two thirds of what was published: a difference that has to be explained. */
export const FAR_BELOW = 2 / 3;

/** Published shapes of a load that this one contains and that had far more vCPUs. */
export function farAbove(
    { connections, tls, messages }: PublishedShape["load"],
    vcpus: number,
): PublishedShape[] {
    return PUBLISHED_SHAPES.filter(
        ({ load, nodes, vcpusOfNode }) =>
            load.connections <= connections &&
            (tls || !load.tls) &&
            load.messages.publishedPerSecond <= messages.publishedPerSecond &&
            load.messages.deliveredPerSecond <= messages.deliveredPerSecond &&
            vcpus < FAR_BELOW * nodes * vcpusOfNode,
    );
}
