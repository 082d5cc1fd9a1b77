import assert from "node:assert/strict";
import * as fc from "fast-check";
import { v2 } from "../../../../../provider/emqx/lines/v2";
import { v2beta1 } from "../../../../../provider/emqx/lines/v2beta1";
import { canonicalQuantity } from "../../../../../provider/kubernetes/quantity";
import { anyEmqx, emqxObject } from "../../emqxObjects";

const ROLES = ["core", "replicant"] as const;

describe("the EMQX object of operator line 2.3", () => {
    it("says what that of line 2.2 says, and how long EMQX waits before it moves anybody", async () => {
        await fc.assert(
            fc.asyncProperty(anyEmqx, async (args) => {
                const [before, after] = [await emqxObject(args, v2beta1), await emqxObject(args, v2)];
                const { waitHealthCheck, ...strategy } = after.spec.updateStrategy.evacuationStrategy;
                assert.equal(waitHealthCheck, 60);
                const same = { ...after.spec.updateStrategy, evacuationStrategy: strategy };
                // The revisions too: the change of lines rolls every pod once, and not a second time.
                assert.deepEqual({ ...after.spec, updateStrategy: same }, before.spec);
                assert.equal(after.apiVersion, "apps.emqx.io/v2");
            }),
            { numRuns: 60 },
        );
    });

    it("spells every quantity as the operator writes it back, or the next change would be a conflict", async () => {
        await fc.assert(
            fc.asyncProperty(anyEmqx, async (args) => {
                const { spec } = await emqxObject(args, v2);
                for (const template of [spec.coreTemplate.spec, spec.replicantTemplate.spec]) {
                    const { requests, limits = {} } = template.resources;
                    const disk = template.volumeClaimTemplates?.resources.requests.storage;
                    for (const quantity of [
                        ...Object.values(requests),
                        ...Object.values(limits),
                        ...(disk === undefined ? [] : [disk]),
                    ]) {
                        assert.equal(quantity, canonicalQuantity(String(quantity)));
                    }
                }
            }),
            { numRuns: 60 },
        );
    });

    const revisionsOf = async (config?: string) => {
        const object = await emqxObject(config === undefined ? {} : { config }, v2);
        const { revisions } = v2.read(object);
        return ROLES.map((role) => revisions[role]);
    };

    it("brings new pods when durable sessions or storage change, which are read at boot only", async () => {
        const none = await revisionsOf();
        assert.deepEqual(
            await revisionsOf("mqtt.max_packet_size = 1MB"),
            none,
            "what is pushed rolls nothing",
        );
        const on = await revisionsOf("durable_sessions.enable = true");
        for (const [i, revision] of none.entries()) assert.notEqual(on[i], revision);
        assert.deepEqual(
            await revisionsOf("durable_sessions { enable = true }\nmqtt.max_qos_allowed = 1"),
            on,
        );
        assert.notDeepEqual(await revisionsOf("zones.a.durable_sessions.enable = true"), none);
        assert.notDeepEqual(await revisionsOf("durable_storage.messages.n_shards = 32"), none);
    });

    it("keeps replicants' template when there are to be none", async () => {
        const { spec } = await emqxObject({ replicants: { replicas: 0 } }, v2);
        assert.equal(spec.replicantTemplate.spec.replicas, 0);
    });

    it("reads back what was written, whatever it is", async () => {
        await fc.assert(
            fc.asyncProperty(
                anyEmqx,
                fc.integer({ min: 0, max: 600 }),
                async (args, waitHealthCheckSeconds) => {
                    const given = { ...args, evacuation: { ...args.evacuation, waitHealthCheckSeconds } };
                    const object = await emqxObject(given, v2);
                    const state = v2.read(object);
                    assert.equal(state.image, object.spec.image);
                    assert.equal(state.configData, object.spec.config.data);
                    assert.deepEqual(state.replicas, {
                        core: args.cores?.replicas ?? 3,
                        replicant: object.spec.replicantTemplate.spec.replicas,
                    });
                    assert.equal(state.pace.waitHealthCheckSeconds, waitHealthCheckSeconds);
                    assert.equal(
                        state.pace.connectionsPerSecond,
                        args.evacuation?.connectionsPerSecond ?? v2.pace.defaults.connectionsPerSecond,
                    );
                    assert.equal(state.disks, args.cores?.storage?.ephemeral !== true);
                    assert.equal(state.listenersService, false);
                    for (const role of ROLES) assert.match(state.revisions[role] ?? "", /^[0-9a-f]{16}$/);
                    // An object of the line before reads the same, but for the pause that it cannot say.
                    const before = v2beta1.read(await emqxObject(args, v2beta1));
                    assert.deepEqual({ ...v2.read(await emqxObject(args, v2)), pace: before.pace }, before);
                },
            ),
            { numRuns: 60 },
        );
    });

    it("tells one EMQX from two by the version of the image", () => {
        const enterprise = (image: string) => v2.read({ spec: { image } }).enterprise;
        assert.equal(enterprise("emqx/emqx:6.3.1"), true);
        assert.equal(enterprise("emqx/emqx:5.9.0"), true);
        assert.equal(enterprise("emqx/emqx:5.8.9"), false);
        assert.equal(enterprise("emqx/emqx:5.7.2"), false);
        assert.equal(enterprise("registry.example/x/emqx-enterprise:5.8.11"), true);
        assert.equal(enterprise("registry.example/x/mqtt:6.3.1"), true);
        assert.equal(enterprise("registry.example/x/mqtt:5.8.11"), undefined);
    });
});
