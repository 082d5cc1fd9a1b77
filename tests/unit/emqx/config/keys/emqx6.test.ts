import assert from "node:assert/strict";
import fc from "fast-check";
import { EmqxEdition } from "../../../../../provider/emqx/args/edition";
import { type KeyTable, keyTable } from "../../../../../provider/emqx/config/keys/table";
import { keyWarnings } from "../../../../../provider/emqx/config/keyWarnings";
import { v2beta1 } from "../../../../../provider/emqx/lines/v2beta1";
import { resolveVersion } from "../../../../../provider/emqx/lines/versions";
import { planEmqxCluster } from "../../../../../provider/emqx/plan/plan";
import { Problems } from "../../../../../provider/validation/problems";
import { saidOf, verdictsIn } from "./verdicts";

interface Given {
    readonly config?: string;
    readonly environment?: Record<string, string>;
}

/** What is wrong with text and environment; which line of the operator runs it is looked at elsewhere. */
function told(version: string, given: Given): string[] {
    const problems = new Problems();
    planEmqxCluster({ version, licenseKey: "abc", ...given }, problems);
    return problems.all
        .filter(({ path }) => /^(config|environment)/.test(path))
        .map(({ path, reason }) => `${path}: ${reason}`);
}

function warned(version: string, given: Given): string[] {
    return keyWarnings(given, resolveVersion(undefined, version), v2beta1.keys);
}

/** Gone, of another type, or dropped since 5.8. Source: the lists of both releases. */
const MOVED =
    /^(limiter|sysmon\.top|retainer\.flow_control\.batch_deliver_|zones\.[^.]+\.durable_sessions|broker\.(perf\.trie_compaction|routing\.storage_schema))/;

describe("keys of EMQX 6", () => {
    it("are those of 6.3 for 6.3: what it has and 5.8 has not", () => {
        for (const config of [
            "mqtt.subscription_message_filter = enable",
            "authentication_settings.node_cache.enable = false",
            'mqtt.limiter.messages_rate = "1000/s"',
            "ai.completion_profiles = []",
            "flapping_detect.by_clientid = none",
        ]) {
            assert.deepEqual(told("6.3.1", { config }), [], config);
            assert.deepEqual(warned("6.3.1", { config }), [], config);
        }
    });

    it("are refused with values that are none", () => {
        for (const config of [
            "mqtt.subscription_message_filter = maybe",
            "mqtt.strict_mode = 7",
            "mqtt.limiter.messages_burst = infinity",
            "mqtt.max_packet_size = 300MB",
            "mqtt.no_such_key = 1",
        ])
            assert.equal(told("6.3.1", { config }).length, 1, config);
    });

    it("that went are refused with what to write instead", () => {
        const gone: [config: string, instead: RegExp][] = [
            ['limiter.max_conn_rate = "1000/s"', /gone from EMQX 6\.3.*mqtt\.limiter/],
            ['bridges.mqtt.a { server = "b:1883" }', /gone from EMQX 6\.3.*connectors/],
            ["sysmon.top.num_items = 10", /gone from EMQX 6\.3/],
            ["durable_queues.enable = true", /gone from EMQX 6\.3.*mq/],
        ];
        for (const [config, instead] of gone) {
            assert.match(told("6.3.1", { config }).join(), instead, config);
            assert.deepEqual(told("6.1.4", { config }), [], config);
        }
    });

    it("are judged as 5.8 judges them, value by value, but for what is another key since", () => {
        const [before, now] = ["5.8.11", "6.3.1"].map((version) =>
            keyTable({ edition: EmqxEdition.Enterprise, version }),
        ) as [KeyTable, KeyTable];
        const values = verdictsIn("config-5.8.11-enterprise.jsonl").filter(({ key }) => !MOVED.test(key));
        assert.ok(values.length > 4_000, `${values.length} values`);
        for (const value of values) {
            const [then, since] = [before, now].map((table) => saidOf(table, true, value).length === 0);
            assert.equal(since, then, `${value.key} = ${value.value}`);
        }
    }).timeout(60_000);

    it("are still read where EMQX makes newer ones of them", () => {
        const config = "flapping_detect { enable = true, max_count = 10 }";
        assert.deepEqual(told("6.3.1", { config }), []);
        assert.deepEqual(warned("6.3.1", { config }), []);
    });

    it("of a minor without a list of its own only warn, whatever they are", () => {
        const keys = fc
            .constantFrom("mqtt", "retainer", "sysmon.os", "log.console")
            .chain((root) => fc.stringMatching(/^[a-z]{12}$/).map((name) => `${root}.${name} = 1`));
        const versions = fc.constantFrom("5.9.3", "5.10.4", "6.0.3", "6.1.4", "6.2.3");
        fc.assert(
            fc.property(versions, keys, (version, config) => {
                assert.deepEqual(told(version, { config }), []);
                const said = warned(version, { config }).join();
                assert.match(
                    said,
                    /The list of keys is of EMQX 6\.3\.1, and .* may differ: the update goes on/,
                );
                assert.equal(told("6.3.1", { config }).length, 1);
            }),
            { numRuns: 30 },
        );
    });

    it("keep profile and parts out of the environment, which have inputs of their own", () => {
        for (const version of ["5.8.11", "6.3.1"])
            assert.deepEqual(
                told(version, { environment: { EMQX_SECURITY_PROFILE: "hardened", EMQX_FEATURES: "FULL" } }),
                [
                    "environment.EMQX_SECURITY_PROFILE: has an input of its own; write it in securityProfile, with EMQX 6.3 and later",
                    "environment.EMQX_FEATURES: has an input of its own; write it in features, with EMQX 6.3 and later",
                ],
            );
    });
});
