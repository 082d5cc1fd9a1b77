import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import { type EnvironmentInput, environment } from "../../../../provider/emqx/config/environment";
import { hoconText } from "../../../../provider/emqx/config/hocon/text";
import { resolveVersion } from "../../../../provider/emqx/lines/versions";
import { resolveListeners } from "../../../../provider/emqx/listeners/listeners";
import type { ListenersArgs } from "../../../../provider/emqx/listeners/listenersArgs";
import { secretNames } from "../../../../provider/emqx/secrets/secretNames";
import { resolved } from "../../../support/resolved";
import { TESTED_EMQX } from "../../../support/versions";
import { anyListeners } from "../emqxObjects";
import { emqx, kubelet } from "./environmentReading";

async function variables(input: Partial<EnvironmentInput> & { args?: ListenersArgs } = {}) {
    const { args, ...more } = input;
    const list = await resolved(
        environment({
            emqx: resolveVersion(undefined, TESTED_EMQX.OpenSource),
            listeners: resolveListeners(args),
            limits: {},
            dashboardUsername: "admin",
            license: "none",
            securityProfile: undefined,
            features: undefined,
            secrets: secretNames("emqx"),
            environment: {},
            secretVariables: [],
            ...more,
        }),
    );
    return {
        list,
        values: Object.fromEntries(list.map((v: any) => [v.name, v.value ?? v.valueFrom])) as any,
    };
}

describe("EMQX's environment", () => {
    it("has the limits of the source article, in EMQX 5's spelling and units", async () => {
        const { values } = await variables();
        assert.equal(values.EMQX_NODE__PROCESS_LIMIT, undefined, "EMQX drops it");
        assert.equal(values.EMQX_NODE__MAX_PORTS, "1048576");
        // An integer in KB: "16MB" does not pass EMQX 5's schema.
        assert.equal(values.EMQX_NODE__DIST_BUFFER_SIZE, "16384");
        const own = await variables({
            limits: { maxPorts: pulumi.output(2_097_152), distBufferSizeKb: 1 },
        });
        assert.equal(own.values.EMQX_NODE__MAX_PORTS, "2097152");
        assert.equal(own.values.EMQX_NODE__DIST_BUFFER_SIZE, "1");
    });

    it("switches listeners on and off", async () => {
        const { values } = await variables({
            args: { tcp: { port: 11883, bind: 1884 }, ws: { proxyProtocol: true } },
        });
        assert.equal(values.EMQX_LISTENERS__TCP__DEFAULT__ENABLE, "true");
        // Never the load balancer's port, and never a bare one: EMQX takes that for another address.
        assert.equal(values.EMQX_LISTENERS__TCP__DEFAULT__BIND, '"0.0.0.0:1884"');
        assert.equal(values.EMQX_LISTENERS__WS__DEFAULT__PROXY_PROTOCOL, "true");
        assert.equal(values.EMQX_LISTENERS__SSL__DEFAULT__ENABLE, "false");
        assert.equal(values.EMQX_LISTENERS__WSS__DEFAULT__ENABLE, "false");
        assert.equal(values.EMQX_LISTENERS__QUIC__DEFAULT__ENABLE, "false");
        assert.equal(values.EMQX_LISTENERS__QUIC__DEFAULT__SSL_OPTIONS__CERTFILE, undefined);
    });

    it("points TLS at mounted files, and asks clients for theirs when told", async () => {
        const { values } = await variables({
            args: {
                ssl: { tlsSecretName: "tls", verifyClient: true },
                wss: { tlsSecretName: "tls" },
                quic: { tlsSecretName: "tls" },
            },
        });
        const ssl = (key: string) => values[`EMQX_LISTENERS__SSL__DEFAULT__SSL_OPTIONS__${key}`];
        assert.equal(ssl("CERTFILE"), '"/mounted/tls/ssl/tls.crt"');
        assert.equal(ssl("KEYFILE"), '"/mounted/tls/ssl/tls.key"');
        assert.equal(ssl("CACERTFILE"), '"/mounted/tls/ssl/ca.crt"');
        assert.equal(ssl("VERIFY"), '"verify_peer"');
        assert.equal(ssl("FAIL_IF_NO_PEER_CERT"), "true");
        const wss = (key: string) => values[`EMQX_LISTENERS__WSS__DEFAULT__SSL_OPTIONS__${key}`];
        assert.equal(wss("VERIFY"), '"verify_none"');
        assert.equal(wss("FAIL_IF_NO_PEER_CERT"), "false");
        assert.equal(wss("CACERTFILE"), `"\${EMQX_ETC_DIR}/certs/cacert.pem"`);
        assert.equal(
            values.EMQX_LISTENERS__QUIC__DEFAULT__SSL_OPTIONS__CERTFILE,
            '"/mounted/tls/quic/tls.crt"',
        );
        assert.equal(values.EMQX_LISTENERS__QUIC__DEFAULT__TCP_OPTIONS__BACKLOG, undefined);
        assert.equal(values.EMQX_LISTENERS__QUIC__DEFAULT__PROXY_PROTOCOL, undefined);
    });

    it("takes secrets from Secrets and says none", async () => {
        const { values } = await variables({ license: "key", secretVariables: ["EMQX_A"] });
        assert.equal(
            values.EMQX_LICENSE__KEY,
            "file:///mounted/license/license.key",
            "bin/emqx takes it as it is",
        );
        assert.deepEqual(values.EMQX_DASHBOARD__DEFAULT_PASSWORD, {
            secretKeyRef: { name: "emqx-dashboard-user", key: "password.hocon" },
        });
        assert.deepEqual(values.EMQX_A, { secretKeyRef: { name: "emqx-environment", key: "EMQX_A" } });
        assert.equal((await variables()).values.EMQX_LICENSE__KEY, undefined);
    });

    it("names every variable once, in an order that does not depend on the program's", async () => {
        await fc.assert(
            fc.asyncProperty(anyListeners, async (args) => {
                const { list } = await variables({ args, secretVariables: ["EMQX_Z", "EMQX_Y"] });
                const names = list.map((v) => v.name);
                assert.equal(new Set(names).size, names.length);
            }),
            { numRuns: 50 },
        );
        const one = await variables({ environment: { EMQX_B: "1", EMQX_A: "2" } });
        const other = await variables({ environment: { EMQX_A: "2", EMQX_B: "1" } });
        assert.deepEqual(one.list, other.list);
    });

    it("gives EMQX the name of the dashboard's user and not what the kubelet makes of it", async () => {
        const { values } = await variables({ dashboardUsername: "a$$b" });
        assert.equal(values.EMQX_DASHBOARD__DEFAULT_USERNAME, '"a$$$$b"');
        assert.deepEqual(emqx(kubelet(values.EMQX_DASHBOARD__DEFAULT_USERNAME)), { text: "a$$b" });
    });

    it("leaves a user's own value as it was written", async () => {
        const { values } = await variables({ environment: { EMQX_LOG__CONSOLE__LEVEL: "debug" } });
        assert.equal(values.EMQX_LOG__CONSOLE__LEVEL, "debug");
    });

    it("quotes text so that HOCON reads back just that text", () => {
        assert.equal(hoconText("file:///a"), '"file:///a"');
        fc.assert(
            fc.property(fc.string(), (text) => {
                const quoted = hoconText(text);
                assert.ok(!quoted.includes("\n"));
                assert.equal(JSON.parse(quoted), text);
            }),
        );
    });
});
