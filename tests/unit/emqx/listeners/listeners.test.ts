import assert from "node:assert/strict";
import * as fc from "fast-check";
import { listenersOff, podListeners, resolveListeners } from "../../../../provider/emqx/listeners/listeners";
import { checkListeners } from "../../../../provider/emqx/listeners/rules";
import { mounts } from "../../../../provider/emqx/secrets/mounts";
import { Problems } from "../../../../provider/validation/problems";
import { anyListeners } from "../emqxObjects";

describe("listeners", () => {
    it("are MQTT over TCP alone when none is named", () => {
        const [tcp, ...others] = podListeners(undefined);
        assert.deepEqual(others, []);
        assert.deepEqual(
            [tcp?.kind, tcp?.port, tcp?.acceptors, tcp?.backlog, tcp?.maxConnections, tcp?.maxConnectionRate],
            ["tcp", 1883, 64, 4096, 1_024_000, 100_000],
        );
    });

    it("have EMQX's usual ports", () => {
        const tls = { tlsSecretName: "tls" };
        const listeners = resolveListeners({ tcp: {}, ssl: tls, ws: {}, wss: tls, quic: tls });
        assert.deepEqual(
            listeners.map((l) => `${l.kind} ${l.protocol} ${l.port} ${l.tls}`),
            [
                "tcp TCP 1883 false",
                "ssl TCP 8883 true",
                "ws TCP 8083 false",
                "wss TCP 8084 true",
                "quic UDP 14567 true",
            ],
        );
    });

    it("take the pod's own queue unless told another", () => {
        assert.equal(podListeners(undefined, 16_384)[0]?.backlog, 16_384);
        assert.equal(podListeners({ tcp: { backlog: 100 } }, 16_384)[0]?.backlog, 100);
    });

    it("are each either on or switched off, quic only on", () => {
        fc.assert(
            fc.property(anyListeners, (args) => {
                const on = resolveListeners(args).map((l) => l.kind);
                const off = listenersOff(resolveListeners(args));
                assert.deepEqual([...on, ...off].filter((kind) => kind !== "quic").sort(), [
                    "ssl",
                    "tcp",
                    "ws",
                    "wss",
                ]);
                assert.equal(new Set([...on, ...off]).size, on.length + off.length);
            }),
        );
    });

    it("mount their certificates as directories, so that a renewed one is seen", () => {
        fc.assert(
            fc.property(anyListeners, (args) => {
                const listeners = resolveListeners(args);
                const { extraVolumes, extraVolumeMounts } = mounts(listeners, {});
                assert.equal(extraVolumes.length, listeners.filter((l) => l.tls).length);
                assert.deepEqual(
                    extraVolumes.map((v) => v.name),
                    extraVolumeMounts.map((m) => m.name),
                );
                assert.ok(extraVolumeMounts.every((m) => !("subPath" in m) && m.readOnly));
                assert.equal(new Set(extraVolumeMounts.map((m) => m.mountPath)).size, extraVolumes.length);
            }),
        );
    });

    it("may share a port number between TCP and UDP", () => {
        const problems = new Problems();
        checkListeners(problems, {
            ssl: { tlsSecretName: "tls", port: 8883 },
            quic: { tlsSecretName: "tls", port: 8883 },
        });
        assert.deepEqual(problems.all, []);
    });
});
