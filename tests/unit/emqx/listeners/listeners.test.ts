import assert from "node:assert/strict";
import * as fc from "fast-check";
import { resolveListeners } from "../../../../provider/emqx/listeners/listeners";
import { ListenerProtocol } from "../../../../provider/emqx/listeners/listenersArgs";
import { checkListeners } from "../../../../provider/emqx/listeners/rules";
import { listenerSettings } from "../../../../provider/emqx/listeners/settings";
import { mounts } from "../../../../provider/emqx/secrets/mounts";
import { Problems } from "../../../../provider/validation/problems";
import { anyListeners } from "../emqxObjects";

const tls = { tlsSecretName: "tls" };

describe("listeners", () => {
    it("are MQTT over TCP alone when none is named", () => {
        const [tcp, ...others] = resolveListeners(undefined);
        assert.deepEqual(
            [tcp?.id, tcp?.ports, tcp?.bind, tcp?.acceptors, tcp?.maxConnections, tcp?.maxConnectionRate],
            ["tcp.default", [1883], 1883, 64, 1_024_000, 100_000],
        );
        assert.deepEqual(
            [tcp, ...others].map((listener) => [listener?.key, listener?.enabled]),
            [
                ["tcp", true],
                ["ssl", false],
                ["ws", false],
                ["wss", false],
                ["quic", false],
            ],
        );
    });

    it("have EMQX's usual ports", () => {
        const listeners = resolveListeners({ tcp: {}, ssl: tls, ws: {}, wss: tls, quic: tls });
        assert.deepEqual(
            listeners.map((l) => `${l.id} ${l.protocol} ${l.ports} ${l.bind} ${l.tls}`),
            [
                "tcp.default TCP 1883 1883 false",
                "ssl.default TCP 8883 8883 true",
                "ws.default TCP 8083 8083 false",
                "wss.default TCP 8084 8084 true",
                "quic.default UDP 14567 14567 true",
            ],
        );
    });

    it("bind what they are told, whatever port clients use", () => {
        const [tcp] = resolveListeners({ tcp: { port: 80, additionalPorts: [1883] } });
        assert.deepEqual([tcp?.ports, tcp?.bind], [[80, 1883], 1883]);
        assert.equal(resolveListeners({ tcp: { bind: 1884 } })[0]?.bind, 1884);
    });

    it("by name come after the default ones, in the order of their names", () => {
        const listeners = resolveListeners({
            more: {
                zone: { protocol: ListenerProtocol.Tcp, bind: 1884 },
                fleet: { protocol: ListenerProtocol.Ssl, bind: 8884, port: 443, ...tls },
            },
        });
        assert.deepEqual(
            listeners.slice(5).map(({ id, key, path, ports, bind }) => [id, key, path, ports, bind]),
            [
                ["ssl.fleet", "fleet", ["more", "fleet"], [443], 8884],
                ["tcp.zone", "zone", ["more", "zone"], [1883], 1884],
            ],
        );
    });

    it("are each told to be on or off, and by what address, and none that is off any file", () => {
        fc.assert(
            fc.property(anyListeners, (args) => {
                const listeners = resolveListeners(args);
                assert.deepEqual(
                    listeners.slice(0, 5).map(({ id }) => id),
                    ["tcp.default", "ssl.default", "ws.default", "wss.default", "quic.default"],
                );
                for (const listener of listeners) {
                    const told = new Map(
                        listenerSettings(listener).map(({ path, value }) => [path.join("."), value]),
                    );
                    assert.equal(told.get("enable"), listener.enabled);
                    assert.equal(told.get("bind"), `0.0.0.0:${listener.bind}`);
                    const files = [...told].filter(([path]) => path.endsWith("file"));
                    assert.equal(files.length, listener.enabled && listener.tls ? 3 : 0);
                }
            }),
        );
    });

    it("have one queue, whatever the pods' kernel allows", () => {
        const queues = resolveListeners({ tcp: {}, ssl: tls, ws: {}, wss: tls, quic: tls }).flatMap(
            (listener) =>
                listenerSettings(listener)
                    .filter(({ path }) => path.join(".") === "tcp_options.backlog")
                    .map(({ value, where }) => `${listener.kind} ${value} ${where}`),
        );
        assert.deepEqual(queues, ["tcp 32768 both", "ssl 32768 both", "ws 32768 both", "wss 32768 both"]);
    });

    it("say something on a silent QUIC connection before a load balancer forgets it, by a push alone", () => {
        const said = (args: Parameters<typeof resolveListeners>[0]) =>
            resolveListeners(args).flatMap((listener) =>
                listenerSettings(listener)
                    .filter(({ path }) => path.join(".") === "keep_alive_interval")
                    .map(({ value, where }) => `${listener.id} ${value} ${where}`),
            );
        assert.deepEqual(said({ tcp: {}, quic: tls }), ["quic.default 10s text"]);
        assert.deepEqual(said({ tcp: {}, quic: { ...tls, enabled: false } }), []);
    });

    it("mount their certificates as directories, so that a renewed one is seen, on or off", () => {
        fc.assert(
            fc.property(anyListeners, (args) => {
                const listeners = resolveListeners(args);
                const { extraVolumes, extraVolumeMounts } = mounts(listeners, {});
                assert.equal(extraVolumes.length, listeners.filter((l) => l.named && l.tls).length);
                assert.deepEqual(
                    extraVolumes.map((v) => v.name),
                    extraVolumeMounts.map((m) => m.name),
                );
                assert.ok(extraVolumeMounts.every((m) => !("subPath" in m) && m.readOnly));
                assert.equal(new Set(extraVolumeMounts.map((m) => m.mountPath)).size, extraVolumes.length);
            }),
        );
    });

    it("keep the directories that running objects have", () => {
        const { extraVolumeMounts } = mounts(
            resolveListeners({
                ssl: tls,
                wss: tls,
                quic: tls,
                more: { fleet: { protocol: ListenerProtocol.Ssl, bind: 8884, ...tls } },
            }),
            {},
        );
        assert.deepEqual(
            extraVolumeMounts.map(({ mountPath }) => mountPath),
            ["/mounted/tls/ssl", "/mounted/tls/wss", "/mounted/tls/quic", "/mounted/tls/fleet"],
        );
    });

    it("that are off need no certificate, so that one whose Secret has gone can be switched off", () => {
        const problems = new Problems();
        checkListeners(problems, { tcp: {}, ssl: { enabled: false } });
        assert.deepEqual(problems.all, []);
    });

    it("may share a port number between TCP and UDP", () => {
        const problems = new Problems();
        checkListeners(problems, { ssl: { ...tls, port: 8883 }, quic: { ...tls, port: 8883, bind: 8883 } });
        assert.deepEqual(problems.all, []);
    });

    it("that are generated for the other tests pass validation", () => {
        fc.assert(
            fc.property(anyListeners, (args) => {
                const problems = new Problems();
                checkListeners(problems, args);
                assert.deepEqual(problems.all, []);
            }),
        );
    });
});
