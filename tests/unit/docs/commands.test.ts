import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { inWords } from "../../../preview/kernel/profileText";
import { cliInProcess } from "../../support/cliInProcess";

const ROOT = resolve(__dirname, "../../..");
/** Pages for people, wherever they stand. */
const pages = [
    ...["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "testkit/README.md"],
    ...readdirSync(join(ROOT, "docs")).flatMap((name) => (name.endsWith(".md") ? [`docs/${name}`] : [])),
    ...readdirSync(join(ROOT, "examples")).map((name) => `examples/${name}/README.md`),
];

/** What pages tell a person to type, of the commands that need no program: `emqx-ack kernel ...` and `emqx-ack plan ...`. */
const COMMAND = /(?:npx )?emqx-ack ((?:kernel --|plan --connections )[^`\n#]+)/g;

const commands = pages.flatMap((page) =>
    [...readFileSync(join(ROOT, page), "utf8").matchAll(COMMAND)].map((match) => ({
        page,
        args: (match[1] ?? "").trim().split(/\s+/),
    })),
);

async function printed(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await cliInProcess(args);
    assert.equal(code, 0, `${args.join(" ")}: ${stderr}`);
    return stdout;
}

async function parametersOf(...options: string[]): Promise<Map<string, string>> {
    const { parameters } = JSON.parse(await printed("kernel", ...options, "--format", "json"));
    return new Map(parameters.map(({ key, value }: any) => [key, inWords(value)]));
}

const page = (file: string) => readFileSync(join(ROOT, file), "utf8");

describe("what pages tell a person to type", () => {
    it("is found", () => {
        const named = new Set(commands.map(({ args }) => args[0]));
        assert.deepEqual([...named].sort(), ["kernel", "plan"]);
    });

    for (const { page, args } of commands) {
        it(`works: emqx-ack ${args.join(" ")} (${page})`, async () => {
            assert.notEqual(await printed(...args), "");
        });
    }

    it("prints what docs/kernel.md shows of it", async () => {
        const shown =
            /`npx emqx-ack (kernel [^`]+)` prints[^`]+(?:`npm[^`]+`[^`]+)?```\n([\s\S]+?)\n```/.exec(
                page("docs/kernel.md"),
            );
        assert.ok(shown, "docs/kernel.md shows no output");
        const [, command = "", output = ""] = shown;
        assert.ok((await printed(...command.split(" "))).startsWith(output));
    });

    it("prints the values in docs/kernel.md's table", async () => {
        const text = page("docs/kernel.md");
        const rows = [...text.matchAll(/^\| `(\S+)` +\| (.+?) +\| (.+?) +\|/gm)];
        for (const [column, preset] of [
            [2, "Standard"],
            [3, "Million"],
        ] as const) {
            const values = await parametersOf("--preset", preset);
            const shown = rows.filter(([, key = ""]) => values.has(key));
            assert.equal(shown.length, values.size, "a row for each parameter");
            for (const row of shown)
                assert.equal(row[column], values.get(row[1] ?? ""), `${preset} ${row[1]}`);
        }
    });

    it("prints the values that docs/kernel-parity.md names", async () => {
        const values = await parametersOf("--preset", "Million");
        const named = [...page("docs/kernel-parity.md").matchAll(/`([a-zA-Z0-9_.]+)` = ([^(|<]+?) \(/g)];
        assert.ok(named.length > 15);
        for (const [, key = "", value] of named) assert.equal(value, values.get(key), key);
    });
});
