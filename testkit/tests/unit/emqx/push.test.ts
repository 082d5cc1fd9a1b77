import * as assert from "node:assert/strict";
import { applyChange, PEM, type RunningNode, valueAt } from "../../../emqx";
import { booted, moves, pushed, setting } from "./runs";

// facts/real-parts.md, section 8: what ran on e5.8.11 with real clients.
const FOUR = `
listeners.tcp.default.bind = "0.0.0.0:1883"
listeners.ssl.default.bind = "0.0.0.0:8883"
listeners.ws.default.bind = "0.0.0.0:8083"
listeners.wss.default.bind = "0.0.0.0:8084"
`;
const CERTIFICATE = `ssl_options { certfile = "/t/tls.crt", keyfile = "/t/tls.key", cacertfile = "/t/ca.crt" }`;
const FILES = new Map(
    ["tls.crt", "tls.key", "ca.crt", "new.crt"].map((name) => [`/t/${name}`, PEM] as const),
);

function running(text = FOUR, files: ReadonlyMap<string, string> = FILES): RunningNode {
    return booted({ version: "5.8.11", text, files });
}

describe("the double of a push to EMQX", () => {
    describe("files that do not exist", () => {
        for (const enable of [true, false]) {
            it(`refuse the root listeners and nothing else, of a listener that is ${enable ? "on" : "off"}`, () => {
                const text = `${FOUR}listeners.ssl.fleet { enable = ${enable}, bind = 9883, ssl_options.certfile = "/no.crt" }
                    mqtt.max_inflight = 33`;
                const { refusal, node, effects } = pushed(running(), text);
                assert.match(
                    refusal ?? "",
                    /bad_ssl_config.*"certfile".*pem_check => enoent,file_path => "\/no\.crt"/,
                );
                assert.deepEqual(effects, []);
                assert.equal(valueAt(node.written, ["mqtt", "max_inflight"]), 33);
                assert.equal(node.listeners.length, 4);
            });
        }

        it("take an empty CA and no empty certificate", () => {
            assert.equal(
                pushed(running(), `${FOUR}listeners.ssl.default.ssl_options.cacertfile = ""`).refusal,
                undefined,
            );
            assert.match(
                pushed(running(), `${FOUR}listeners.ssl.default.ssl_options.certfile = ""`).refusal ?? "",
                /pem_file_path_or_string_is_required/,
            );
        });

        it("count where a listener is not even named, unless the root is the one before", () => {
            const base = `${FOUR}listeners.ssl.fleet { bind = 9883, ${CERTIFICATE} }`;
            const node = running(base);
            const without = { ...node, files: (path: string) => (path.startsWith("/t") ? undefined : PEM) };
            assert.match(
                pushed(without, `${FOUR}listeners.tcp.default.acceptors = 3`).refusal ?? "",
                /bad_ssl_config/,
            );
            assert.equal(pushed(without, base).refusal, undefined);
        });

        it("let ssl boot, and wss not when it is on", () => {
            const blind = `${FOUR}listeners.ssl.default.ssl_options.certfile = "/no.crt"\n`;
            const node = booted({ version: "5.8.11", text: blind });
            assert.match(pushed(node, `${blind}listeners.tcp.default.acceptors = 3`).refusal ?? "", /enoent/);
            const wss = `${FOUR}listeners.wss.default.ssl_options.certfile = "/no.crt"`;
            assert.throws(() => booted({ version: "5.8.11", text: wss }), /no_cert/);
            booted({ version: "5.8.11", text: `${wss}\nlisteners.wss.default.enable = false` });
        });
    });

    describe("bind", () => {
        it("restarts a listener when the term differs, and no other one", () => {
            const node = running(FOUR.replace('"0.0.0.0:1883"', "11883"));
            for (const same of ["11883", '"11883"', '":11883"']) {
                assert.deepEqual(moves(pushed(node, FOUR.replace('"0.0.0.0:1883"', same))), []);
            }
            const moved = pushed(node, FOUR.replace('"0.0.0.0:1883"', '"0.0.0.0:11883"'));
            assert.deepEqual(moves(moved), ["tcp:default restarted"]);
            assert.deepEqual(moves(pushed(moved.node, FOUR.replace('"0.0.0.0:1883"', "11883"))), [
                "tcp:default restarted",
            ]);
        });

        it("of a listener that is left out goes back to the default, and starts what was off", () => {
            const node =
                running(`listeners.tcp.default.bind = 11883, listeners.ssl.default { bind = 18883, enable = false }
                listeners.ws.default.enable = false, listeners.wss.default.enable = false`);
            const answer = pushed(node, "listeners.tcp.default.bind = 11883");
            assert.deepEqual(moves(answer), [
                "ssl:default started",
                "ws:default started",
                "wss:default started",
            ]);
            assert.equal(setting(answer.node, "ssl:default", "bind"), "0.0.0.0:8883");
        });

        it("on a port in use leaves the listener down until something else of it changes twice", () => {
            const busy = `${FOUR}listeners.tcp.busy.bind = 2883\n`;
            const moved = busy.replace("0.0.0.0:1883", "0.0.0.0:2883");
            const failed = pushed(running(busy), moved);
            assert.match(failed.refusal ?? "", /failed_to_start.*eaddrinuse/);
            assert.deepEqual(moves(failed), ["tcp:default down"]);
            assert.equal(setting(failed.node, "tcp:default", "bind"), "0.0.0.0:1883");
            const again = pushed(failed.node, busy);
            assert.deepEqual([again.refusal, moves(again)], [undefined, []]);
            const changed = pushed(failed.node, `${busy}listeners.tcp.default.acceptors = 4`);
            assert.match(changed.refusal ?? "", /config_update_crashed,not_found/);
            const off = pushed(failed.node, `${busy}listeners.tcp.default.enable = false`);
            assert.deepEqual(moves(pushed(off.node, busy)), ["tcp:default started"]);
        });

        it("swapped between two listeners in one push leaves one of them down", () => {
            const two = `${FOUR}listeners.tcp.a.bind = 2883, listeners.tcp.b.bind = 2884\n`;
            const swapped = two.replace("2883", "x").replace("2884", "2883").replace("x", "2884");
            const answer = pushed(running(two), swapped);
            assert.match(answer.refusal ?? "", /eaddrinuse/);
            assert.deepEqual(moves(answer), ["tcp:a down"]);
        });

        it("may change while a listener is off", () => {
            const off = pushed(running(), `${FOUR}listeners.tcp.default.enable = false`);
            assert.deepEqual(moves(off), ["tcp:default stopped"]);
            const moved = pushed(off.node, `${FOUR}listeners.tcp.default { enable = false, bind = 2883 }`);
            assert.deepEqual([moved.refusal, moves(moved)], [undefined, []]);
            assert.deepEqual(moves(pushed(moved.node, `${FOUR}listeners.tcp.default.bind = 2883`)), [
                "tcp:default started",
            ]);
        });
    });

    describe("tcp and ssl", () => {
        for (const hot of [
            "acceptors = 3",
            "max_connections = 10",
            'max_conn_rate = "5/s"',
            "proxy_protocol = true",
            'mountpoint = "m/"',
            "tcp_options.nodelay = false",
        ]) {
            it(`take ${hot} without a restart`, () => {
                for (const kind of ["tcp", "ssl"]) {
                    const answer = pushed(running(), `${FOUR}listeners.${kind}.default.${hot}`);
                    assert.deepEqual(
                        answer.effects.map(({ listener, what }) => `${listener} ${what}`),
                        [`${kind}:default changed`],
                    );
                }
            });
        }

        it("take other certificates and verification without a restart, refuse verification of nothing", () => {
            const node = running();
            const verified = `${FOUR}listeners.ssl.default { ${CERTIFICATE}, ssl_options { verify = verify_peer, fail_if_no_peer_cert = true } }`;
            assert.deepEqual(moves(pushed(node, verified)), []);
            assert.match(
                pushed(node, `${FOUR}listeners.ssl.default.ssl_options.fail_if_no_peer_cert = true`)
                    .refusal ?? "",
                /verify must be verify_peer/,
            );
            const blind = pushed(
                node,
                `${FOUR}listeners.ssl.default.ssl_options { verify = verify_peer, cacertfile = "" }`,
            );
            assert.deepEqual(moves(blind), ["ssl:default down"]);
        });

        it("restart for a backlog", () => {
            assert.deepEqual(
                moves(pushed(running(), `${FOUR}listeners.ssl.default.tcp_options.backlog = 4096`)),
                ["ssl:default restarted"],
            );
        });

        it("do nothing for the same values and for the defaults spelled out", () => {
            assert.deepEqual(
                pushed(running(), `${FOUR}listeners.tcp.default { enable = true, acceptors = 16 }`).effects,
                [],
            );
        });
    });

    it("opens ws and wss again for limits, acceptors and options, which at worst cuts all of ws", () => {
        for (const [change, what] of [
            ['websocket.mqtt_path = "/m"', []],
            ["proxy_protocol = true", []],
            ['max_conn_rate = "5/s"', []],
            ["max_connections = 10", ["ws:default restarted", "wss:default reopened"]],
            ["acceptors = 3", ["ws:default restarted", "wss:default reopened"]],
            ["tcp_options.backlog = 10", ["ws:default restarted", "wss:default reopened"]],
        ] as const) {
            const text = `${FOUR}listeners.ws.default.${change}\nlisteners.wss.default.${change}`;
            assert.deepEqual(moves(pushed(running(), text)), [...what], change);
        }
    });

    describe("what is left out", () => {
        const extra = `${FOUR}listeners.tcp.extra { bind = 2883, acceptors = 3, messages_rate = "5/s" }`;

        it("stays: a listener with all its values, also after a restart of the node", () => {
            const answer = pushed(pushed(running(), extra).node, `${FOUR}mqtt.max_inflight = 3`);
            assert.deepEqual(moves(answer), []);
            assert.equal(setting(answer.node, "tcp:extra", "acceptors"), 3);
            const kept = answer.node.kept;
            assert.equal(valueAt(kept, ["listeners", "tcp", "extra", "bind"]), 2883);
        });

        it("goes to its default when the listener is named, unless it has none", () => {
            const { node } = pushed(pushed(running(), extra).node, `${FOUR}listeners.tcp.extra.bind = 2883`);
            assert.equal(setting(node, "tcp:extra", "acceptors"), 16);
            assert.equal(setting(node, "tcp:extra", "messages_rate"), "5/s");
        });

        it("stays off where it was off, and moves to 1883 where no bind is said", () => {
            const off = pushed(pushed(running(), extra).node, `${FOUR}listeners.tcp.extra.enable = false`);
            assert.equal(setting(off.node, "tcp:extra", "bind"), 1883);
            assert.deepEqual(moves(pushed(off.node, `${FOUR}mqtt.max_inflight = 3`)), []);
        });
    });

    it("refuses a text that is none, an unknown key and an unknown root before anything is applied", () => {
        for (const [text, reason] of [
            ["mqtt {", /parse_error/],
            ["mqtt.no_such = 1, sysmon.vm.long_gc = disabled", /unknown_fields/],
            ["no_such_root.a = 1", /root_key_not_found/],
            ["mqtt.max_inflight = many", /integer\(\)/],
        ] as const) {
            const answer = pushed(running(), text);
            assert.match(answer.refusal ?? "", reason);
            assert.deepEqual(answer.changes, []);
        }
        assert.equal(pushed(running(), "mqtt { max_inflight = 3, }").refusal, undefined);
    });

    it("is followed by the other nodes, by one that has no such file not", () => {
        const text = `${FOUR}listeners.ssl.fleet { bind = 9883, ${CERTIFICATE} }`;
        const { changes } = pushed(running(), text);
        const luck = { portIsFree: () => false };
        const [change] = changes;
        assert.ok(change);
        const same = applyChange(running(), change, "replicate", luck);
        assert.deepEqual(
            same.effects.map(({ what }) => what),
            ["started"],
        );
        const bare = applyChange(
            booted({ version: "5.8.11", text: FOUR, files: new Map() }),
            change,
            "replicate",
            luck,
        );
        assert.match(bare.refusal ?? "", /enoent/);
    });
});
