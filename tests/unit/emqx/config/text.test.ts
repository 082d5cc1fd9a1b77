import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EmqxEdition } from "../../../../provider/emqx/args/edition";
import { readHocon } from "../../../../provider/emqx/config/hocon/evaluate";
import { unwritable, writeHocon } from "../../../../provider/emqx/config/hocon/write";
import { keyTable } from "../../../../provider/emqx/config/keys/table";
import { configTree } from "../../../../provider/emqx/config/text";
import { checkConfig } from "../../../../provider/emqx/config/textRules";
import { v2beta1 } from "../../../../provider/emqx/lines/v2beta1";
import { resolveListeners } from "../../../../provider/emqx/listeners/listeners";
import type { ListenersArgs } from "../../../../provider/emqx/listeners/listenersArgs";
import { Problems } from "../../../../provider/validation/problems";
import { resolved } from "../../../support/resolved";

const TABLE = keyTable({ edition: EmqxEdition.Enterprise, version: "5.8.11" });

function problems(config: unknown): string[] {
    const found = new Problems();
    checkConfig(found, config as pulumi.Input<string>, {
        owned: v2beta1.keys,
        unwritable,
        table: TABLE,
        files: [],
    });
    return found.all.map(({ reason }) => reason);
}

const dataOf = (listeners: ListenersArgs | undefined, config?: pulumi.Input<string>) =>
    resolved(configTree(resolveListeners(listeners), config).apply(writeHocon));

describe("configuration that EMQX changes while it runs", () => {
    for (const root of ["node", "cluster", "rpc", "dashboard", "durable_storage", "durable_sessions"]) {
        it(`cannot set ${root}, in whatever spelling`, () => {
            for (const text of [`${root}.x = 1`, `${root} { x = 1 }`, `{"${root}": {"x": 1}}`]) {
                const [reason, ...others] = problems(`mqtt {}\n${text}`.replace(/^mqtt \{\}\n\{/, "{"));
                assert.match(reason ?? "", new RegExp(`sets "${root}" \\(line \\d\\)`));
                assert.deepEqual(others, []);
            }
        });
    }

    it("may say node anywhere but at the outside", () => {
        assert.deepEqual(problems('rule_engine.rules.a.sql = "SELECT node FROM \\"node = 1\\""'), []);
        assert.deepEqual(problems("# node.cookie = x\nzones.node.mqtt.max_inflight = 1"), []);
    });

    const secrets: [text: string, key: string][] = [
        ["authentication = [{\n  backend = postgresql\n  password = abc\n}]", "password"],
        ['authentication = [{ backend = redis, password = "abc" }]', "password"],
        ['authentication.1.password = "abc"', "password"],
        ['{"authentication": [{"password": "abc"}]}', "password"],
        ["authentication = [{secret = abc}]", "secret"],
        ["bridges.http.x { headers { token : abc } }", "token"],
    ];
    for (const [text, key] of secrets) {
        it(`cannot hold a secret: ${text.replaceAll("\n", " ")}`, () => {
            assert.match(
                problems(text).join(),
                new RegExp(
                    `holds a ${key} in "[a-z0-9.]+" \\(line \\d\\), and the operator copies config in clear`,
                ),
            );
            assert.ok(!problems(text).join().includes("abc"));
        });
    }

    for (const text of [
        "authentication = [{mechanism = password_based, backend = built_in_database}]",
        'authentication = [{mechanism = jwt, from = password, use_jwks = true, endpoint = "http://h/k"}]',
        "authentication = [{mechanism = password_based, backend = built_in_database, password_hash_algorithm { name = sha256 }}]",
        "# password = abc",
        "mqtt.max_packet_size = 1MB // token = 1",
        'authentication = [{mechanism = jwt, use_jwks = false, algorithm = hmac-based, secret = "file:///x", secret_base64_encoded = false}]',
    ]) {
        it(`may speak of secrets: ${text}`, () => assert.deepEqual(problems(text), []));
    }

    it("is looked at once it is known", () => {
        assert.deepEqual(problems(pulumi.output("node.x = 1")), []);
        assert.deepEqual(problems(undefined), []);
    });
});

describe("what the EMQX object's config.data says", () => {
    it("has all of every listener, and switches off what is not wanted", async () => {
        const data = await dataOf({ tcp: { maxConnections: 500_000, maxConnectionRate: 2000 } });
        assert.deepEqual(data.split("\n"), [
            "listeners.tcp.default.enable = true",
            'listeners.tcp.default.bind = "0.0.0.0:1883"',
            "listeners.tcp.default.acceptors = 64",
            "listeners.tcp.default.max_connections = 500000",
            'listeners.tcp.default.max_conn_rate = "2000/s"',
            "listeners.tcp.default.tcp_options.backlog = 32768",
            "listeners.tcp.default.proxy_protocol = false",
            "listeners.ssl.default.enable = false",
            'listeners.ssl.default.bind = "0.0.0.0:8883"',
            "listeners.ws.default.enable = false",
            'listeners.ws.default.bind = "0.0.0.0:8083"',
            "listeners.wss.default.enable = false",
            'listeners.wss.default.bind = "0.0.0.0:8084"',
            "listeners.quic.default.enable = false",
            'listeners.quic.default.bind = "0.0.0.0:14567"',
            "",
        ]);
    });

    it("ends with what the user's own text says, written anew", async () => {
        const own =
            "# what we allow\nmqtt {max_packet_size = 1MB,\n  idle_timeout = 15s}\nmqtt.max_packet_size = 2MB";
        const anew = 'mqtt.max_packet_size = "2MB"\nmqtt.idle_timeout = "15s"\n';
        assert.ok((await dataOf(undefined, own)).endsWith(`14567"\n${anew}`));
        assert.ok((await dataOf(undefined, pulumi.output(own))).endsWith(`14567"\n${anew}`));
    });

    it("is the same text for the same arguments, in whatever order listeners are written", async () => {
        const tls = { tlsSecretName: "tls" };
        assert.equal(
            await dataOf({ tcp: {}, wss: tls, ws: {} }),
            await dataOf({ ws: {}, wss: tls, tcp: {} }),
        );
    });

    it("sets listeners alone", async () => {
        const tls = { tlsSecretName: "tls" };
        const data = await dataOf({ tcp: {}, ssl: tls, ws: {}, wss: tls, quic: tls });
        assert.deepEqual([...new Set(readHocon(data).fields.map(({ path }) => path[0]))], ["listeners"]);
    });
});
