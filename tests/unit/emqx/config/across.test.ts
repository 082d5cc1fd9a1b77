import assert from "node:assert/strict";
import fc from "fast-check";
import { EmqxEdition } from "../../../../provider/emqx/args/edition";
import { acrossVersions } from "../../../../provider/emqx/config/across";
import { writeHocon } from "../../../../provider/emqx/config/hocon/write";
import { configTree } from "../../../../provider/emqx/config/text";
import { resolveVersion } from "../../../../provider/emqx/lines/versions";
import { WAY_UP } from "../../../../provider/emqx/lines/wayUp";
import { resolveListeners } from "../../../../provider/emqx/listeners/listeners";
import { resolved } from "../../../support/resolved";
import { anyListeners } from "../emqxObjects";

const ENTERPRISE_58 = resolveVersion(EmqxEdition.Enterprise, "5.8.11");
const OPEN_57 = resolveVersion(EmqxEdition.OpenSource, "5.7.2");
const EMQX_63 = resolveVersion(undefined, "6.3.1");

describe("a text that changes together with the version", () => {
    it("waits with a key that the running version lacks for the update after", () => {
        const found = acrossVersions(
            { emqx: ENTERPRISE_58, text: "mqtt.max_inflight = 32" },
            { emqx: EMQX_63, text: "mqtt { max_inflight = 32, subscription_message_filter = enable }" },
        );
        assert.deepEqual(
            found.map(({ key, certain }) => [key, certain]),
            [["mqtt.subscription_message_filter", true]],
        );
        assert.match(found[0]?.sentence ?? "", /EMQX Enterprise 5\.8\.11 is given first.*in the one after$/);
    });

    it("lets go of a key that the new version lost in the update before, also where it goes in this one", () => {
        for (const text of ["mqtt.max_inflight = 32", 'limiter.max_conn_rate = "100/s"']) {
            const found = acrossVersions(
                { emqx: ENTERPRISE_58, text: 'limiter.max_conn_rate = "1000/s"' },
                { emqx: EMQX_63, text },
            );
            assert.deepEqual(
                found.map(({ key, certain }) => [key, certain]),
                [["limiter", true]],
            );
            assert.match(
                found[0]?.sentence ?? "",
                /gone from EMQX 6\.3.*update before this one, with version "5\.8\.11"$/,
            );
        }
    });

    it("is sure of values, too, and not of minors without a list of keys", () => {
        const interval = { emqx: OPEN_57, text: "" };
        const [value] = acrossVersions(interval, {
            emqx: ENTERPRISE_58,
            text: "mqtt.retry_interval = infinity",
        });
        assert.deepEqual([value?.key, value?.certain], ["mqtt.retry_interval", true]);
        const [key] = acrossVersions(
            { emqx: resolveVersion(undefined, "6.1.4"), text: "" },
            { emqx: EMQX_63, text: "mqtt.subscription_message_filter = enable" },
        );
        assert.deepEqual([key?.key, key?.certain], ["mqtt.subscription_message_filter", false]);
    });

    it("is nothing to speak of where the version stays", () => {
        const odd = { emqx: EMQX_63, text: "no_such_root = 1" };
        assert.deepEqual(acrossVersions(odd, odd), []);
    });
});

describe("the package's own text", () => {
    it("is the same before and after each step of the way up, and taken on both sides, whatever the listeners", async () => {
        const steps = WAY_UP.slice(1).map((to, i) => [WAY_UP[i], to] as const);
        await fc.assert(
            fc.asyncProperty(anyListeners, async (listeners) => {
                const text = await resolved(
                    configTree(resolveListeners(listeners), undefined).apply(writeHocon),
                );
                for (const [from, to] of steps) {
                    const [running, wanted] = [from, to].map((step) => ({
                        emqx: resolveVersion(step?.edition, step?.version),
                        text: text as string,
                    }));
                    assert.deepEqual(acrossVersions(running!, wanted!), []);
                }
            }),
            { numRuns: 60 },
        );
    });
});
