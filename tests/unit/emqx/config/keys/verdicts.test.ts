import assert from "node:assert/strict";
import { readHocon } from "../../../../../provider/emqx/config/hocon/evaluate";
import { Conform } from "../../../../../provider/emqx/config/keys/conform";
import { isBlock } from "../../../../../provider/emqx/config/keys/functions/function";
import type { Reading } from "../../../../../provider/emqx/config/keys/leaves/reading";
import { STRICTER } from "../../../../../provider/emqx/config/keys/stricter";
import { asVariable, isHeldBack, saidOf, treeOf, VERDICT_FILES, type Verdict, verdictsIn } from "./verdicts";

describe("EMQX's verdicts on values", () => {
    for (const { file, inText, table } of VERDICT_FILES) {
        describe(file, () => {
            const verdicts = verdictsIn(file);

            for (const heldBack of [false, true]) {
                const which = heldBack
                    ? "held back while the kinds were made"
                    : "that the kinds were made with";
                const some = verdicts.filter((one) => isHeldBack(one) === heldBack);
                const wrong = some.filter((one) => one.verdict !== "boots");
                const right = some.filter((one) => one.verdict === "boots");

                it(`take none of ${wrong.length} that EMQX refuses or ignores, ${which}`, () => {
                    const taken = wrong.filter((one) => saidOf(table, inText, one).length === 0);
                    assert.deepEqual(taken.map(shown), []);
                });

                it(`refuse of ${right.length} that EMQX takes the kinds of the table alone, ${which}`, () => {
                    const names = STRICTER.map(({ name }) => name);
                    const others = right.filter((one) =>
                        saidOf(table, inText, one).some(({ stricter = "none" }) => !names.includes(stricter)),
                    );
                    assert.deepEqual(others.map(shown), []);
                });
            }

            it("read what EMQX reads", () => {
                let compared = 0;
                for (const one of verdicts) {
                    if (one.verdict !== "boots" || one.reads === undefined) continue;
                    // Other names of a key are gone once it is read, and a path has its folder then.
                    if (one.reads === "'$absent'" || one.key.endsWith(".path")) continue;
                    if (saidOf(table, inText, one).length > 0) continue;
                    const root = inText
                        ? readHocon(`${one.key} = ${one.value}`)
                        : treeOf(one.key.split("."), asVariable(one.value));
                    const read = at(
                        new Conform("").struct(table.list.roots, root, { path: [], line: 1 }),
                        one.key,
                    );
                    const forms = inErlang(read);
                    if (forms === undefined || !/^["'<\w.-]/.test(one.reads)) continue;
                    compared++;
                    assert.ok(
                        forms.includes(one.reads),
                        `${shown(one)} is read as ${forms[0]}, by EMQX as ${one.reads}`,
                    );
                }
                assert.ok(compared > 300, `${compared} compared`);
            });
        });
    }

    it("are answered with twenty kinds at the most, each with a sentence for people", () => {
        assert.ok(STRICTER.length <= 20, `${STRICTER.length}`);
        for (const { name, because } of STRICTER) assert.match(because, /^[A-Z].{20,}\.$/, name);
    });
});

function shown({ key, value }: Verdict): string {
    return `${key} = ${value}`;
}

function at(reading: Reading | undefined, key: string): Reading | undefined {
    return key
        .split(".")
        .reduce<Reading | undefined>((inside, name) => (isBlock(inside) ? inside[name] : undefined), reading);
}

/** How Erlang may write a reading; undefined for what is compared no further. */
function inErlang(reading: Reading | undefined): string[] | undefined {
    if (typeof reading === "bigint") return [`${reading}`, `${reading}.0`];
    if (typeof reading === "boolean") return [`${reading}`];
    if (typeof reading === "number")
        return [Number.isInteger(reading) ? `${reading}.0` : `${reading}`, `${reading}`];
    if (typeof reading !== "string" || !/^[ -!#-[\]-~]*$/.test(reading)) return undefined;
    return [
        reading,
        `"${reading}"`,
        `<<"${reading}">>`,
        `'${reading}'`,
        ...(reading === "" ? ["[]", "<<>>"] : []),
    ];
}
