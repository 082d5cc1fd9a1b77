import assert from "node:assert/strict";
import { EmqxEdition, KernelPreset, ListenerProtocol } from "../../../../provider";
import type { EmqxClusterArgs } from "../../../../provider/emqx/args/emqxClusterArgs";
import type { ListenersArgs } from "../../../../provider/emqx/listeners/listenersArgs";
import {
    boot,
    PEM,
    push,
    type Release,
    type RunningNode,
    releaseOf,
    type Variable,
    valueAt,
} from "../../../../testkit/emqx";
import { emqxObject } from "../emqxObjects";

/** Operator 2.2 puts them in front of every text. */
const OPERATOR =
    "listeners.tcp.default.bind = 1883\nlisteners.ssl.default.bind = 8883\nlisteners.ws.default.bind  = 8083\nlisteners.wss.default.bind = 8084\n";
const OPERATORS_NODE: Variable[] = [
    { name: "EMQX_NODE__COOKIE", value: "cookie" },
    { name: "EMQX_NODE__DATA_DIR", value: "data" },
];
/** The port of a ws listener is taken when it is opened anew: as bad as it comes. */
const UNLUCKY = { portIsFree: () => false };

const OPEN_SOURCE = releaseOf("5.7.2", "Opensource");
const ENTERPRISE = releaseOf("5.8.11", "Enterprise");

interface Written {
    readonly text: string;
    readonly environment: readonly Variable[];
    readonly files: ReadonlyMap<string, string>;
}

async function written(args: EmqxClusterArgs): Promise<Written> {
    const { config, coreTemplate } = (await emqxObject(args)).spec;
    const directories: string[] = (coreTemplate.spec.extraVolumeMounts ?? []).map((m: any) => m.mountPath);
    return {
        text: OPERATOR + config.data,
        environment: coreTemplate.spec.env.filter(({ value }: any) => value !== undefined),
        files: new Map(
            directories.flatMap((directory) =>
                ["tls.crt", "tls.key", "ca.crt"].map((file): [string, string] => [
                    `${directory}/${file}`,
                    PEM,
                ]),
            ),
        ),
    };
}

function started({ text, environment, files }: Written, release: Release): RunningNode {
    const booted = boot({ release, text, environment: [...OPERATORS_NODE, ...environment], files });
    if (booted.kind === "ended") throw new Error(`EMQX does not boot: ${booted.says}`);
    return booted.node;
}

const listener = (node: RunningNode, id: string, ...path: string[]) =>
    valueAt(node.listeners.find((one) => one.id === id)?.config, path);

/** What a push of other arguments does to nodes that run these. */
async function pushed(before: EmqxClusterArgs, after: EmqxClusterArgs, release: Release) {
    const node = started(await written(before), release);
    const { text } = await written(after);
    return { before: node, ...push(node, text, true, UNLUCKY) };
}

describe("a push to nodes that run", () => {
    const everyListener: ListenersArgs = {
        tcp: { acceptors: 1, maxConnections: 1, maxConnectionRate: 1, proxyProtocol: true },
        ssl: {
            tlsSecretName: "mqtt-tls",
            acceptors: 1024,
            maxConnections: 2_000_000,
            maxConnectionRate: 1_000_000,
            proxyProtocol: true,
            verifyClient: true,
        },
        ws: { proxyProtocol: true, acceptors: 128 },
        wss: { tlsSecretName: "mqtt-tls", proxyProtocol: true, verifyClient: true },
        quic: {
            tlsSecretName: "mqtt-tls",
            acceptors: 8,
            maxConnections: 100_000,
            maxConnectionRate: 10,
            verifyClient: true,
        },
    };
    const enterprise = { edition: EmqxEdition.Enterprise, listeners: everyListener };

    it("of another key of config leaves certificates, verification and PROXY protocol alone (boot-01)", async () => {
        for (const release of [ENTERPRISE, OPEN_SOURCE]) {
            const after = { ...enterprise, config: "mqtt.max_inflight = 33" };
            const { before, node, refusal, effects } = await pushed(enterprise, after, release);
            assert.deepEqual([refusal, effects], [undefined, []]);
            assert.deepEqual(node.listeners, before.listeners);
            assert.equal(valueAt(node.written, ["mqtt", "max_inflight"]), 33);
            assert.equal(listener(node, "ssl:default", "ssl_options", "verify"), "verify_peer");
            assert.equal(listener(node, "ssl:default", "ssl_options", "fail_if_no_peer_cert"), true);
            assert.equal(
                listener(node, "ssl:default", "ssl_options", "certfile"),
                "/mounted/tls/ssl/tls.crt",
            );
            assert.equal(listener(node, "tcp:default", "proxy_protocol"), true);
            assert.equal(listener(node, "quic:default", "ssl_options", "verify"), "verify_peer");
        }
    });

    it("of another key of config cuts nobody of the default stack (boot-02)", async () => {
        for (const release of [ENTERPRISE, OPEN_SOURCE]) {
            const after = { config: "mqtt.max_inflight = 33" };
            const { before, node, refusal, effects } = await pushed({}, after, release);
            assert.deepEqual([refusal, effects], [undefined, []]);
            assert.deepEqual(node.listeners, before.listeners);
            assert.equal(listener(node, "tcp:default", "acceptors"), 64);
            // No queue above what a kernel takes, on any stack (boot-15).
            assert.equal(listener(node, "tcp:default", "tcp_options", "backlog"), 32_768);
        }
    });

    it("after a step of the kernel profile says nothing new", async () => {
        const texts = await Promise.all(
            [KernelPreset.Standard, KernelPreset.Million].map(async (preset) => {
                const { text, environment } = await written({
                    ...enterprise,
                    kernelProfile: {
                        preset,
                        connectionsPerNode: preset === KernelPreset.Million ? 250_000 : 10_000,
                    },
                });
                return { text, environment };
            }),
        );
        assert.deepEqual(texts[0], texts[1]);
    });

    it("of other limits restarts no tcp and no ssl listener", async () => {
        const limits = (listeners: ListenersArgs, figure: number): ListenersArgs => ({
            ...listeners,
            tcp: {
                ...listeners.tcp,
                acceptors: figure,
                maxConnections: figure * 10,
                maxConnectionRate: figure,
            },
            ssl: {
                ...listeners.ssl,
                acceptors: figure,
                maxConnections: figure * 10,
                maxConnectionRate: figure,
            },
        });
        const after = { ...enterprise, listeners: limits(everyListener, 77) };
        const { node, refusal, effects } = await pushed(enterprise, after, ENTERPRISE);
        assert.equal(refusal, undefined);
        assert.deepEqual(
            effects.map(({ listener: id, what }) => `${id} ${what}`),
            ["ssl:default changed", "tcp:default changed"],
        );
        assert.equal(listener(node, "tcp:default", "max_connections"), 770);
    });

    it("switches verification off in so many words", async () => {
        const ssl = { tlsSecretName: "mqtt-tls" };
        const { node, refusal, effects } = await pushed(
            { listeners: { ssl: { ...ssl, verifyClient: true } } },
            { listeners: { ssl } },
            ENTERPRISE,
        );
        assert.equal(refusal, undefined);
        assert.deepEqual(
            effects.map(({ what }) => what),
            ["changed"],
        );
        assert.equal(listener(node, "ssl:default", "ssl_options", "verify"), "verify_none");
        assert.equal(listener(node, "ssl:default", "ssl_options", "fail_if_no_peer_cert"), false);
    });

    it("of a TLS listener is refused by EMQX in one update, and taken in two", async () => {
        const fleet = {
            protocol: ListenerProtocol.Ssl,
            bind: 8884,
            port: 8884,
            tlsSecretName: "fleet-tls",
        };
        const tcp = { listeners: { tcp: {} } };
        const off = { listeners: { tcp: {}, more: { fleet: { ...fleet, enabled: false } } } };
        const on = { listeners: { tcp: {}, more: { fleet } } };
        assert.match(
            (await pushed(tcp, on, ENTERPRISE)).refusal ?? "",
            /enoent,file_path => "\/mounted\/tls\/fleet\/tls\.(?:crt|key)/,
        );
        const first = await pushed(tcp, off, ENTERPRISE);
        assert.deepEqual([first.refusal, first.effects], [undefined, []]);
        const second = await pushed(off, on, ENTERPRISE);
        assert.equal(second.refusal, undefined);
        assert.deepEqual(second.effects, [{ listener: "ssl:fleet", what: "started", port: 8884 }]);
    });

    it("of the text after a TLS listener has gone names no file of its Secret", async () => {
        const ssl = { tlsSecretName: "mqtt-tls" };
        const on = { listeners: { tcp: {}, ssl } };
        const { node, refusal } = await pushed(on, { listeners: { tcp: {} } }, ENTERPRISE);
        assert.equal(refusal, undefined);
        // The next pods do not mount it any more, and EMQX looks at the files of listeners that are off, too.
        const withoutFiles = { ...node, files: started(await written({}), ENTERPRISE).files };
        const { text } = await written({ listeners: { tcp: {} }, config: "mqtt.max_inflight = 33" });
        assert.equal(push(withoutFiles, text, true, UNLUCKY).refusal, undefined);
    });

    it("from an object of version 0.1.0 restarts what was on, once", async () => {
        const before: Written = {
            text: `${OPERATOR}listeners.tcp.default.enable = true\nlisteners.tcp.default.bind = 1883\nlisteners.tcp.default.max_connections = 1024000\nlisteners.tcp.default.max_conn_rate = "100000/s"\nlisteners.ssl.default.enable = false\nlisteners.ws.default.enable = false\nlisteners.wss.default.enable = false\n`,
            environment: [
                { name: "EMQX_LISTENERS__TCP__DEFAULT__ENABLE", value: "true" },
                { name: "EMQX_LISTENERS__TCP__DEFAULT__BIND", value: "1883" },
                { name: "EMQX_LISTENERS__TCP__DEFAULT__ACCEPTORS", value: "64" },
                { name: "EMQX_LISTENERS__TCP__DEFAULT__TCP_OPTIONS__BACKLOG", value: "4096" },
                { name: "EMQX_LISTENERS__TCP__DEFAULT__PROXY_PROTOCOL", value: "false" },
                { name: "EMQX_LISTENERS__SSL__DEFAULT__ENABLE", value: "false" },
                { name: "EMQX_LISTENERS__WS__DEFAULT__ENABLE", value: "false" },
                { name: "EMQX_LISTENERS__WSS__DEFAULT__ENABLE", value: "false" },
            ],
            files: new Map(),
        };
        const { text } = await written({});
        const { refusal, effects, node } = push(started(before, OPEN_SOURCE), text, true, UNLUCKY);
        assert.equal(refusal, undefined);
        assert.deepEqual(
            effects.filter(({ what }) => what !== "changed"),
            [{ listener: "tcp:default", what: "restarted", port: 1883 }],
        );
        assert.deepEqual(push(node, text, true, UNLUCKY).effects, []);
    });
});
