import assert from "node:assert/strict";
import * as fc from "fast-check";
import { settingsIn } from "../../../../../preview/impact/rules/emqx/configTree";
import { type DefaultOf, removedKeys } from "../../../../../preview/impact/rules/emqx/removedKeys";

/** Of EMQX 5.8.11; `null` where it has none. */
const DEFAULTS: Readonly<Record<string, string | null>> = {
    "mqtt.max_packet_size": "1MB",
    "mqtt.idle_timeout": "15s",
    "sysmon.vm.process_high_watermark": "80%",
    "gateway.stomp.idle_timeout": "30s",
    "log.file.default.level": "warning",
    "listeners.tcp.default.messages_rate": null,
    "listeners.tcp.extra.acceptors": "16",
    "connectors.mqtt.a.pool_size": "8",
    "authorization.no_match": "allow",
};
const defaultOf: DefaultOf = (path) => DEFAULTS[path.join(".")];

function becomes(before: string, after: string, mode: "Merge" | "Replace" = "Merge") {
    const [old, wanted] = [settingsIn(before), settingsIn(after)];
    assert.ok(old && wanted);
    return removedKeys(old, wanted, mode, defaultOf);
}

/** Each as a node of EMQX 5.8.11 did it when the second text was pushed over the first. */
describe("a key that a configuration no longer names", () => {
    it("goes back to its default where its root stays", () => {
        assert.deepEqual(
            becomes("mqtt.idle_timeout = 15s\nmqtt.max_packet_size = 2MB", "mqtt.idle_timeout = 15s"),
            [{ key: "mqtt.max_packet_size", becomes: "default", value: "1MB" }],
        );
        assert.deepEqual(
            becomes(
                "sysmon { vm.process_high_watermark = 70%, os.cpu_check_interval = 30s }",
                "sysmon.os.cpu_check_interval = 30s",
            ),
            [{ key: "sysmon.vm.process_high_watermark", becomes: "default", value: "80%" }],
        );
    });

    it("stays for good where its root goes whole, with the default to write", () => {
        assert.deepEqual(becomes("mqtt.max_packet_size = 2MB\nsysmon.a = 1", "sysmon.a = 1"), [
            { key: "mqtt.max_packet_size", becomes: "kept", with: "root", named: "mqtt", default: "1MB" },
        ]);
    });

    it("stays for good where it has no default", () => {
        assert.deepEqual(
            becomes(
                'listeners.tcp.default { bind = 1883, messages_rate = "10/s" }',
                "listeners.tcp.default.bind = 1883",
            ),
            [
                {
                    key: "listeners.tcp.default.messages_rate",
                    becomes: "kept",
                    with: "key",
                    named: "listeners.tcp.default.messages_rate",
                },
            ],
        );
    });

    it("stays with its block, which EMQX does not forget, but not within a block that is still named", () => {
        const block = (named: string) => ({ becomes: "kept", with: "block", named });
        assert.deepEqual(
            becomes(
                'connectors.mqtt { a { server = "h:1", pool_size = 3 }, b.server = "h:1" }',
                'connectors.mqtt.b.server = "h:1"',
            ),
            [
                { key: "connectors.mqtt.a.server", ...block("connectors.mqtt.a") },
                { key: "connectors.mqtt.a.pool_size", ...block("connectors.mqtt.a") },
            ],
        );
        assert.deepEqual(
            becomes("listeners.tcp.extra { bind = 1, acceptors = 3 }", "listeners.tcp.extra.bind = 1"),
            [{ key: "listeners.tcp.extra.acceptors", becomes: "default", value: "16" }],
        );
        assert.deepEqual(
            becomes("gateway { stomp.idle_timeout = 9s, coap.enable = true }", "gateway.coap.enable = true"),
            [{ key: "gateway.stomp.idle_timeout", ...block("gateway.stomp") }],
        );
        assert.deepEqual(
            becomes(
                "authentication = [{ mechanism = password_based, backend = http, url = u }, { mechanism = jwt, use_jwks = false, x = 1 }]",
                "authentication = [{ mechanism = jwt, use_jwks = false, x = 1 }]",
            ).map(({ key, becomes }) => [key, becomes]),
            ["mechanism", "backend", "url"].map((key) => [
                `"authentication".password_based:http.${key}`.replaceAll('"', ""),
                "kept",
            ]),
        );
    });

    it("goes back to its default with a block that EMQX has by itself", () => {
        assert.deepEqual(
            becomes("log { file.default.level = info, console.level = info }", "log.console.level = info"),
            [{ key: "log.file.default.level", becomes: "default", value: "warning" }],
        );
    });

    it("goes with its block where the text takes the place of what runs", () => {
        assert.deepEqual(
            becomes(
                'connectors.mqtt { a.server = "h:1", b.server = "h:1" }',
                'connectors.mqtt.b.server = "h:1"',
                "Replace",
            ),
            [{ key: "connectors.mqtt.a.server", becomes: "gone", named: "connectors.mqtt.a" }],
        );
        assert.deepEqual(becomes("mqtt.max_packet_size = 2MB\nsysmon.a = 1", "sysmon.a = 1", "Replace"), [
            { key: "mqtt.max_packet_size", becomes: "kept", with: "root", named: "mqtt", default: "1MB" },
        ]);
    });

    it("is said to be one or the other where its default is not known", () => {
        assert.deepEqual(becomes("mqtt { of_tomorrow = 1, idle_timeout = 3s }", "mqtt.idle_timeout = 3s"), [
            { key: "mqtt.of_tomorrow", becomes: "notKnown" },
        ]);
    });

    it("is none that is only written otherwise: comments, braces, order, repeated roots", () => {
        const key = fc.constantFrom("idle_timeout", "max_packet_size", "max_inflight", "retain_available");
        const settings = fc.uniqueArray(fc.record({ key, value: fc.nat(9) }), {
            selector: (setting) => setting.key,
            minLength: 1,
        });
        fc.assert(
            fc.property(settings, fc.boolean(), (given, reversed) => {
                const dotted = given.map(({ key, value }) => `mqtt.${key} = ${value}`);
                const braces = [...given]
                    .reverse()
                    .map(({ key, value }) => `# of mqtt\nmqtt { ${key}: ${value} }`);
                const [one, other] = [dotted.join("\n"), braces.join("\n")];
                assert.deepEqual(reversed ? becomes(other, one) : becomes(one, other), []);
            }),
        );
    });
});
