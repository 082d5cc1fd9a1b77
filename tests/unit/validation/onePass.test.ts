import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { EmqxOnAckArgs } from "../../../provider";
import { planStack } from "../../../provider/plan/planStack";
import { Problems } from "../../../provider/validation/problems";
import { newCluster } from "../../support/stacks";
import { type Change, MISTAKES } from "./onePass/mistakes";
import { OVERLOADS } from "./onePass/overloads";

function changed(changes: readonly Change[]): EmqxOnAckArgs {
    const args = structuredClone(newCluster) as any;
    for (const [path, value] of changes) {
        const keys = path.split(".");
        let at = args;
        for (const key of keys.slice(0, -1)) at = at[key] = { ...at[key] };
        if (value === undefined) delete at[keys.at(-1) as string];
        else at[keys.at(-1) as string] = value;
    }
    return args;
}

function told(changes: readonly Change[]): { load: string[]; other: string[] } {
    const problems = new Problems();
    planStack("mqtt", changed(changes), problems);
    const all = problems.all.map(({ path, reason }) => `${path}: ${reason}`);
    const ofLoad = (sentence: string) => sentence.includes(": is too small: ");
    return { load: all.filter(ofLoad), other: all.filter((sentence) => !ofLoad(sentence)) };
}

/** Whether a change says something of the same input, of what it is in, or of a part of it. */
function collide([a]: Change, [b]: Change): boolean {
    return `${a}.`.startsWith(`${b}.`) || `${b}.`.startsWith(`${a}.`);
}

const pairs = MISTAKES.flatMap(([mistake, wrong, mended]) =>
    OVERLOADS.filter(([, changes]) => !changes.some((change) => collide(change, wrong))).map(
        ([overload, changes]) => ({ mistake, wrong, mended, overload, changes }),
    ),
);

describe("what is too much, beside another mistake", () => {
    it("is tried in 300 pairs and more", () => assert.ok(pairs.length > 300, `${pairs.length}`));

    it("is told in the first pass, unless it depends on what has to be mended", () => {
        let tried = 0;
        for (const { mistake, wrong, mended, overload, changes } of pairs) {
            const first = told([...changes, wrong]);
            const what = `${overload}, beside ${mistake}`;
            assert.notDeepEqual(first.other, [], what);
            const own = told(changes).other;
            // One way to mend it may make another mistake.
            const after = mended
                .map((change) => told([...changes, change]))
                .filter(({ other }) => other.every((sentence) => own.includes(sentence)))
                .map(({ load }) => load);
            if (after.length < Math.min(2, mended.length)) continue;
            tried++;
            const whateverItIs = after[0]!.filter((sentence) => after.every((all) => all.includes(sentence)));
            assert.deepEqual(
                whateverItIs.filter((sentence) => !first.load.includes(sentence)),
                [],
                `hidden: ${what}`,
            );
            assert.deepEqual(
                first.load.filter((sentence) => !whateverItIs.includes(sentence)),
                [],
                `told too early: ${what}`,
            );
        }
        assert.ok(tried > 0.95 * pairs.length, `${tried} of ${pairs.length}`);
    });

    it("hides none of several mistakes of types either", () => {
        const ofTypes = MISTAKES.filter(([what]) => what !== "all nodes to lose");
        const many = fc.uniqueArray(fc.constantFrom(...ofTypes), { minLength: 2, maxLength: 5 });
        fc.assert(
            fc.property(many, (mistakes) => {
                const changes = mistakes.map(([, wrong]) => wrong);
                if (changes.some((a, i) => changes.some((b, j) => i < j && collide(a, b)))) return;
                const together = told(changes).other;
                for (const { path, sentence } of changes.flatMap((change) =>
                    told([change]).other.map((sentence) => ({ path: change[0], sentence })),
                )) {
                    // What is left out of one list of names may be in another's.
                    assert.ok(together.includes(sentence), `${path}: ${sentence} is hidden by the others`);
                }
            }),
            { numRuns: 300 },
        );
    });
});
