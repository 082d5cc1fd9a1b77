import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InvalidArguments } from "../../provider";
import { type RunOptions, runFailingProgram } from "../../testkit/programs/runProgram";

/** What is wrong with a program's arguments, as "path: sentence"; fails when anything at all was registered. */
export async function refusalsOf(program: () => unknown, options: RunOptions = {}): Promise<string[]> {
    const { error, graph } = await runFailingProgram(program, options);
    assert.ok(error instanceof InvalidArguments, `not a refusal but: ${error.stack}`);
    assert.deepEqual(
        graph.resources.map((r) => r.type),
        ["pulumi:pulumi:Stack"],
        "something was registered although the arguments are wrong",
    );
    const refusals = error.errors.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
    for (const refusal of refusals) assert.ok(error.message.includes(refusal), "the message lists it");
    // Only then does the host print the message alone.
    assert.ok(pulumi.RunError.isInstance(error));
    assert.doesNotMatch(error.message, /undefined|\[object|NaN/);
    return refusals;
}

/** One wrong input: what it is, the arguments, the property that is named, and a part of the sentence. */
export type Refusal<Args> = readonly [what: string, args: Args, path: string, sentence: RegExp];

/** A test for each: exactly one problem, on that property, with that sentence. */
export function testRefusals<Args>(
    refusals: readonly Refusal<Args>[],
    create: (args: Args) => unknown,
): void {
    for (const [what, args, path, sentence] of refusals) {
        it(`is refused with ${what}`, async () => {
            const found = await refusalsOf(() => create(args));
            assert.equal(found.length, 1, found.join("\n"));
            assert.ok(found[0]!.startsWith(`${path}: `), `${found[0]} is not about ${path}`);
            assert.match(found[0]!, sentence);
        });
    }
}
