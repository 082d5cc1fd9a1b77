import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { EmqxClusterArgs } from "../../../../../provider/emqx/args/emqxClusterArgs";
import { crdValidator } from "../../../../support/crdValidator";
import { anyEmqx } from "../../emqxObjects";
import { emqxObject } from "./objects";

/** Arguments that line 3.0 takes: two cores or more beside replicants, and disks. */
const anyArguments: fc.Arbitrary<EmqxClusterArgs> = fc
    .tuple(
        anyEmqx,
        fc.record(
            {
                maxSurge: fc.integer({ min: 0, max: 9 }),
                maxUnavailable: fc.integer({ min: 0, max: 9 }),
                minReadySeconds: fc.integer({ min: 0, max: 600 }),
            },
            { requiredKeys: [] },
        ),
    )
    .filter(([{ cores, replicants }]) => (cores?.replicas ?? 3) > 1 || (replicants?.replicas ?? 3) === 0)
    .filter(([, { maxSurge, maxUnavailable }]) => maxSurge !== 0 || maxUnavailable !== 0)
    .map(([args, rollingUpdate]) => ({
        ...args,
        rollingUpdate,
        cores: { ...args.cores, storage: args.cores?.storage?.ephemeral ? {} : args.cores?.storage },
    }));

describe("the EMQX object against the CRD of operator 3.0", () => {
    const check = crdValidator("operator-3.0", "emqxes", "v3beta1");

    it("is valid for any combination of arguments", async () => {
        await fc.assert(
            fc.asyncProperty(anyArguments, async (args) => {
                assert.deepEqual(check(await emqxObject(args)), []);
            }),
            { numRuns: 150 },
        );
    });

    it("would not be with a misspelt field, a wrong type, or a rule that is broken", async () => {
        const broken = async (change: (spec: any) => void) => {
            const object = await emqxObject({});
            change(object.spec);
            return check(object).join();
        };
        assert.match(await broken((spec) => (spec.config.data = "a = 1")), /\(data\)/);
        assert.match(
            await broken((spec) => (spec.coreTemplate.spec.maxUnavailable = 1)),
            /\(maxUnavailable\)/,
        );
        assert.match(await broken((spec) => (spec.coreTemplate.metadata.name = "a")), /\(name\)/);
        assert.match(await broken((spec) => (spec.coreTemplate.spec.env[0].value = 3)), /must be string/);
        assert.match(
            await broken((spec) => (spec.coreTemplate.spec.replicas = 1)),
            /at least 2 core replicas/,
        );
        assert.match(
            await broken((spec) => (spec.updateStrategy.replicants = { maxSurge: 0, maxUnavailable: 0 })),
            /may not be 0 when maxSurge is 0/,
        );
        assert.match(
            await broken((spec) => (spec.updateStrategy.replicants.maxSurge = "1")),
            /non-negative integer or percentage/,
        );
        assert.match(
            await broken((spec) =>
                spec.coreTemplate.spec.ports.push({ name: "dashboard", containerPort: 1 }),
            ),
            /reserved by the Operator/,
        );
    });
});
