import * as assert from "node:assert/strict";
import { type BootInput, boot, push, releaseOf } from "../../../emqx";
import { UNLUCKY } from "./runs";

const NODE = [
    { name: "EMQX_NODE__COOKIE", value: "c" },
    { name: "EMQX_NODE__DATA_DIR", value: "data" },
];
const KEY = "MjIwMTEx.MEUCICMWWkfr";
const LICENCE = "/mounted/license/license.key";

function begin(changes: Partial<BootInput> & { readonly variables?: Record<string, string> }) {
    const { variables = {}, ...rest } = changes;
    const environment = Object.entries(variables).map(([name, value]) => ({ name, value }));
    return boot({
        release: releaseOf("5.8.11", "Enterprise"),
        text: "",
        files: new Map([[LICENCE, KEY]]),
        ...rest,
        environment: [...NODE, ...environment],
    });
}

function says(changes: Parameters<typeof begin>[0]): string | undefined {
    const began = begin(changes);
    return began.kind === "ended" ? began.says : undefined;
}

// facts/real-parts.md, sections 1, 2 and 7.
describe("the double of EMQX's boot", () => {
    it("takes a license's path as it stands and not in quotes", () => {
        assert.equal(says({ variables: { EMQX_LICENSE__KEY: `file://${LICENCE}` } }), undefined);
        assert.match(
            says({ variables: { EMQX_LICENSE__KEY: `"file://${LICENCE}"` } }) ?? "",
            /bad_license_format/,
        );
        assert.match(says({ variables: { EMQX_LICENSE__KEY: "file:///no.key" } }) ?? "", /enoent/);
        assert.equal(says({ text: `license.key = "file://${LICENCE}"` }), undefined);
    });

    it("refuses a comma before a bracket, which a push takes", () => {
        assert.match(says({ text: "mqtt { max_inflight = 3, }" }) ?? "", /parse_error/);
    });

    it("refuses unknown keys in known blocks, and warns of variables that mean none", () => {
        assert.match(says({ text: "mqtt.no_such = 1" }) ?? "", /unknown_fields.*no_such/);
        const began = begin({ variables: { EMQX_MQTT__NO_SUCH: "1" } });
        assert.deepEqual(began.kind === "running" && began.node.warnings, ["EMQX_MQTT__NO_SUCH"]);
    });

    it("refuses Enterprise's roots under open source at a push alone", () => {
        const release = releaseOf("5.8.11", "Opensource");
        const began = begin({ release, text: "license.key = default" });
        assert.ok(began.kind === "running");
        assert.match(
            push(began.node, "license.key = default", true, UNLUCKY).refusal ?? "",
            /root_key_not_found/,
        );
    });

    it("refuses more ports than the emulator has processes for", () => {
        assert.equal(says({ variables: { EMQX_NODE__MAX_PORTS: "67108863" } }), undefined);
        assert.match(
            says({ variables: { EMQX_NODE__MAX_PORTS: "67108864" } }) ?? "",
            /bad number of processes/,
        );
    });

    it("refuses a variable for a whole root that is no object", () => {
        assert.match(says({ variables: { EMQX_LOG: "info" } }) ?? "", /bad_value_for_struct/);
    });

    it("reads the environment over the text, and the text over what was kept", () => {
        const kept = new Map([["mqtt", new Map([["max_inflight", 7]])]]);
        const at = (changes: Parameters<typeof begin>[0]) => {
            const began = begin({ kept, ...changes });
            return (
                began.kind === "running" &&
                (began.node.written.get("mqtt") as Map<string, unknown>).get("max_inflight")
            );
        };
        const variables = { EMQX_MQTT__MAX_INFLIGHT: "9" };
        assert.deepEqual(
            [at({}), at({ text: "mqtt.max_inflight = 8" }), at({ text: "mqtt.max_inflight = 8", variables })],
            [7, 8, 9],
        );
    });

    it("has the five kinds' defaults: four listeners that are on", () => {
        const began = begin({});
        assert.deepEqual(
            began.kind === "running" &&
                began.node.listeners.map(({ id, config }) => [id, config.get("bind"), config.get("enable")]),
            [
                ["ssl:default", "0.0.0.0:8883", true],
                ["tcp:default", "0.0.0.0:1883", true],
                ["ws:default", "0.0.0.0:8083", true],
                ["wss:default", "0.0.0.0:8084", true],
            ],
        );
    });

    it("ends when two listeners want one port", () => {
        assert.match(says({ text: "listeners.tcp.more.bind = 8883" }) ?? "", /eaddrinuse/);
    });
});
