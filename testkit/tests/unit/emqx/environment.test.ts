import * as assert from "node:assert/strict";
import { asStarted } from "../../../emqx";
import { overridesIn } from "../../../emqx/environment";
import { rootsOf } from "../../../emqx/keys";
import { releaseOf } from "../../../emqx/release";

const ROOTS = rootsOf(releaseOf("5.8.11", "Enterprise"));

function read(name: string, value: string): unknown {
    return overridesIn(new Map([[name, value]]), ROOTS).overrides[0]?.value;
}

describe("the double of EMQX's environment", () => {
    it("starts with what the kubelet makes of an entry", () => {
        const started = asStarted([
            { name: "A", value: "a$$b" },
            { name: "B", value: "x$(A)y$(C)$$(A)$" },
            { name: "C", value: "later" },
        ]);
        assert.deepEqual([...started.values()], ["a$b", "xa$by$(C)$(A)$", "later"]);
    });

    // facts/real-parts.md, section 2: run on hocon as 5.5.1, 5.7.2 and 5.8.11 pin it.
    for (const [given, is] of [
        ["Rt7#kq", "Rt7"],
        ["abc//def", "abc"],
        ["0123", 123],
        ["x y", "xy"],
        ['"Rt7#kq"', "Rt7#kq"],
        ["file:///mounted/license/license.key", "file:///mounted/license/license.key"],
        // A byte of Latin-1, which is no text of UTF-8.
        ["über", "\uFFFDber"],
    ] as const) {
        it(`reads ${given} as ${JSON.stringify(is)}`, () => {
            assert.equal(read("EMQX_DASHBOARD__DEFAULT_PASSWORD", given), is);
        });
    }

    it("crashes on a character above U+00FF that no quotes hold", () => {
        assert.throws(() => read("EMQX_DASHBOARD__DEFAULT_PASSWORD", "パス"));
        assert.equal(read("EMQX_DASHBOARD__DEFAULT_PASSWORD", '"パス"'), "パス");
    });

    it("lower-cases names, so a name with capitals is out of its reach", () => {
        const { overrides } = overridesIn(new Map([["EMQX_CONNECTORS__HTTP__OrdersOut__URL", "x"]]), ROOTS);
        assert.deepEqual(overrides[0]?.path, ["connectors", "http", "ordersout", "url"]);
    });

    it("drops unknown keys with a warning and unknown roots without", () => {
        const variables = new Map([
            ["EMQX_MQTT__NO_SUCH", "1"],
            ["EMQX_NO_SUCH__ROOT", "1"],
            ["EMQX_HOST", "here"],
        ]);
        assert.deepEqual(overridesIn(variables, ROOTS), { overrides: [], unknown: ["EMQX_MQTT__NO_SUCH"] });
    });
});
