import * as fc from "fast-check";
import type { HoconObject, HoconScalar, HoconValue } from "../../../../provider/emqx/config/hocon/tree";

/** Trees of every kind that a text can come to, with the traps of each reader in their names and texts. */

const TRAPS = [
    ..."\\\"a \n\t\r\b\f#~'`/*=:,{}[]$?@+",
    "\u0001\u007f\u000b\u0000\u001b",
    "ü€😀\u00a0\u0085\ufeff",
    "//",
    `$${"{x}"}`,
    '"""',
    "\\n",
    "\\u0041",
    "true",
];
const trap = fc.array(fc.constantFrom(...TRAPS), { maxLength: 6 }).map((parts) => parts.join(""));
const text = fc.oneof(
    trap,
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("", "true", "null", "on", "15s", "0123", "1e3", "include", "a\\", "\\", '"'),
);
const name = fc.oneof(
    { weight: 5, arbitrary: fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_-]{0,6}$/) },
    trap,
    fc.constantFrom(
        "true",
        "null",
        "include",
        "required",
        "1",
        "15s",
        "a.b",
        "yes",
        "$share/x",
        "#",
        ".",
        "+",
    ),
);
const whole = fc.oneof(
    fc.integer().map(String),
    fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }).map(String),
);
const broken = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => {
    const [digits = "", exponent] = String(value).split("e");
    const point = digits.includes(".") ? digits : `${digits}.0`;
    return exponent === undefined ? point : `${point}e${exponent}`;
});

function scalar(kind: HoconScalar["kind"], from: fc.Arbitrary<string>): fc.Arbitrary<HoconScalar> {
    return from.map((value) => ({ kind, text: value, quoted: kind === "text" }));
}

export const trees: fc.Arbitrary<HoconObject> = fc.letrec<{ value: HoconValue; object: HoconObject }>(
    (tie) => ({
        value: fc.oneof(
            { maxDepth: 4 },
            { weight: 3, arbitrary: scalar("text", text) },
            scalar("number", fc.oneof(whole, broken, fc.constantFrom("007", "+1", ".5", "-0.0", "1.0E+3"))),
            scalar("flag", fc.constantFrom("true", "false")),
            scalar("null", fc.constant("null")),
            tie("object"),
            fc.array(tie("value"), { maxLength: 4 }).map((items): HoconValue => ({ kind: "list", items })),
        ),
        object: fc
            .uniqueArray(fc.tuple(name, tie("value")), { maxLength: 5, selector: ([key]) => key })
            .map((fields) => ({
                kind: "object",
                fields: fields.map(([key, value], i) => ({ path: [key], value, line: i + 1, column: 1 })),
            })),
    }),
).object;
