import assert from "node:assert/strict";
import { posix } from "node:path";
import * as ts from "typescript";
import { betweenRooms, circles, readImports, textOf } from "./imports";

/** Products, and what each may import besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
    provider: [],
    preview: ["provider"],
    // Pure helpers only: the program of the root stack runs from its sources, and the components from what is built.
    stack: ["provider"],
    examples: [],
    testkit: ["provider", "preview"],
    docs: ["provider", "preview", "stack", "testkit"],
    bench: ["provider", "preview", "testkit", "tests"],
    tests: ["provider", "preview", "stack", "examples", "testkit", "docs"],
};

/** Rooms of the provider and of the preview from top to bottom: each may import those below it. */
const DOWNWARDS: Readonly<Record<string, readonly string[]>> = {
    provider: [
        "schema",
        "plugin",
        "index.ts",
        "emqxOnAck.ts",
        "chain.ts",
        "chainNodes.ts",
        "chainStack.ts",
        "plan",
        "emqxOnAckArgs.ts",
        "loadBalancer",
        "capacity",
        "operator",
        "drain",
        "emqx",
        "certManager",
        "nodes",
        "ack",
        "alibaba",
        "scheduling",
        "images",
        "charts",
        "naming",
        "wording",
        "validation",
        "kubernetes",
    ],
    preview: [
        "cli.ts",
        "commandLine.ts",
        "commands",
        "previewProgram.ts",
        "previewAgainstBase.ts",
        "givenAnswers.ts",
        "revision",
        "review",
        "kernel",
        "render",
        "adopt",
        "impact",
        "changes",
        "host",
        "summary.ts",
        "stages.ts",
        "inOrder.ts",
        "waves.ts",
        "edges.ts",
        "cloudCalls.ts",
        "project",
        "monitor",
    ],
};

/** What knows operator lines. */
const LINES = /^(provider\/emqx\/lines|testkit\/operator\/lines)\//;
const LINE = /v2beta1|v3beta1|apps\.emqx\.io\/v\d|blue-?green|operator (line )?[23]\.\d|\b2\.[23]\.\d+\b/i;

describe("the architecture", () => {
    const imports = readImports();
    const product = (file: string) => file.split("/")[0]!;

    /** What lies directly in a product's folder: a folder or a file. */
    const part = (file: string) => file.split("/")[1]!;

    /** In provider and preview each folder is a room; elsewhere what lies directly in the product's folder is. */
    function room(file: string): string {
        const folder = posix.dirname(file);
        const isRoom = folder.includes("/") && /^(provider|preview)\//.test(folder);
        return isRoom ? folder : `${product(file)}/${part(file)}`;
    }

    it("has no files that import each other", () => {
        assert.deepEqual(circles(imports), []);
    });

    it("would show a circle, however long", () => {
        const graph = (arrows: Record<string, string[]>) =>
            new Map(Object.entries(arrows).map(([from, to]) => [from, new Set(to)]));
        assert.deepEqual(
            circles(graph({ a: ["b", "d"], b: ["c"], c: ["a"], d: ["e"], e: ["d"], f: ["a"] })),
            [
                ["d", "e"],
                ["a", "b", "c"],
            ],
        );
        assert.deepEqual(circles(graph({ a: ["b", "c"], b: ["c"], c: [] })), []);
    });

    it("has no rooms that import each other", () => {
        assert.deepEqual(circles(betweenRooms(imports, room)), []);
    });

    it("has products that know nothing of those above them", () => {
        const wrong = pairs().filter(([from, to]) => !mayImport(from, to));
        assert.deepEqual(wrong, []);
    });

    function mayImport(from: string, to: string): boolean {
        return product(from) === product(to) || MAY_IMPORT[product(from)]!.includes(product(to));
    }

    for (const [name, order] of Object.entries(DOWNWARDS)) {
        it(`imports downwards only in ${name}`, () => {
            const inside = pairs().filter(([from, to]) => product(from) === name && product(to) === name);
            for (const file of inside.flat()) assert.ok(order.includes(part(file)), `${file} has no place`);
            const wrong = inside.filter(([from, to]) => order.indexOf(part(from)) > order.indexOf(part(to)));
            assert.deepEqual(wrong, []);
        });
    }

    it("has data of the cloud that know nothing else", () => {
        const above = pairs().filter(
            ([from, to]) => room(from) === "provider/alibaba" && room(to) !== room(from),
        );
        assert.deepEqual(above, []);
    });

    it("names no operator line but where the lines are", () => {
        const files = [...imports.keys()].filter((file) => /^(provider|preview|stack|testkit)\//.test(file));
        const others = files.filter((file) => !LINES.test(file) && !file.startsWith("testkit/tests/"));
        const naming = others.filter((file) => LINE.test(textOf(file)));
        assert.deepEqual(
            naming.filter((file) => LINE.test(withoutComments(textOf(file)))),
            [],
        );
    });

    function pairs(): [from: string, to: string][] {
        return [...imports].flatMap(([from, all]) => [...all].map((to): [string, string] => [from, to]));
    }
});

/** What a program says and does; its comments may name the source of a fact. */
function withoutComments(text: string): string {
    return ts.transpileModule(text, {
        compilerOptions: {
            removeComments: true,
            target: ts.ScriptTarget.ES2022,
            module: ts.ModuleKind.ES2022,
        },
    }).outputText;
}
