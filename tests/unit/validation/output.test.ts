import { strict as assert } from "node:assert";
import * as pulumi from "@pulumi/pulumi";
import { isOutput } from "../../../provider/validation/output";

describe("an Output", () => {
    const anything: { readonly [what: string]: unknown } = {
        "an Output": pulumi.output("a"),
        "a secret": pulumi.secret({ key: "a" }),
        "a member of an Output": (pulumi.output({ key: "a" }) as unknown as { key: unknown }).key,
        "an Output of its own": pulumi.output(Promise.resolve(undefined)).apply(() => "later"),
        "a Promise": Promise.resolve("a"),
        "an unknown value": pulumi.unknown,
        "what has any member": new Proxy({}, { get: () => () => undefined }),
        "an object": { __pulumiOutput: "true" },
        "a text": "a",
        "a number": 0,
        null: null,
        undefined: undefined,
    };

    for (const [what, value] of Object.entries(anything)) {
        it(`is told apart as Pulumi does: ${what}`, () => {
            assert.equal(isOutput(value), pulumi.Output.isInstance(value));
        });
    }
});
