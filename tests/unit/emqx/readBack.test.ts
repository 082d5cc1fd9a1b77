import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { EmqxEdition } from "../../../provider";
import type { EmqxClusterArgs } from "../../../provider/emqx/args/emqxClusterArgs";
import { push, type RunningNode, valueAt } from "../../../testkit/emqx";
import { anyEmqx } from "./emqxObjects";
import { asAsked, asRead, type Read, readBack } from "./readBack";

const versions = fc.constantFrom(
    { version: "5.7.2", edition: EmqxEdition.OpenSource },
    { version: "5.7.2", edition: EmqxEdition.Enterprise, licenseKey: "key" },
    { version: "5.8.11", edition: EmqxEdition.Enterprise, licenseKey: "key" },
);
const configs = fc.constantFrom(
    undefined,
    "mqtt.max_inflight = 33",
    'retainer { enable = true, msg_expiry_interval = "1h" }\nsysmon.vm.long_gc = disabled',
);

/** Stacks that are refused for something else than their listeners tell nothing here. */
const stacks: fc.Arbitrary<EmqxClusterArgs> = fc
    .record({ emqx: anyEmqx, release: versions, config: configs })
    .map(({ emqx, release, config }) => ({
        ...emqx,
        environment: {},
        secretEnvironment: {},
        ...release,
        config,
    }));

const UNLUCKY = { portIsFree: () => false };

function assertAsAsked(node: RunningNode, { listeners }: Read): void {
    assert.equal(
        node.listeners.length,
        listeners.length - (hasQuic(node) ? 0 : 1),
        "listeners that nobody asked for",
    );
    for (const listener of listeners) {
        const asked = asAsked(listener);
        if (listener.kind === "quic" && !hasQuic(node)) continue;
        assert.deepEqual(asRead(node, listener, Object.keys(asked)), asked, listener.id);
    }
}

function hasQuic({ listeners }: RunningNode): boolean {
    return listeners.some(({ id }) => id === "quic:default");
}

describe("every stack, rendered to environment and text", () => {
    it("reads back to its listeners when a node boots, and a push of its own text changes nothing", async () => {
        let read = 0;
        await fc.assert(
            fc.asyncProperty(stacks, async (args) => {
                const back = await readBack(args);
                if (back === undefined) return;
                read++;
                assertAsAsked(back.node, back);
                const { refusal, effects, node } = push(back.node, back.text, true, UNLUCKY);
                assert.deepEqual([refusal, effects], [undefined, []]);
                assertAsAsked(node, back);
            }),
            { numRuns: 100 },
        );
        assert.ok(read > 12, `${read} of 100 stacks were read`);
    }).timeout(120_000);

    it("changes limits at a push without restarting tcp, ssl or quic, to what a node that boots then reads", async () => {
        await fc.assert(
            fc.asyncProperty(stacks, fc.integer({ min: 1024, max: 9999 }), async (args, maxConnections) => {
                const before = await readBack(args);
                const [first] = Object.entries(args.listeners ?? {}).filter(([kind]) => kind !== "more");
                if (before === undefined || first === undefined) return;
                const [kind, given] = first;
                const changed = {
                    ...args,
                    listeners: { ...args.listeners, [kind]: { ...given, maxConnections } },
                };
                const after = await readBack(changed);
                if (after === undefined) return;
                const { refusal, node, effects } = push(before.node, after.text, true, UNLUCKY);
                assert.equal(refusal, undefined);
                assertAsAsked(node, after);
                const hard = effects.filter(
                    ({ listener, what }) => what !== "changed" && !listener.startsWith("ws"),
                );
                assert.deepEqual(
                    hard.filter(({ listener }) => !listener.startsWith("quic")),
                    [],
                );
            }),
            { numRuns: 40 },
        );
    }).timeout(120_000);

    it("makes of a running node's listeners what a node that boots then has, whatever they were before", async () => {
        let pushed = 0;
        await fc.assert(
            fc.asyncProperty(stacks, stacks, async (one, other) => {
                const before = await readBack(one);
                const after = await readBack({ ...one, listeners: other.listeners, config: other.config });
                if (before === undefined || after === undefined) return;
                // The change gate refuses the rest: a name that is taken out while it is on.
                const names = after.listeners.map(({ id }) => id);
                if (before.listeners.some(({ id, enabled }) => enabled && !names.includes(id))) return;
                const files = (path: string) => before.node.files(path) ?? after.node.files(path);
                const mounted = { ...before.node, files };
                const { refusal, node } = push(mounted, after.text, true, UNLUCKY);
                // Ports passed from one listener to another: EMQX refuses that or not by the order of names.
                if (refusal?.includes("eaddrinuse")) return;
                pushed++;
                assert.equal(refusal, undefined);
                for (const listener of after.listeners) {
                    const asked = asAsked(listener);
                    assert.deepEqual(asRead(node, listener, Object.keys(asked)), asked, listener.id);
                }
            }),
            { numRuns: 150 },
        );
        assert.ok(pushed > 5, `${pushed} of 150 changes were pushed`);
    }).timeout(120_000);

    it("changes any other key of `config` at a push, and no listener", async () => {
        await fc.assert(
            fc.asyncProperty(stacks, configs, async (args, config) => {
                const before = await readBack(args);
                const after = await readBack({ ...args, config });
                if (before === undefined || after === undefined) return;
                const { refusal, effects } = push(before.node, after.text, true, UNLUCKY);
                assert.deepEqual([refusal, effects], [undefined, []]);
            }),
            { numRuns: 40 },
        );
    }).timeout(120_000);

    it("gives a variable to EMQX exactly as it was given, or refuses it", async () => {
        let read = 0;
        const text = fc.oneof(
            fc.string(),
            fc.string({ unit: "binary" }),
            fc.stringMatching(/^[$(){}"'#\\/A-Z0 ]{0,12}$/),
        );
        await fc.assert(
            fc.asyncProperty(text, async (value) => {
                const back = await readBack({
                    environment: { EMQX_MQTT__RESPONSE_INFORMATION: value, EMQX_MQTT__MAX_INFLIGHT: "33" },
                    listeners: { tcp: {} },
                });
                // In quotes of its own it is HOCON on purpose, and means what is inside.
                if (back === undefined || /^".*"$/s.test(value)) return;
                read++;
                assert.equal(valueAt(back.node.written, ["mqtt", "response_information"]), value);
            }),
            { numRuns: 200 },
        );
        assert.ok(read > 80, `${read} of 200 values were taken`);
    }).timeout(120_000);
});
