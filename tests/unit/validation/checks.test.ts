import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import {
    checkBoolean,
    checkDnsLabel,
    checkEnum,
    checkKeys,
    checkQuantity,
    checkText,
    checkWhole,
    parseQuantity,
} from "../../../provider/validation/checks";
import { Problems } from "../../../provider/validation/problems";

function told(check: (problems: Problems) => void): string {
    const problems = new Problems();
    check(problems);
    return problems.all.map(({ path, reason }) => `${path}: ${reason}`).join("\n");
}

enum Size {
    Small = "Small",
    Large = "Large",
}

describe("a member of an enum", () => {
    const said = (value: any) => told((p) => checkEnum(p, "size", value, Size));
    it("is taken as it is spelled, and not otherwise", () => {
        assert.equal(said("Small"), "");
        assert.equal(said("small"), 'size: is "small"; write one of "Small", "Large"; did you mean "Small"?');
        assert.match(said("Larger"), /did you mean "Large"/);
        assert.match(said("Huge"), /write one of "Small", "Large"$/);
        for (const value of [7, true, {}, []]) assert.match(said(value), /^size: is .*; write one of/);
    });
});

describe("a whole number", () => {
    const said = (value: any, max = 10) => told((p) => checkWhole(p, "n", value, 1, max, "nodes"));
    it("lies between its bounds", () => {
        for (const good of [1, 10, undefined]) assert.equal(said(good), "");
        for (const bad of [0, 11, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "3", true, {}]) {
            assert.match(said(bad), /^n: is .*; write a whole number from 1 to 10 \(nodes\)$/);
        }
        assert.match(said(0, Number.MAX_SAFE_INTEGER), /write a whole number of 1 or more/);
    });
});

describe("values that are not known yet", () => {
    it("are left to the provider", () => {
        const unknown: any = pulumi.output("anything");
        assert.equal(
            told((p) => checkEnum(p, "x", unknown, Size)),
            "",
        );
        assert.equal(
            told((p) => checkWhole(p, "x", unknown, 1, 2)),
            "",
        );
        assert.equal(
            told((p) => checkText(p, "x", unknown)),
            "",
        );
        assert.equal(
            told((p) => checkBoolean(p, "x", Promise.resolve("no") as any)),
            "",
        );
        assert.equal(
            told((p) => checkDnsLabel(p, "x", unknown)),
            "",
        );
        assert.equal(
            told((p) => checkQuantity(p, "x", unknown, "1")),
            "",
        );
    });
});

describe("a Kubernetes name", () => {
    const said = (value: string, max?: number) => told((p) => checkDnsLabel(p, "name", value, max));
    it("is a DNS label of a length that is left", () => {
        for (const good of ["a", "mqtt-1", "1a"]) assert.equal(said(good), "");
        for (const bad of ["", "Mqtt", "mqtt_1", "-a", "a-", "a.b", "a".repeat(64)]) {
            assert.match(said(bad), /write at most 63 lower-case letters/);
        }
        assert.match(said("abcdef", 5), /at most 5/);
    });
});

describe("a Kubernetes quantity", () => {
    it("is read in its base unit", () => {
        const values: [string, number][] = [
            ["4", 4],
            ["500m", 0.5],
            ["1.5", 1.5],
            ["8Gi", 8 * 2 ** 30],
            ["1k", 1000],
            ["2T", 2e12],
        ];
        for (const [text, value] of values) assert.equal(parseQuantity(text), value);
        for (const text of ["", "8GB", "8 Gi", "-1", "Gi", "1e", "1,5"]) {
            assert.equal(parseQuantity(text), undefined, text);
        }
    });

    it("keeps the order of sizes", () => {
        const units = ["", "k", "Ki", "M", "Mi", "G", "Gi", "T", "Ti"];
        fc.assert(
            fc.property(fc.integer({ min: 1, max: 1000 }), (n) => {
                const sizes = units.map((unit) => parseQuantity(`${n}${unit}`)!);
                assert.deepEqual(
                    [...sizes].sort((a, b) => a - b),
                    sizes,
                );
            }),
        );
    });

    it("is what Kubernetes itself takes, with exponents and all", () => {
        for (const text of ["1e3", "1E3", "12e6", ".5", "5.", "100u", "100n", "1Ei", "1E"]) {
            assert.notEqual(parseQuantity(text), undefined, text);
        }
    });

    it("is told with an example when it is none", () => {
        assert.equal(
            told((p) => checkQuantity(p, "memory", "8GB", "8Gi")),
            'memory: is "8GB"; write a Kubernetes quantity such as "8Gi"',
        );
    });
});

describe("keys of an object", () => {
    const said = (value: any) => told((p) => checkKeys(p, "at", value, ["zones", "tags"]));
    it("are told when there is no such input", () => {
        assert.equal(said({ zones: 1 }), "");
        assert.equal(said({ Zones: 1 }), 'at.Zones: is not an input; did you mean "zones"?');
        assert.equal(said({ vpc: 1 }), "at.vpc: is not an input; the inputs here are tags, zones");
    });
});
