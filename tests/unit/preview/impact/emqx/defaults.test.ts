import assert from "node:assert/strict";
import { settingsIn } from "../../../../../preview/impact/rules/emqx/configTree";
import { defaultsFor } from "../../../../../preview/impact/rules/emqx/defaults";
import { removedKeys } from "../../../../../preview/impact/rules/emqx/removedKeys";
import { v2beta1 } from "../../../../../provider/emqx/lines/v2beta1";

const state = (image: string) => v2beta1.read({ spec: { image } });

/** What becomes of the first key of a text that the second does not have. */
function fate(image: string, before: string, after: string): string | undefined {
    const [old, wanted] = [settingsIn(before), settingsIn(after)];
    assert.ok(old && wanted);
    const [key] = removedKeys(old, wanted, "Merge", defaultsFor(state(image)));
    return key?.becomes === "default" ? key.value : key?.becomes;
}

const ENTERPRISE = "emqx/emqx-enterprise:5.8.11";

/** As EMQX 5.8.11 Enterprise did it when the second text was pushed over the first. */
const PUSHED: readonly (readonly [before: string, after: string, becomes: string])[] = [
    ["mqtt.max_packet_size = 2MB", "mqtt.idle_timeout = 15s", "1MB"],
    ["prometheus.push_gateway.interval = 7s", "prometheus.collectors.vm_dist = enabled", "15s"],
    ["slow_subs.threshold = 7s", "slow_subs.enable = false", "500ms"],
    ["log.console.level = info", "log.throttling.time_window = 2m", "warning"],
    ["dashboard.swagger_support = false", "dashboard.default_username = bob", "true"],
    // Of a block that EMQX does not document it fills in nothing, unless the text names the block.
    ["sysmon.top.num_items = 7", "sysmon.os.cpu_check_interval = 30s", "kept"],
    ["sysmon.top.max_procs = 7", "sysmon.top.num_items = 7", "1000000"],
    ["log.console.burst_limit.max_count = 11", "log.throttling.time_window = 2m", "kept"],
    ["log.console.flush_qlen = 11", "log.console.level = info", "kept"],
    // Blocks that are there or not, as a whole.
    ["dashboard.listeners.http.backlog = 7", "dashboard.swagger_support = false", "kept"],
    ["dashboard.listeners.http.backlog = 7", "dashboard.listeners.http.inet6 = true", "1024"],
    ["gateway.stomp.idle_timeout = 9s", "gateway.coap.enable = true", "kept"],
    ["gateway.stomp.idle_timeout = 9s", "gateway.stomp.enable = true", "30s"],
];

describe("the default that a key goes back to", () => {
    for (const [before, after, becomes] of PUSHED) {
        it(`${before}, then ${after}: ${becomes}`, () =>
            assert.equal(fate(ENTERPRISE, before, after), becomes));
    }

    it("is that of the edition and the release", () => {
        const key = ["file_transfer.init_timeout = 7s", "file_transfer.enable = true"] as const;
        assert.equal(fate(ENTERPRISE, ...key), "10s");
        assert.equal(fate("emqx/emqx:5.7.2", ...key), "notKnown");
    });

    it("is not known of an image without a version, nor of a key that there is not", () => {
        assert.equal(
            fate("emqx/emqx:latest", "mqtt.max_packet_size = 2MB", "mqtt.idle_timeout = 15s"),
            "notKnown",
        );
        assert.equal(fate(ENTERPRISE, "mqtt.of_tomorrow = 1", "mqtt.idle_timeout = 15s"), "notKnown");
    });
});
