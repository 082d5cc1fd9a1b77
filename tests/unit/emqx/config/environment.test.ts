import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import { EmqxEdition } from "../../../../provider/emqx/args/edition";
import { EmqxFeature } from "../../../../provider/emqx/args/features";
import { SecurityProfile } from "../../../../provider/emqx/args/securityProfile";
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

const EMQX_63 = resolveVersion(undefined, "6.3.1");

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

    it("gives each node its license before it boots: a file of a Secret, or EMQX's own key, without quotes", async () => {
        for (const version of ["5.8.11", "5.9.3", "6.0.3", "6.3.1"]) {
            const own = await variables({ emqx: resolveVersion(undefined, version), license: "key" });
            assert.equal(own.values.EMQX_LICENSE__KEY, "file:///mounted/license/license.key");
        }
        const evaluation = await variables({ emqx: EMQX_63, license: "evaluation" });
        assert.equal(evaluation.values.EMQX_LICENSE__KEY, "evaluation");
    });

    it("writes the security profile out, from the version on that has one", async () => {
        const profile = async (version: string, securityProfile?: SecurityProfile) =>
            (await variables({ emqx: resolveVersion(undefined, version), securityProfile })).values
                .EMQX_SECURITY_PROFILE;
        assert.equal(await profile("5.8.11"), undefined);
        assert.equal(await profile("6.2.3"), undefined);
        assert.equal(await profile("6.3.1"), "legacy");
        assert.equal(await profile("6.3.1", SecurityProfile.Legacy), "legacy");
        assert.equal(await profile("6.3.1", SecurityProfile.Hardened), "hardened");
    });

    it("starts what the operator and the metrics need, whatever parts are asked for", async () => {
        await fc.assert(
            fc.asyncProperty(fc.array(fc.constantFrom(...Object.values(EmqxFeature))), async (features) => {
                const { values } = await variables({ emqx: EMQX_63, features });
                const names = values.EMQX_FEATURES.split(",");
                // Names that EMQX takes: emqx_machine_features.erl (known_features) at release-63.
                assert.deepEqual(names.slice(0, 2), ["dashboard", "metrics"]);
                assert.deepEqual(new Set(names.slice(2)), new Set(features));
                assert.equal(new Set(names).size, names.length);
            }),
        );
        assert.equal((await variables({ emqx: EMQX_63 })).values.EMQX_FEATURES, undefined, "all of them");
    });

    it("binds the dashboard to all addresses from 5.9 on, which the hardened profile would not do by itself", async () => {
        const bind = async (version: string) =>
            (await variables({ emqx: resolveVersion(undefined, version) })).values
                .EMQX_DASHBOARD__LISTENERS__HTTP__BIND;
        assert.equal(await bind("5.8.11"), undefined);
        for (const version of ["5.9.3", "6.3.1"]) {
            assert.deepEqual(emqx(kubelet(await bind(version))), { text: "0.0.0.0:18083" });
        }
    });

    it("says nothing of all that on 5.7 and 5.8, whose pods stay what they are", async () => {
        for (const [edition, version] of [
            [EmqxEdition.OpenSource, "5.7.2"],
            [EmqxEdition.Enterprise, "5.8.11"],
        ] as const) {
            const { list } = await variables({ emqx: resolveVersion(edition, version) });
            const other = list.filter(
                ({ name }: any) => !/^EMQX_(LISTENERS|NODE|DASHBOARD__DEFAULT)__?/.test(name),
            );
            assert.deepEqual(other, []);
        }
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
