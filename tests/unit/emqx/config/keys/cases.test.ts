import assert from "node:assert/strict";
import { EmqxEdition } from "../../../../../provider/emqx/args/edition";
import { keyWarnings } from "../../../../../provider/emqx/config/keyWarnings";
import { v2beta1 } from "../../../../../provider/emqx/lines/v2beta1";
import { resolveVersion } from "../../../../../provider/emqx/lines/versions";
import { planEmqxCluster } from "../../../../../provider/emqx/plan/plan";
import { Problems } from "../../../../../provider/validation/problems";

interface Release {
    readonly edition: EmqxEdition;
    readonly version: string;
}

const OPEN_57: Release = { edition: EmqxEdition.OpenSource, version: "5.7.2" };
const OPEN_58: Release = { edition: EmqxEdition.OpenSource, version: "5.8.9" };
const ENTERPRISE_57: Release = { edition: EmqxEdition.Enterprise, version: "5.7.2" };
const ENTERPRISE_58: Release = { edition: EmqxEdition.Enterprise, version: "5.8.11" };

function told(release: Release, given: { config?: string; environment?: Record<string, string> }): string[] {
    const problems = new Problems();
    const licenseKey = release.edition === EmqxEdition.Enterprise ? { licenseKey: "abc" } : {};
    planEmqxCluster({ ...release, ...licenseKey, ...given, replicants: { replicas: 0 } }, problems);
    return problems.all.map(({ path, reason }) => `${path}: ${reason}`);
}

function warned(release: Release, config: string): string[] {
    return keyWarnings({ config }, resolveVersion(release.edition, release.version), v2beta1.keys);
}

describe("what one edition or release has and another has not", () => {
    const PGSQL = 'connectors.pgsql.store { server = "pg:5432", database = mqtt, username = mqtt }';

    it("is refused with both named: Enterprise's connectors under open source", () => {
        for (const [release, name] of [
            [OPEN_57, "open-source EMQX 5.7"],
            [OPEN_58, "open-source EMQX 5.8"],
        ] as const) {
            assert.deepEqual(told(release, { config: PGSQL }), [
                `config: sets "connectors.pgsql" (line 1), which is a key of EMQX Enterprise 5.7, and ${name} has none of that name; leave it out, or run EMQX Enterprise 5.7`,
            ]);
        }
    });

    it("is taken where it is", () => {
        for (const release of [ENTERPRISE_57, ENTERPRISE_58])
            assert.deepEqual(told(release, { config: PGSQL }), []);
    });

    for (const root of ["schema_registry", "schema_validation", "message_transformation", "file_transfer"]) {
        it(`is refused for the root ${root} under open source`, () => {
            for (const release of [OPEN_57, OPEN_58]) {
                assert.match(
                    told(release, { config: `${root} {}` }).join(),
                    new RegExp(`sets "${root}" .*Enterprise`),
                );
            }
        });
    }

    it("is refused with both named: a key of a later minor", () => {
        const config = "log.console.with_mfa = true";
        assert.match(
            told(ENTERPRISE_57, { config }).join(),
            /is a key of EMQX Enterprise 5\.8, and EMQX Enterprise 5\.7 has none/,
        );
        assert.deepEqual(told(ENTERPRISE_58, { config }), []);
    });

    it("only warns where the list was not made from that very release", () => {
        // 5.8.11 knows it, 5.7.2 does not, and what 5.8.5 does is on no list.
        const between = { edition: EmqxEdition.Enterprise, version: "5.8.5" };
        const unsure = "mqtt.max_packet_size = 268435456";
        assert.deepEqual(told(between, { config: unsure }), []);
        assert.match(
            warned(between, unsure).join(),
            /^config sets "mqtt\.max_packet_size" \(line 1\), which is 268435456; .*The list of keys is of EMQX 5\.8\.11, and 5\.8\.5 may differ: the update goes on$/,
        );
        // Both lists refuse it, so what lies between them does.
        assert.equal(told(between, { config: "mqtt.no_such_key = 1" }).length, 1);
        const older = { edition: EmqxEdition.Enterprise, version: "5.7.1" };
        const low = "mqtt.mqueue_default_priority = low";
        assert.deepEqual(told(older, { config: low }), []);
        assert.match(warned(older, low).join(), /which is "low"; .* and 5\.7\.1 may differ/);
    });
});

/** Source: EMQX's own code of the four releases, run on each line of the case. */
const VALUES = `
mqtt.max_packet_size = 300MB
mqtt.max_packet_size = 0
force_gc.bytes = "1Mb"
mqtt.keepalive_check_interval = "9999999d"
mqtt.keepalive_multiplier = "1.5"
mqtt.keepalive_multiplier = -1
alarm.actions = "log,publish"
authorization.cache.excludes = "a/b"
sysmon.os.cpu_high_watermark = "0.5%"
sysmon.os.cpu_low_watermark = "80%"
sysmon.os.sysmem_high_watermark = "0.8"
sysmon.os.sysmem_high_watermark = 1
retainer.delivery_rate = 1000
retainer.backend.enable = false
limiter.max_conn_rate = "10/0s"
mqtt.response_information = true
log.console.time_offset = "CET"
mqtt.clientid_override = "a b"
mqtt.client_attrs_init = [{no_such_key = 1}]
authorization.sources = [{}]
limiter.connection.rate = "x"
sysmon.top.num_items = -1
log.file = {level = loud}
mqtt.no_such_key = 1`;

describe("values that EMQX refuses", () => {
    for (const line of VALUES.trim().split("\n")) {
        it(`are refused with the key and the line: ${line}`, () => {
            for (const release of [OPEN_57, ENTERPRISE_57, ENTERPRISE_58]) {
                const [sentence = "", ...others] = told(release, { config: `# a comment\n${line}` });
                assert.match(sentence, /^config: sets "[^"]+" \(line 2\), which /);
                assert.deepEqual(
                    others.filter((other) => !other.includes("(line 2)")),
                    [],
                );
            }
        });
    }

    it("are those of the release: an interval may be infinite from 5.8 on", () => {
        const config = "mqtt.retry_interval = infinity";
        assert.equal(told(OPEN_57, { config }).length, 1);
        assert.equal(told(ENTERPRISE_57, { config }).length, 1);
        assert.deepEqual(told(ENTERPRISE_58, { config }), []);
    });

    const variables: [name: string, value: string][] = [
        ["EMQX_RPC__MODE", "zync"],
        ["EMQX_CLUSTER__AUTOHEAL", "maybe"],
        ["EMQX_NODE__GLOBAL_GC_INTERVAL", "15x"],
        ["EMQX_LOG", "info"],
        ["EMQX_MQTT", "1"],
        ["EMQX_CLUSTER__NO_SUCH_KEY", "1"],
    ];
    for (const [name, value] of variables) {
        it(`are refused at their variable: ${name}=${value}`, () => {
            for (const release of [OPEN_57, ENTERPRISE_58]) {
                const sentences = told(release, { environment: { [name]: value } });
                assert.ok(sentences.length > 0);
                for (const sentence of sentences)
                    assert.ok(sentence.startsWith(`environment.${name}: `), sentence);
            }
        });
    }

    it("are told without the value where it is a secret", () => {
        const config =
            'authentication = [{ mechanism = jwt, use_jwks = false, algorithm = hmac-based, secret = ["hunter2"] }]';
        assert.ok(!told(ENTERPRISE_58, { config }).join().includes("hunter2"));
    });
});

/** Source: EMQX's own boot with each of them, 5.7.2 and 5.8.11. */
describe("a key named authentication", () => {
    const USERS = "{ mechanism = password_based, backend = built_in_database }";

    it("is one or a list where EMQX makes a list of it", () => {
        for (const value of [USERS, `[${USERS}]`])
            assert.deepEqual(told(OPEN_57, { config: `authentication = ${value}` }), []);
    });

    it("is one block for a gateway and its listeners", () => {
        const gateway = (value: string) => `gateway.stomp { authentication = ${value} }`;
        const listener = (value: string) =>
            `gateway.stomp.listeners.tcp.default { bind = 61613, authentication = ${value} }`;
        for (const text of [gateway, listener]) {
            assert.deepEqual(told(OPEN_57, { config: text(USERS) }), []);
            assert.match(told(OPEN_57, { config: text(`[${USERS}]`) }).join(), /is a list; write a block/);
        }
    });

    it("is what a connector logs in with", () => {
        const kafka = (value: string) =>
            `connectors.kafka_producer.k { bootstrap_hosts = "k:9092", authentication = ${value} }`;
        const pulsar = (value: string) =>
            `connectors.pulsar.p { servers = "pulsar://p:6650", authentication = ${value} }`;
        for (const release of [ENTERPRISE_57, ENTERPRISE_58])
            for (const config of [
                kafka("none"),
                kafka(`{ mechanism = plain, username = a, password = "$${"{x}"}" }`),
                kafka(`{ kerberos_principal = "a@B", kerberos_keytab_file = "/opt/a.keytab" }`),
                pulsar("none"),
                pulsar(`{ username = a, password = "$${"{x}"}" }`),
            ])
                assert.deepEqual(told(release, { config }), [], config);
    });

    it("is needed where EMQX has an empty one that lacks something", () => {
        const hub = (more: string) =>
            `connectors.azure_event_hub_producer.a { bootstrap_hosts = "k:9093" ${more} }`;
        assert.match(told(ENTERPRISE_58, { config: hub("") }).join(), /needs authentication.password beside/);
        const password = `, authentication.password = "$${"{x}"}"`;
        assert.deepEqual(told(ENTERPRISE_58, { config: hub(password) }), []);
    });
});

describe("an action whose converter takes blocks for granted", () => {
    // Source: emqx_bridge_s3_upload.erl, convert_action, v5.7.2 and e5.8.11: a node with the first text does not boot.
    it("needs them, though EMQX's schema does not say so", () => {
        const parameters = "parameters { mode = direct, bucket = b, key = k }";
        const told58 = (rest: string) =>
            told(ENTERPRISE_58, { config: `actions.s3.a { connector = c, ${parameters}${rest} }` });
        assert.match(told58("").join(), /actions\.s3\.a.*resource_opts/);
        assert.deepEqual(told58(", resource_opts {}"), []);
    });
});
