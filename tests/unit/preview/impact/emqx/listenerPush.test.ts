import assert from "node:assert/strict";
import { settingsIn } from "../../../../../preview/impact/rules/emqx/configTree";
import { listenerPush } from "../../../../../preview/impact/rules/emqx/listenerPush";
import {
    bootedListeners,
    type Listeners,
    pushedListeners,
} from "../../../../../preview/impact/rules/emqx/listenerState";
import { v2beta1 } from "../../../../../provider/emqx/lines/v2beta1";

const OWN_LINES = v2beta1.push.ownLines;

/** Of EMQX 5.8.11; `null` where it has none. */
const DEFAULTS: Readonly<Record<string, string | null>> = {
    enable: "true",
    acceptors: "16",
    max_connections: "infinity",
    max_conn_rate: "infinity",
    proxy_protocol: "false",
    messages_rate: null,
    "tcp_options.backlog": "1024",
    "tcp_options.sndbuf": null,
    "ssl_options.verify": "verify_none",
    "ssl_options.certfile": "/etc/certs/cert.pem",
};
const defaultOf = (_kind: string, setting: string) => DEFAULTS[setting];

function booted(configData: string, environment: Record<string, string> = {}): Listeners {
    const state = v2beta1.read({
        spec: {
            image: "emqx/emqx-enterprise:5.8.11",
            config: { data: configData },
            coreTemplate: {
                spec: { env: Object.entries(environment).map(([name, value]) => ({ name, value })) },
            },
        },
    });
    return bootedListeners(state, OWN_LINES);
}

/** What running nodes do, listener by listener. */
function moves(running: Listeners, text: string, mode: "Merge" | "Replace" = "Merge") {
    const wanted = settingsIn(`${OWN_LINES}\n${text}`);
    assert.ok(wanted);
    const pushed = pushedListeners(running, wanted, mode, defaultOf);
    return listenerPush(running, pushed, defaultOf).map(({ listener, move, because }) => [
        listener,
        move,
        ...because.map(({ setting }) => setting),
    ]);
}

const one = (before: string, after: string) => moves(booted(before), after);

/** Each as nodes of EMQX 5.8.11 did it with real clients, unless said. */
describe("a configuration that is pushed to running listeners", () => {
    it("moves none where it says the same, or the defaults in so many words", () => {
        assert.deepEqual(one("mqtt.max_inflight = 1", "mqtt.max_inflight = 2"), []);
        assert.deepEqual(
            one(
                "",
                'listeners.tcp.default { bind = ":1883", enable = on, acceptors = 16, max_connections = infinity }',
            ),
            [],
        );
    });

    it("restarts tcp and ssl for another bind, whose spelling counts, and for another backlog", () => {
        assert.deepEqual(one("", 'listeners.tcp.default.bind = "0.0.0.0:1883"'), [
            ["tcp.default", "restarted", "bind"],
        ]);
        assert.deepEqual(one("", "listeners.ssl.default.tcp_options.backlog = 4096"), [
            ["ssl.default", "restarted", "tcp_options.backlog"],
        ]);
    });

    it("has all else of tcp and ssl count at once", () => {
        for (const setting of [
            "acceptors = 8",
            "max_connections = 9",
            'max_conn_rate = "5/s"',
            "proxy_protocol = true",
            "ssl_options.verify = verify_peer",
            'ssl_options.certfile = "/x"',
        ]) {
            assert.deepEqual(
                one("", `listeners.ssl.default.${setting}`).map(([listener, move]) => [listener, move]),
                [["ssl.default", "hot"]],
                setting,
            );
        }
    });

    it("opens the port of ws and wss anew for what it is opened with, and leaves it for the rest", () => {
        for (const kind of ["ws", "wss"]) {
            for (const setting of [
                "bind = 9000",
                "acceptors = 8",
                "max_connections = 9",
                "tcp_options.backlog = 7",
            ]) {
                const [[, move] = []] = one("", `listeners.${kind}.default.${setting}`);
                assert.equal(move, "reopened", `${kind} ${setting}`);
            }
            for (const setting of [
                "proxy_protocol = true",
                'max_conn_rate = "5/s"',
                'websocket.mqtt_path = "/m"',
            ]) {
                const [[, move] = []] = one("", `listeners.${kind}.default.${setting}`);
                // The table above has no default for all of them: what it does not know is not made up.
                assert.ok(move === "hot" || setting.startsWith("websocket"), `${kind} ${setting}`);
            }
        }
    });

    it("opens the port of quic anew for anything", () => {
        const quic = (more: string) => `listeners.quic.default { bind = 14567, ${more} }`;
        assert.deepEqual(one(quic("acceptors = 4"), quic("acceptors = 8")), [
            ["quic.default", "reopened", "acceptors"],
        ]);
    });

    it("starts and stops by enable, and by nothing else", () => {
        assert.deepEqual(one("listeners.ws.default.enable = false", "listeners.ws.default.enable = true"), [
            ["ws.default", "started", "enable"],
        ]);
        assert.deepEqual(one("", "listeners.wss.default.enable = false"), [
            ["wss.default", "stopped", "enable"],
        ]);
        // Off before and after: no matter what else differs.
        assert.deepEqual(
            one(
                "listeners.ws.default { enable = false, bind = 1 }",
                "listeners.ws.default { enable = false, bind = 2 }",
            ),
            [],
        );
    });

    it("starts a default listener that is no longer switched off, and keeps any other that is no longer named", () => {
        assert.deepEqual(one("listeners.ws.default.enable = false", ""), [
            ["ws.default", "started", "enable"],
        ]);
        assert.deepEqual(one("listeners.tcp.extra { bind = 2883, acceptors = 3 }", ""), []);
        assert.deepEqual(
            one("listeners.tcp.extra { bind = 2883, acceptors = 3 }", "listeners.tcp.extra.bind = 2883"),
            [["tcp.extra", "hot", "acceptors"]],
        );
        assert.deepEqual(moves(booted("listeners.tcp.extra.bind = 2883"), "", "Replace"), [
            ["tcp.extra", "stopped"],
        ]);
    });

    it("leaves what has no default as it is", () => {
        assert.deepEqual(
            one('listeners.tcp.default { messages_rate = "1/s", tcp_options.sndbuf = 3KB }', ""),
            [],
        );
    });

    it("takes back what only the environment says of a listener", () => {
        const running = booted("", {
            EMQX_LISTENERS__TCP__DEFAULT__BIND: "1883",
            EMQX_LISTENERS__TCP__DEFAULT__TCP_OPTIONS__BACKLOG: "4096",
            EMQX_LISTENERS__SSL__DEFAULT__SSL_OPTIONS__VERIFY: "verify_peer",
            EMQX_LISTENERS__SSL__DEFAULT__SSL_OPTIONS__CERTFILE: '"/mounted/tls.crt"',
        });
        assert.deepEqual(moves(running, "mqtt.max_inflight = 2"), [
            ["ssl.default", "hot", "ssl_options.certfile", "ssl_options.verify"],
            ["tcp.default", "restarted", "tcp_options.backlog"],
        ]);
    });
});
