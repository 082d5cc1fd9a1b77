import assert from "node:assert/strict";
import { EmqxEdition } from "../../../../provider/emqx/args/edition";
import { checkEnvironment } from "../../../../provider/emqx/config/environmentRules";
import { readHocon } from "../../../../provider/emqx/config/hocon/evaluate";
import type { HoconValue } from "../../../../provider/emqx/config/hocon/tree";
import { unwritable } from "../../../../provider/emqx/config/hocon/write";
import { findingsFor } from "../../../../provider/emqx/config/keys/check";
import { sentenceOf } from "../../../../provider/emqx/config/keys/sentence";
import { type KeyTable, keyAt, keyTable } from "../../../../provider/emqx/config/keys/table";
import { checkConfig } from "../../../../provider/emqx/config/textRules";
import { v2beta1 } from "../../../../provider/emqx/lines/v2beta1";
import { Problems } from "../../../../provider/validation/problems";
import { dataText } from "../../../../testkit/data";
import { WRONG_CONFIG } from "./wrongConfig";

const TABLE = keyTable({ edition: EmqxEdition.Enterprise, version: "5.8.11" });

function inConfig(config: string): string[] {
    const problems = new Problems();
    checkConfig(problems, config, { owned: v2beta1.keys, unwritable, table: TABLE, files: [] });
    return problems.all.map(({ reason }) => reason);
}

function inEnvironment(environment: Record<string, string>, secretEnvironment = {}): string[] {
    const problems = new Problems();
    checkEnvironment(problems, { environment, secretEnvironment }, v2beta1.keys, TABLE);
    return problems.all.map(({ path, reason }) => `${path}: ${reason}`);
}

describe("keys of EMQX's configuration", () => {
    for (const [config, sentence] of WRONG_CONFIG) {
        it(`are told: ${config.replaceAll("\n", " ")}`, () => assert.deepEqual(inConfig(config), [sentence]));
    }

    it("are told all at once, each on its line", () => {
        assert.deepEqual(
            inConfig("mqtt.max_inflight = 0\nnode.cookie = x\nnode.name = y\nretainer.enable = on").map(
                (sentence) => /^sets "([^"]*)" \(line (\d)\)/.exec(sentence)?.slice(1).join(" "),
            ),
            ["node.cookie 2", "node 3", "mqtt.max_inflight 1", "retainer.enable 4"],
        );
    });

    for (const config of [
        "mqtt.max_packet_size = 1048576",
        'mqtt { idle_timeout = infinity, max_packet_size = "2MB", keepalive_multiplier = 1.5 }',
        'mqtt.max_inflight = "32"',
        'mqtt.mqueue_priorities { "a/b" = 10 }',
        "retainer.backend.index_specs = [[1, 2, 3], [1, 3]]",
        'retainer { delivery_rate = "1000/s", max_payload_size = 1MB, msg_expiry_interval = 1h30m }',
        'limiter.max_conn_rate = "1000/s"',
        'log { console { level = debug }, file { path = "/opt/emqx/log/a.log", rotation_size = infinity } }',
        "alarm { actions = [log, publish], validity_period = 24h }",
        'sysmon.vm { process_high_watermark = "80%", process_low_watermark = 60%, large_heap = 32MB, long_gc = disabled }',
        'authentication = [{ mechanism = jwt, use_jwks = false, algorithm = hmac-based, from = password, secret = "file:///mounted/secret" }]',
        'authorization { no_match = deny, cache { enable = true, ttl = 1m }, sources = [{ type = file, path = "etc/acl.conf" }] }',
        'rule_engine.rules.r1 { sql = "SELECT * FROM \\"t/#\\"", actions = [] }',
        'rewrite = [{ action = all, source_topic = "a/#", re = "^a/(.+)$", dest_topic = "b/$1" }]',
        'auto_subscribe.topics = [{ topic = "a", qos = 1 }]',
        `mqtt.max_inflight = 16\nzones.slow.mqtt.max_inflight = $${"{mqtt.max_inflight}"}`,
        "broker.perf.route_lock_type = key",
        "stats.enable = true",
        "",
    ]) {
        it(`may be set: ${config.slice(0, 60).replaceAll("\n", " ")}`, () =>
            assert.deepEqual(inConfig(config), []));
    }
});

describe("EMQX's variables", () => {
    const told: [environment: Record<string, string>, sentence: string][] = [
        [
            { EMQX_MQTT__MAX_PACKET_SIZE: "1M" },
            'environment.EMQX_MQTT__MAX_PACKET_SIZE: is "1M"; write a size such as "512KB" or "1MB": a whole number with B, KB, MB or GB',
        ],
        [
            { EMQX_ZONE__EXTERNAL__IDLE_TIMEOUT: "15s" },
            "environment.EMQX_ZONE__EXTERNAL__IDLE_TIMEOUT: is a name of EMQX 4; write EMQX_MQTT__IDLE_TIMEOUT",
        ],
        [
            { EMQX_LISTENER__TCP__EXTERNAL__ACCEPTORS: "64" },
            "environment.EMQX_LISTENER__TCP__EXTERNAL__ACCEPTORS: is a name of EMQX 4; write the input listeners",
        ],
        [
            { EMQX_LWM2M__XML_DIR: "/etc" },
            "environment.EMQX_LWM2M__XML_DIR: is a name of EMQX 4; write EMQX_GATEWAY__LWM2M",
        ],
        [
            { EMQX_MODULE__DELAYED: "true" },
            "environment.EMQX_MODULE__DELAYED: is a name of EMQX 4; write delayed",
        ],
        [
            { EMQX_ALLOW_ANONYMOUS: "false" },
            "environment.EMQX_ALLOW_ANONYMOUS: is a name of EMQX 4; write authentication with an authenticator: without one, everybody may connect",
        ],
        [
            { EMQX_MQTT__MAX_INFLIGT: "1" },
            'environment.EMQX_MQTT__MAX_INFLIGT: is no key of EMQX; did you mean "max_inflight"?',
        ],
        [
            { EMQX_LOG__CONSOLE__LEVEL: "warn" },
            'environment.EMQX_LOG__CONSOLE__LEVEL: is "warn"; write one of debug, info, notice, warning, error, critical, alert, emergency, all',
        ],
        [
            { EMQX_AUTHENTICATION__1__PASSWORD: "abc" },
            "environment.EMQX_AUTHENTICATION__1__PASSWORD: holds a password, and would stand in clear in the Kubernetes cluster; write it in secretEnvironment",
        ],
    ];
    for (const [environment, sentence] of told) {
        it(`are told: ${Object.keys(environment)}`, () =>
            assert.deepEqual(inEnvironment(environment), [sentence]));
    }

    it("may be set", () => {
        const environment = {
            EMQX_MQTT__MAX_PACKET_SIZE: "2MB",
            EMQX_LOG__CONSOLE__ENABLE: "true",
            EMQX_LOG__FILE__PATH: "/opt/x",
            EMQX_RPC__MODE: "async",
            EMQX_CLUSTER__AUTOCLEAN: "24h",
            EMQX_DEFAULT_LOG_HANDLER: "console",
            EMQX_A: "1",
            EMQX_NODES: "3",
            TZ: "Asia/Shanghai",
        };
        assert.deepEqual(inEnvironment(environment), []);
    });

    it("that are secret are told without their values", () => {
        assert.deepEqual(
            inEnvironment(
                {},
                { EMQX_MQTT__MAX_PACKET_SIZE: "hunter2", EMQX_AUTH__MYSQL__PASSWORD: "hunter2" },
            ),
            [
                'secretEnvironment.EMQX_MQTT__MAX_PACKET_SIZE: is no value that EMQX takes; write a size such as "512KB" or "1MB": a whole number with B, KB, MB or GB',
                "secretEnvironment.EMQX_AUTH__MYSQL__PASSWORD: is a name of EMQX 4; write authentication and authorization",
            ],
        );
    });
});

interface Declared {
    readonly type: string;
    readonly default?: string;
    readonly aliases?: string[];
}

describe("the table of keys", () => {
    const lists = [
        ["emqx-ce-5.7.2.json", { edition: EmqxEdition.OpenSource, version: "5.7.2" }],
        ["emqx-ee-5.8.1.json", { edition: EmqxEdition.Enterprise, version: "5.8.1" }],
    ] as const;
    for (const [file, version] of lists) {
        describe(`against ${file}`, () => {
            const table = keyTable(version);
            let declared: [path: string, key: Declared][];
            before(() => {
                declared = Object.entries(
                    JSON.parse(dataText("emqx-keys", file)) as Record<string, Declared>,
                );
                assert.ok(declared.length > 100);
            });

            it("knows every key, and has a block where EMQX has one", () => {
                for (const [path, { type, aliases = [] }] of declared) {
                    for (const name of [path, ...aliases.map((alias) => path.replace(/[^.]+$/, alias))]) {
                        const key = keyAt(table, pathOf(table, name));
                        assert.ok(key !== undefined, `${name} is not in the table`);
                        if (/^Struct\(/.test(type)) assert.equal(key.type.kind, "struct", name);
                        else if (!type.includes("Struct(")) assert.notEqual(key.type.kind, "struct", name);
                    }
                }
            });

            it("takes every default", () => {
                for (const [path, { default: value }] of declared) {
                    if (value === undefined || value.startsWith("{")) continue;
                    assert.deepEqual(wrongWith(table, path, value), [], `${path} = ${value}`);
                }
            });

            it("takes and refuses what the type says", () => {
                let compared = 0;
                for (const [path, { type }] of declared) {
                    if (keyAt(table, pathOf(table, path))?.dropped) continue;
                    for (const [pattern, good, bad] of SAMPLES) {
                        const match = pattern.exec(type);
                        if (!match) continue;
                        compared++;
                        for (const value of good(match))
                            assert.deepEqual(wrongWith(table, path, value), [], `${path} = ${value}`);
                        for (const value of bad(match))
                            assert.ok(
                                wrongWith(table, path, value).length > 0,
                                `${path} = ${value} was taken`,
                            );
                    }
                }
                assert.ok(compared > 90, `${compared} compared`);
            });
        });
    }
});

type Sample = (match: RegExpExecArray) => string[];

/** Of each type of EMQX's values it takes and values it does not. */
const SAMPLES: [type: RegExp, good: Sample, bad: Sample][] = [
    [/^Boolean$/, () => ["true", "false"], () => ["yes", "{}"]],
    [/^Duration(\(s\))?$/, () => ["15s", "30m", "500ms"], () => ["15sec", "soon", "true"]],
    [/^Bytesize$/, () => ["1MB", "512kb", "1024"], () => ["1M", "1MiB", '"1.5MB"']],
    [
        /^Integer\((\d+)\.\.(\d+)\)$/,
        ([, min, max]) => [min!, max!],
        ([, min, max]) => [`${BigInt(min!) - 1n}`, `${BigInt(max!) + 1n}`],
    ],
    [
        /^Integer\((\d+)\.\.\+?inf\)$/,
        ([, min]) => [min!, "123456"],
        ([, min]) => [`${Number(min) - 1}`, "many", "1.5"],
    ],
    [/^Enum\(([a-z_,]*)\)$/, ([, words]) => words!.split(","), () => ["nonsense", "7"]],
    // Rates and percentages are declared as texts, too.
    [/^String$/, () => [], () => ["{}"]],
];

/** A path as it is declared, with names of the user's and with the positions that older lists leave out. */
function pathOf(table: KeyTable, declared: string): string[] {
    const path: string[] = [];
    for (const name of declared.split(".")) {
        if (path.length > 0 && keyAt(table, path)?.type.kind === "list") path.push("1");
        path.push(/^[$<].*>?$/.test(name) ? "x" : name);
    }
    return path;
}

function wrongWith(table: KeyTable, path: string, value: string): string[] {
    const read = readHocon(`v = ${value}`).fields[0]!.value as HoconValue;
    return findingsFor(table, pathOf(table, path), read)
        .filter(({ kind, key }) => kind !== "dropped" && key === pathOf(table, path).join("."))
        .map((finding) => sentenceOf(finding, (key) => key));
}
