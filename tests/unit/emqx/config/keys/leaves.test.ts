import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { HoconValue } from "../../../../../provider/emqx/config/hocon/tree";
import { isRuleSql } from "../../../../../provider/emqx/config/keys/functions/ruleSql";
import { isExpression } from "../../../../../provider/emqx/config/keys/functions/variform";
import { leafNamed } from "../../../../../provider/emqx/config/keys/leaves";
import { erlangInteger } from "../../../../../provider/emqx/config/keys/leaves/erlang";
import { type Reading, Refused } from "../../../../../provider/emqx/config/keys/leaves/reading";

function read(leaf: string, text: string): Reading | undefined {
    const value: HoconValue = { kind: "text", text, quoted: true };
    const reading = leafNamed(leaf).reads(value);
    return reading instanceof Refused ? undefined : reading;
}

const whole = fc.nat({ max: 100_000 });

describe("types of EMQX's values", () => {
    const UNITS = {
        f: 1_209_600_000,
        w: 604_800_000,
        d: 86_400_000,
        h: 3_600_000,
        m: 60_000,
        s: 1000,
        ms: 1,
    };
    const part = fc.tuple(whole, fc.constantFrom(...(Object.keys(UNITS) as (keyof typeof UNITS)[])));

    it("read a time as the sum of its parts, small or capital", () => {
        fc.assert(
            fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), fc.boolean(), (parts, capital) => {
                const text = parts.map(([number, unit]) => `${number}${unit}`).join("");
                const sum = parts.reduce((all, [number, unit]) => all + number * UNITS[unit], 0);
                assert.equal(read("duration", capital ? text.toUpperCase() : text), BigInt(sum));
                assert.equal(read("timeout", text), sum <= 4_294_967_295 ? BigInt(sum) : undefined);
                assert.equal(read("durationSeconds", text), BigInt(Math.ceil(sum / 1000)));
            }),
        );
    });

    it("take no time with a blank, a sign or another unit in it", () => {
        fc.assert(
            fc.property(part, fc.constantFrom(" ", "-", "y", "us", "sec"), ([number, unit], odd) => {
                assert.equal(read("duration", `${odd}${number}${unit}`), undefined);
                if (odd !== "-") assert.equal(read("duration", `${number}${odd}`), undefined);
            }),
        );
    });

    it("read a size by its unit, and no other unit", () => {
        const factors = { "": 1n, b: 1n, kb: 1024n, mb: 1024n ** 2n, gb: 1024n ** 3n };
        fc.assert(
            fc.property(
                whole,
                fc.constantFrom(...(Object.keys(factors) as (keyof typeof factors)[])),
                (n, unit) => {
                    assert.equal(read("size", `${n}${unit}`), BigInt(n) * factors[unit]);
                    assert.equal(read("size", `${n}${unit.toUpperCase()}`), BigInt(n) * factors[unit]);
                    for (const odd of ["k", "M", "MiB", "tb", "Mb"])
                        assert.equal(read("size", `${n}${odd}`), undefined);
                },
            ),
        );
    });

    it("read a rate as what flows in a tenth of a second", () => {
        fc.assert(
            fc.property(
                fc.integer({ min: 1, max: 100_000 }),
                fc.integer({ min: 1, max: 100 }),
                (amount, seconds) => {
                    assert.equal(read("rate", `${amount}/${seconds}s`), (amount * 100) / (seconds * 1000));
                    assert.equal(read("rate", `${amount}/s`), amount / 10);
                    assert.equal(read("rate", `${amount}`), amount / 10);
                    assert.equal(read("rate", `${amount}/0s`), undefined);
                    assert.equal(read("rate", `-${amount}/s`), undefined);
                },
            ),
        );
        assert.equal(read("rate", "0/s"), undefined);
        assert.equal(read("burst", "0/s"), 0);
        assert.equal(read("burstRate", "infinity"), undefined);
    });

    it("read a percentage as a fraction of one, to two digits behind the point", () => {
        fc.assert(
            fc.property(fc.nat({ max: 10_000 }), (hundredths) => {
                const text = `${(hundredths / 100).toFixed(2)}%`;
                assert.equal(read("percent", text), hundredths / 10_000);
            }),
        );
        for (const odd of ["101%", "80", "0.8", ".5%", "1.2.3%"])
            assert.equal(read("percent", odd), undefined, odd);
    });

    it("read whole numbers in every spelling that Erlang has", () => {
        fc.assert(
            fc.property(
                fc.bigInt({ min: 0n, max: 2n ** 70n }),
                fc.integer({ min: 2, max: 36 }),
                (number, base) => {
                    const digits = number.toString();
                    const spelled = [
                        digits,
                        `+${digits}`,
                        ` ${digits} `,
                        `${base}#${number.toString(base)}`,
                        `0${digits}`,
                    ];
                    for (const text of [...spelled, digits.replace(/\B(?=(\d{3})+$)/g, "_")]) {
                        assert.equal(erlangInteger(text), number, text);
                    }
                    assert.equal(erlangInteger(`-${digits}`), -number);
                },
            ),
        );
        for (const odd of ["", "1.0", "1e3", "_1", "1_", "1__0", "0x10", "1 2", "abc"]) {
            assert.equal(erlangInteger(odd), undefined, odd);
        }
    });

    it("keep whole numbers within their bounds, however large", () => {
        fc.assert(
            fc.property(fc.bigInt({ min: -10n, max: 2n ** 66n }), (number) => {
                const inside = number >= 1n && number <= 18_446_744_073_709_551_615n;
                assert.equal(read("1..18446744073709551615", `${number}`), inside ? number : undefined);
            }),
        );
    });

    it("read addresses with a port, of either kind of IP", () => {
        for (const good of ["1883", ":1883", "0.0.0.0:1883", "[::1]:1883", "::1:1883", "127.0.0.1: 1883"]) {
            assert.notEqual(read("address", good), undefined, good);
        }
        for (const odd of ["", "host:1883", "1.2.3.4", "0.0.0.0:65536", "[::1:1883", "-1"]) {
            assert.equal(read("address", odd), undefined, odd);
        }
    });
});

describe("expressions in EMQX's values", () => {
    it("are those of client attributes", () => {
        for (const good of [
            "clientid",
            "nth(1, tokens(clientid, '-'))",
            "coalesce([a.b, 'x', 1.5])",
            "f()",
        ]) {
            assert.ok(isExpression(good), good);
        }
        for (const odd of ["", "a b", "1", "'x'", "f(", "f(a,)", "f(a))", "a/b", "f(a;b)"])
            assert.ok(!isExpression(odd), odd);
    });

    it("are those of a rule's SQL", () => {
        for (const good of [
            'SELECT * FROM "a/#"',
            'select payload.x as x, clientid from "t/+" where payload.x > 1 and qos = 1',
            "FOREACH payload.rows AS r DO r.id, r.val as v INCASE r.val > 26 FROM \"ward/#\" WHERE a =~ 'b/+'",
            'SELECT CASE WHEN a > 1 THEN 2 ELSE 3 END as z FROM "a", "b"',
            "SELECT nth(1, tokens(topic, '/')) as d, a.b[1].c, a[-1] FROM \"a\"",
            'SELECT a FROM "x" WHERE a in (1, 2, 3) or not (b = 1)',
        ]) {
            assert.ok(isRuleSql(good), good);
        }
        for (const odd of [
            "",
            " 5",
            "SELECT",
            "SELECT * FROM",
            "SELECT FROM a",
            "SELECT * FROM 'a'",
            'SELECT * FROM "a" WHERE',
        ]) {
            assert.ok(!isRuleSql(odd), odd);
        }
    });
});
