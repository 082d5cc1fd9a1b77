import assert from "node:assert/strict";
import * as fc from "fast-check";
import { v2 } from "../../../../../provider/emqx/lines/v2";
import { crdValidator } from "../../../../support/crdValidator";
import { anyEmqx, emqxObject } from "../../emqxObjects";

/** With what only this line's objects say. */
const anyOnThisLine = fc
    .tuple(
        anyEmqx,
        fc.record(
            { waitHealthCheckSeconds: fc.integer({ min: 0, max: 86_400 }), durable: fc.boolean() },
            { requiredKeys: ["durable"] },
        ),
    )
    .map(([args, { durable, ...evacuation }]) => ({
        ...args,
        evacuation: { ...args.evacuation, ...evacuation },
        ...(durable ? { config: "durable_sessions { enable = true }" } : {}),
    }));

describe("the EMQX object of operator line 2.3 against the operator's CRD", () => {
    const check = crdValidator("operator-2.3", "emqxes", "v2");

    it("is valid for any combination of arguments", async () => {
        await fc.assert(
            fc.asyncProperty(anyOnThisLine, async (args) => {
                assert.deepEqual(check(await emqxObject(args, v2)), []);
            }),
            { numRuns: 150 },
        );
    });

    it("would not be with a field of the line before", async () => {
        const object = await emqxObject({}, v2);
        object.spec.coreTemplate.spec.toleRations = [];
        assert.match(check(object).join(), /additional properties \(toleRations\)/);
        const negative = await emqxObject({}, v2);
        negative.spec.updateStrategy.evacuationStrategy.waitHealthCheck = -1;
        assert.match(check(negative).join(), /waitHealthCheck: must be >= 0/);
    });
});
