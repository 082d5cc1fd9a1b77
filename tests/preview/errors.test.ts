import assert from "node:assert";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../support/cli";
import { cliInProcess } from "../support/cliInProcess";

const FAILING = join(__dirname, "programs", "failing");
const SOURCE = readFileSync(join(FAILING, "index.ts"), "utf8").split("\n");

/** `index.ts:<line>` of the line that has a text: what an error has to point at. */
function at(text: string): string {
    const line = SOURCE.findIndex((l) => l.includes(text));
    assert.ok(line >= 0, `no line of index.ts has ${text}`);
    return `index.ts:${line + 1}:`;
}

describe("emqx-ack preview of a program that fails", function () {
    // Each program loads the provider SDKs anew, which takes seconds on a busy machine.
    this.timeout(180_000);

    let scratch: string;
    before(() => {
        scratch = mkdtempSync(join(tmpdir(), "emqx-ack-errors-"));
        symlinkSync(join(ROOT, "node_modules"), join(scratch, "node_modules"));
    });
    after(() => rmSync(scratch, { recursive: true }));

    const fail = (how: string, ...args: string[]) =>
        cliInProcess(["preview", FAILING, "--config", `how=${how}`, ...args]);

    const CASES: [how: string, message: string, line?: string][] = [
        ["throw", "TypeError: one zone is not enough", 'TypeError("one zone'],
        ["apply", "a pet of 2 words", "a pet of $"],
        ["async", "later", 'Error("later")'],
        ["run", "EMQX rollout stalled after 90 s: cores 2/3"],
        ["resource", "this resource is wrong"],
        ["properties", "2 problems in the arguments\n  nodes: is zero", "InputPropertiesError({"],
        ["input", 'error serializing property "keepers": no such zone', "no such zone"],
        [
            "duplicate",
            "Duplicate resource URN 'urn:pulumi:dev::failing::random:index/randomPet:RandomPet::same'; " +
                "try giving it a unique name",
            "duplicate: () =>",
        ],
        ["log", "the licence has expired"],
        ["string", "just a text"],
        ["config", "Missing required configuration variable 'failing:unset'"],
        ["exit", "the program called process.exit(7) before it was done", "process.exit(7)"],
        ["kill", "the program's process ended by signal SIGKILL before it was done"],
    ];
    for (const [how, message, line] of CASES) {
        it(`says what went wrong and where: ${how}`, async () => {
            const { code, stdout, stderr } = await fail(how);
            assert.strictEqual(code, 1);
            assert.strictEqual(stdout, "");
            const error = stderr.slice(stderr.indexOf("error: "));
            assert.ok(error.startsWith(`error: ${message}\n`), error);
            const frames = error.split("\n").filter((l) => /^ +at /.test(l));
            if (line === undefined) {
                assert.strictEqual(frames.length, how === "config" ? frames.length : 0, error);
            } else {
                assert.ok(frames[0].includes(at(line)), error);
            }
            for (const frame of frames) {
                assert.match(frame, /failing\/index\.ts:\d+:\d+/, "a frame outside of the program");
            }
        });
    }

    describe("shows what it said before, and its own file and line:", () => {
        const TALK = [
            'import * as pulumi from "@pulumi/pulumi";',
            "interface Zone { id: string }",
            'console.log("looking for zones in", { region: "cn-hangzhou" });',
            'console.error("no credentials");',
            'pulumi.log.warn("the region is full");',
            "const zones: Zone[] = [];",
        ].join("\n");
        const ENDS: [how: string, last: string, error: RegExp][] = [
            [
                "throws",
                "zones[3].id;",
                /^error: TypeError: Cannot read properties of undefined \(reading 'id'\)\n/,
            ],
            [
                "rejects",
                "(async () => zones[3].id)();",
                /^error: TypeError: Cannot read properties of undefined/,
            ],
            [
                "rejects later",
                'setTimeout(() => Promise.reject(new RangeError("too late")), 5);',
                /^error: RangeError: too late\n/,
            ],
            [
                "throws in an Output",
                'pulumi.output(1).apply(() => { throw new Error("of one"); });',
                /^error: of one\n/,
            ],
            [
                "ends the process",
                "process.exit(1);",
                /^error: the program called process\.exit\(1\) before it was done\n/,
            ],
            [
                "imports what is not there",
                'require("./nothing");',
                /^error: Cannot find module '\.\/nothing'\n {4}at /,
            ],
            [
                "has a cause",
                'throw new Error("no zones", { cause: new Error("no network") });',
                /^error: no zones\n {2}caused by: Error: no network \(.*index\.ts:7:\d+\)\n/,
            ],
        ];
        for (const [how, last, error] of ENDS) {
            it(how, async () => {
                const directory = program(`talk-${how.replaceAll(" ", "-")}`, {
                    "index.ts": `${TALK}\n${last}\n`,
                });
                const { code, stdout, stderr } = await cliInProcess(["preview", directory]);
                assert.deepStrictEqual([code, stdout], [1, ""]);
                assert.match(stderr, /^looking for zones in \{ region: 'cn-hangzhou' \}$/m);
                assert.match(stderr, /^no credentials$/m);
                const told = stderr.slice(stderr.search(/^error: /m));
                assert.match(told, error);
                const frames = told.split("\n").filter((line) => /^ {4}at /.test(line));
                assert.match(frames[0] as string, /index\.ts:7:\d+/, told);
                for (const frame of frames)
                    assert.doesNotMatch(frame, /node_modules|data:|provider\/|preview\//);
                // The process ends before its log is delivered.
                if (how !== "ends the process") assert.match(stderr, /^warning: the region is full$/m);
            });
        }

        it("a program in a type of another, where the compiler is asked", async () => {
            const directory = program("typed-wrongly", {
                "index.ts": `${TALK}\nexport const id: number = zones.length + "";\n`,
            });
            const env = { PULUMI_NODEJS_TRANSPILE_ONLY: "false" };
            const { code, stderr } = await cliInProcess(["preview", directory], { env });
            assert.strictEqual(code, 1);
            assert.match(
                stderr,
                /^error: TSError: .*\nindex\.ts\(7,14\): error TS2322: Type 'string' is not assignable/m,
            );
            assert.doesNotMatch(stderr, /^ +at /m);
        });

        it("of an ES module in TypeScript the line that was written", async () => {
            const source =
                'interface Zone { id: string }\n\nconsole.log("here");\nconst zones: Zone[] = [];\n\nconsole.log(zones[3].id);\n';
            const directory = program("module-lines", {
                "index.ts": source,
                "package.json": '{ "type": "module" }',
            });
            const { code, stderr } = await cliInProcess(["preview", directory]);
            assert.strictEqual(code, 1);
            assert.match(stderr, /^here\nerror: TypeError: .*\n {4}at .*index\.ts:6:22\n/);
        });

        it("the last lines of very many", async () => {
            const source =
                'for (let i = 1; i <= 1000; i++) console.log("line", i);\nthrow new Error("enough");\n';
            const { stderr } = await cliInProcess(["preview", program("talks-much", { "index.ts": source })]);
            assert.match(stderr, /^800 lines before these are left out\nline 801\n/);
            assert.match(stderr, /\nline 1000\nerror: enough\n/);
        });
    });

    it("has the error in the JSON too", async () => {
        const { code, stdout } = await fail("throw", "--format", "json");
        assert.strictEqual(code, 1);
        const [error] = JSON.parse(stdout).errors;
        assert.strictEqual(error.message, "TypeError: one zone is not enough");
        assert.ok(error.frames[0].includes(at('TypeError("one zone')));
    });

    it("points at a syntax error", async () => {
        const directory = program("syntax", { "index.ts": 'export const ok = 1;\nconst broken = "a;\n' });
        const { code, stderr } = await cliInProcess(["preview", directory]);
        assert.strictEqual(code, 1);
        assert.match(stderr, /index\.ts.*2.*Unterminated string literal/s);
        assert.ok(!/node_modules|node:internal/.test(stderr), stderr);
    });

    it("names a module that is not there", async () => {
        const directory = program("module", {
            "index.ts": 'import "no-such-package";\nexport const a = 1;\n',
        });
        const { code, stderr } = await cliInProcess(["preview", directory]);
        assert.strictEqual(code, 1);
        assert.match(stderr, /error: Cannot find module 'no-such-package'/);
        assert.match(stderr, /index\.ts:1:/);
    });

    it("says so when there is no program", async () => {
        const { code, stderr } = await cliInProcess(["preview", program("empty", {})]);
        assert.strictEqual(code, 1);
        assert.match(stderr, /failed to locate the entry point for your program/);
    });

    describe("to start", () => {
        it("lists all missing configuration with types and descriptions", async () => {
            const directory = program(
                "missing",
                { "index.ts": "" },
                "config:\n  region:\n    type: string\n    description: where\n  zones:\n    type: array\n    items: { type: string }\n",
            );
            const { code, stderr } = await cliInProcess(["preview", directory]);
            assert.strictEqual(code, 2);
            assert.match(
                stderr,
                /Stack 'dev' is missing 2 configuration values:\n {2}region \(string\): where\n {2}zones \(array<string>\)\n/,
            );
        });

        it("says npm install when Pulumi is not installed", async () => {
            const directory = mkdtempSync(join(tmpdir(), "emqx-ack-bare-"));
            writeFileSync(join(directory, "Pulumi.yaml"), "name: bare\nruntime: nodejs\n");
            const { code, stderr } = await cliInProcess(["preview", directory]);
            rmSync(directory, { recursive: true });
            assert.strictEqual(code, 2);
            assert.match(
                stderr,
                /@pulumi\/pulumi is not installed for this program: run npm install in \/.*emqx-ack-bare-/,
            );
        });

        const MISUSE: [args: string[], message: RegExp][] = [
            [["preview", "/nowhere"], /\/nowhere is not a directory/],
            [["preview", "--format", "xml"], /Allowed choices are text, markdown, json/],
            [["preview", "--config", "novalue"], /key=value/],
            [["preview", "--stack", "a b"], /'a b' is not a stack name/],
            [["preview", "--colour"], /unknown option '--colour'/],
            [["deploy"], /unknown command 'deploy'/],
        ];
        for (const [args, message] of MISUSE) {
            it(`refuses ${args.join(" ")}`, async () => {
                const { code, stdout, stderr } = await cliInProcess(args, { cwd: FAILING });
                assert.strictEqual(code, 2);
                assert.strictEqual(stdout, "");
                assert.match(stderr, message);
                assert.ok(!/^ +at /m.test(stderr), stderr);
            });
        }

        it("refuses another runtime", async () => {
            const directory = join(scratch, "python");
            mkdirSync(directory);
            writeFileSync(join(directory, "Pulumi.yaml"), "name: snake\nruntime: python\n");
            const { code, stderr } = await cliInProcess(["preview", directory]);
            assert.strictEqual(code, 2);
            assert.match(stderr, /the runtime is "python"/);
        });
    });

    function program(name: string, files: Record<string, string>, yaml = ""): string {
        const directory = join(scratch, name);
        mkdirSync(directory);
        writeFileSync(join(directory, "Pulumi.yaml"), `name: ${name}\nruntime: nodejs\n${yaml}`);
        writeFileSync(join(directory, "package.json"), "{}");
        for (const [file, content] of Object.entries(files)) {
            writeFileSync(join(directory, file), content);
        }
        return directory;
    }
});
