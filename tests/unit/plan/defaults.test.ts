import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PROVIDER = join(__dirname, "../../../provider");

/** Code by file, without comments: documentation repeats defaults for people. */
const CODE = new Map(
    readdirSync(PROVIDER, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => [file, withoutComments(readFileSync(join(PROVIDER, file), "utf8"))]),
);

function withoutComments(code: string): string {
    return code.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|\s)\/\/.*$/gm, "$1");
}

function found(pattern: RegExp): { file: string; groups: string[] }[] {
    return [...CODE].flatMap(([file, code]) =>
        [...code.matchAll(pattern)].map(([, ...groups]) => ({ file, groups })),
    );
}

/** "x ?? 3", "x ?? true", "x ?? Kind.Nlb"; nothing at all, as 0 or an empty text, is no default of an input. */
const FALLBACK = /(\w+)\s*\?\?\s*("[^"]+"|\d[\d_]*|true|false|[A-Z]\w+\.[A-Z]\w+)/g;
const isNothing = (value: string) => ["0", "1"].includes(value);

/** 100_000 and 100000 are the same. */
const bare = (literal: string) => literal.replaceAll("_", "");

describe("a default", () => {
    const fallbacks = found(FALLBACK).filter(({ groups }) => !isNothing(groups[1]!));

    it("stands in one place", () => {
        assert.ok(fallbacks.length > 20, "the search finds none");
        const places = new Map<string, string[]>();
        for (const { file, groups } of fallbacks) {
            const what = groups.join(" ?? ");
            places.set(what, [...(places.get(what) ?? []), file]);
        }
        assert.deepEqual(
            [...places].filter(([, files]) => files.length > 1),
            [],
        );
    });

    it("that has a name is taken by its name", () => {
        const named = found(/\bconst (DEFAULT_\w+) = ("[^"]+"|\d[\d_]*);/g);
        assert.ok(named.some(({ groups }) => groups[0] === "DEFAULT_CONNECTIONS"));
        for (const { groups } of named) {
            const [name, value] = groups as [string, string];
            // DEFAULT_DRAIN_SECONDS is connectionDrainSeconds's.
            const property = name.slice("DEFAULT_".length).replaceAll("_", "").toLowerCase();
            const beside = fallbacks.filter(
                ({ groups: [input = "", literal = ""] }) =>
                    input.toLowerCase().endsWith(property) && bare(literal) === bare(value),
            );
            assert.deepEqual(beside, [], `${name} is ${value}`);
            assert.equal(named.filter((other) => other.groups[0] === name).length, 1, `${name} stands twice`);
        }
    });
});

describe("a default with a name", () => {
    it("is applied in one place", () => {
        const times = new Map<string, number>();
        for (const { groups } of found(/\?\?\s*(DEFAULT_\w+(?:\.\w+)?)/g)) {
            times.set(groups[0]!, (times.get(groups[0]!) ?? 0) + 1);
        }
        assert.equal(times.get("DEFAULT_DRAIN_SECONDS"), 1);
        assert.ok(times.size > 10, "the search finds few");
        assert.deepEqual(
            [...times].filter(([, count]) => count > 1),
            [],
        );
    });
});

describe("a bound or a range that several parts keep to", () => {
    for (const [what, pattern, home] of [
        ["the default range of a VPC", /"(10\.0\.0\.0\/8)"/g, "ack/addressPlan.ts"],
        ["the default range of Services", /"(172\.21\.0\.0\/20)"/g, "ack/addressPlan.ts"],
        ["the default range of Flannel's pods", /"(172\.20\.0\.0\/16)"/g, "ack/addressPlan.ts"],
        [
            "the most connections that are asked for",
            /whole\(1, ([\d_]+), "connections"\)/g,
            "emqx/plan/schema.ts",
        ],
        ["the default of connections", /DEFAULT_CONNECTIONS = (100_000);/g, "emqx/plan/defaults.ts"],
        [
            "the longest an idle connection lives",
            /IDLE_TIMEOUT_SECONDS = \{[^}]*(900)/g,
            "alibaba/loadBalancerLimits.ts",
        ],
        ["the dashboard's port", /(18083)/g, "naming/ports.ts"],
        ["the dashboard's port over TLS", /(18084)/g, "naming/ports.ts"],
        ["the longest drain", /CONNECTION_DRAIN_SECONDS = \{[^}]*(900)/g, "alibaba/loadBalancerLimits.ts"],
    ] as const) {
        it(`stands once: ${what}`, () => {
            assert.deepEqual(
                found(pattern).map(({ file }) => file),
                [home],
            );
        });
    }

    it("is no number beside the named one: seconds that load balancers allow", () => {
        const files = new Set(found(/[^.\w](900)[^\w]/g).map(({ file }) => file));
        files.delete("nodes/kernel/podParameters.ts");
        assert.deepEqual([...files], ["alibaba/loadBalancerLimits.ts"]);
    });
});
