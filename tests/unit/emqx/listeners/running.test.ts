import assert from "node:assert/strict";
import * as fc from "fast-check";
import { environment } from "../../../../provider/emqx/config/environment";
import { writeHocon } from "../../../../provider/emqx/config/hocon/write";
import { configTree } from "../../../../provider/emqx/config/text";
import { resolveVersion } from "../../../../provider/emqx/lines/versions";
import { resolveListeners } from "../../../../provider/emqx/listeners/listeners";
import { runningListeners } from "../../../../provider/emqx/listeners/running";
import { secretNames } from "../../../../provider/emqx/secrets/secretNames";
import { resolved } from "../../../support/resolved";
import { TESTED_EMQX } from "../../../support/versions";
import { anyListeners } from "../emqxObjects";

const nothing = new Map<string, string | undefined>();
const of = (listeners: ReturnType<typeof runningListeners>, key: string) =>
    listeners.find((listener) => listener.key === key);

describe("listeners of an object in the cluster", () => {
    it("are what the arguments were, by the text and by the environment alone", async () => {
        await fc.assert(
            fc.asyncProperty(anyListeners, async (args) => {
                const listeners = resolveListeners(args);
                const wanted = listeners
                    .map(({ id, key, enabled, bind, proxyProtocol, verifyClient }) => ({
                        id,
                        key,
                        enabled,
                        port: bind,
                        // Of one that is off nothing else is said.
                        proxyProtocol: enabled && proxyProtocol,
                        verifies: enabled && verifyClient,
                    }))
                    .sort(byId);
                const variables = await resolved(
                    environment({
                        emqx: resolveVersion(undefined, TESTED_EMQX.OpenSource),
                        listeners,
                        limits: {},
                        dashboardUsername: "admin",
                        license: "none",
                        securityProfile: undefined,
                        features: undefined,
                        secrets: secretNames("emqx"),
                        environment: {},
                        secretVariables: [],
                    }),
                );
                const text = await resolved(configTree(listeners, undefined).apply(writeHocon));
                const named = new Map(variables.map((v: any) => [v.name, v.value]));
                for (const found of [
                    runningListeners(text, nothing),
                    runningListeners(undefined, named),
                    runningListeners(text, named),
                ]) {
                    const read = found
                        .map(({ kind: _k, files: _f, settings: _s, ...listener }) => listener)
                        .sort(byId);
                    assert.deepEqual(read, wanted);
                }
            }),
            { numRuns: 60 },
        );
    });

    it("are the four that EMQX starts by itself where nothing is said", () => {
        assert.deepEqual(
            runningListeners(undefined, nothing).map(({ id, enabled, port }) => `${id} ${enabled} ${port}`),
            [
                "tcp.default true 1883",
                "ssl.default true 8883",
                "ws.default true 8083",
                "wss.default true 8084",
            ],
        );
    });

    it("of version 0.1.0 are read in its spelling", () => {
        const text =
            "listeners.tcp.default.enable = true\nlisteners.tcp.default.bind = 11883\nlisteners.ssl.default.enable = false\n";
        const variables = new Map([
            ["EMQX_LISTENERS__TCP__DEFAULT__BIND", "11883"],
            ["EMQX_LISTENERS__TCP__DEFAULT__PROXY_PROTOCOL", "true"],
            ["EMQX_LISTENERS__QUIC__DEFAULT__ENABLE", "true"],
            ["EMQX_LISTENERS__QUIC__DEFAULT__SSL_OPTIONS__VERIFY", "verify_peer"],
            ["EMQX_LISTENERS__QUIC__DEFAULT__SSL_OPTIONS__CERTFILE", '"/mounted/tls/quic/tls.crt"'],
        ]);
        const found = runningListeners(text, variables);
        assert.deepEqual(
            [of(found, "tcp")?.port, of(found, "tcp")?.proxyProtocol, of(found, "ssl")?.enabled],
            [11883, true, false],
        );
        assert.deepEqual(
            [of(found, "quic")?.port, of(found, "quic")?.verifies, of(found, "quic")?.files],
            [14567, true, ["/mounted/tls/quic/tls.crt"]],
        );
    });

    it("that bind one address of several have no port that is known", () => {
        const text = 'listeners.tcp.default.bind = "127.0.0.1:1883"\nlisteners.ws.default.bind = ":8083"';
        const found = runningListeners(text, nothing);
        assert.equal(of(found, "tcp")?.port, undefined);
        assert.equal(of(found, "ws")?.port, 8083);
    });

    it("of a text that nobody can read are those that EMQX starts", () => {
        assert.equal(runningListeners("listeners.tcp.default { ", nothing).length, 4);
    });
});

function byId(one: { id: string }, other: { id: string }): number {
    return one.id < other.id ? -1 : 1;
}
