import assert from "node:assert";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Level } from "../../preview/impact/facts/level";
import { dataPath } from "../../testkit/data";
import { cliInProcess } from "../support/cliInProcess";

/** Levels of the previews of the real engine, by their names. */
const LEVELS: Readonly<Record<string, Level>> = {
    "cloud-create": "none",
    "cloud-unchanged": "none",
    "cloud-userdata-in-place": "none",
    "cloud-userdata-replace": "reconnect",
    "emqx-config": "reload",
    "emqx-create": "none",
    "emqx-image": "reconnect",
    "emqx-unchanged": "none",
    "operator-crds-3.220": "none",
    "operator-crds-3.276": "none",
};

const STATE = {
    urn: "urn:pulumi:dev::mqtt::pulumi:pulumi:Stack::mqtt-dev",
    type: "pulumi:pulumi:Stack",
    custom: false,
};

const POOL = {
    urn: "urn:pulumi:dev::mqtt::alicloud:cs/nodePool:NodePool::core",
    type: "alicloud:cs/nodePool:NodePool",
    custom: true,
};

/** What the engine prints for a pool that shrinks. */
const PLAN = {
    steps: [
        { op: "same", urn: STATE.urn, oldState: STATE, newState: STATE },
        {
            op: "update",
            urn: POOL.urn,
            oldState: { ...POOL, inputs: { desiredSize: "5" }, outputs: {} },
            newState: { ...POOL, inputs: { desiredSize: "3" } },
            diffReasons: ["desiredSize"],
            detailedDiff: { desiredSize: { kind: "update", inputDiff: true } },
        },
    ],
    changeSummary: { same: 1, update: 1 },
};

describe("emqx-ack review", function () {
    this.timeout(120_000);

    let directory: string;

    before(() => {
        directory = mkdtempSync(join(tmpdir(), "emqx-ack-review-"));
        writeFileSync(join(directory, "plan.json"), JSON.stringify(PLAN));
    });

    after(() => rmSync(directory, { recursive: true }));

    const review = (...args: string[]) => cliInProcess(["review", ...args], { cwd: directory });

    it("says what a plan of the engine does", async () => {
        const { code, stdout, stderr } = await review("plan.json");
        assert.strictEqual(code, 0, stderr);
        assert.match(stdout, /^reconnect: clients lose their connection\n/);
        assert.match(stdout, /in the plan plan\.json/);
        assert.match(stdout, /2 nodes of 5 go, chosen by ACK and not surely drained/);
    });

    it("exits with 3 when the level is reached, and with 0 below it", async () => {
        assert.strictEqual((await review("plan.json", "--fail-on", "rolling")).code, 3);
        assert.strictEqual((await review("plan.json", "--fail-on", "reconnect")).code, 3);
        assert.strictEqual((await review("plan.json", "--fail-on", "data")).code, 0);
    });

    it("takes what pulumi up refuses for the highest level, and says what it would do", async () => {
        const old = { ...POOL, inputs: { desiredSize: "5" }, outputs: {}, protect: true };
        const steps = [PLAN.steps[0], { op: "delete", urn: POOL.urn, oldState: old }];
        writeFileSync(
            join(directory, "protected.json"),
            JSON.stringify({ steps, changeSummary: { delete: 1 } }),
        );
        const { code, stdout } = await review("protected.json", "--fail-on", "data");
        assert.strictEqual(code, 3);
        assert.match(
            stdout,
            /^reconnect: refused by pulumi up before its first change; if it were not: clients lose/,
        );
    });

    it("is a review, and exit code 1, where the program failed in the plan", async () => {
        const diagnostics = [
            { severity: "warning", message: "warning: mqtt-lb: too small\n" },
            { severity: "error", message: "error: EmqxOnAck mqtt: replicas is wrong\n" },
        ];
        writeFileSync(join(directory, "failed.json"), JSON.stringify({ ...PLAN, diagnostics }));
        const { code, stdout } = await review("failed.json", "--fail-on", "data");
        assert.strictEqual(code, 1);
        assert.match(stdout, /^refused: the new program fails/);
        assert.match(stdout, /- EmqxOnAck mqtt: replicas is wrong\n/);
        assert.match(stdout, /whether it did so before is not kept\): mqtt-lb: too small/);
    });

    it("writes the chosen format into a file, and one line to standard output", async () => {
        const output = join(directory, "review.md");
        const { code, stdout } = await review("plan.json", "--format", "markdown", "--output", output);
        assert.strictEqual(code, 0);
        assert.match(
            stdout,
            /^reconnect: 1 change, clients lose their connection \(node pool core 5 to 3 nodes\)\n$/,
        );
        assert.match(readFileSync(output, "utf8"), /^<!-- emqx-ack-review:mqtt\/dev -->\n/);
    });

    it("writes JSON", async () => {
        const { stdout } = await review("plan.json", "--format", "json");
        const { formatVersion, level, source, effects } = JSON.parse(stdout);
        assert.deepStrictEqual([formatVersion, level, source, effects.length], [1, "reconnect", "engine", 1]);
    });

    it("tells what it cannot read, and what to give it", async () => {
        writeFileSync(
            join(directory, "state.json"),
            JSON.stringify({ version: 3, deployment: { resources: [] } }),
        );
        writeFileSync(join(directory, "empty.json"), "");
        writeFileSync(join(directory, "text.json"), "hello");
        const cases = [
            [
                "nowhere.json",
                /nowhere\.json: there is no such file; give the output of `pulumi preview --json`/,
            ],
            ["empty.json", /empty\.json: it is empty; write it with `pulumi preview --json > empty\.json`/],
            ["text.json", /text\.json: it is no JSON/],
            [".", /that is a folder/],
            ["state.json", /error: .*(stack export|state)/],
        ] as const;
        for (const [file, message] of cases) {
            const { code, stdout, stderr } = await review(file);
            assert.strictEqual(code, 2, file);
            assert.match(stderr, message);
            assert.strictEqual(stdout, "");
        }
    });

    it("refuses an output that cannot be written", async () => {
        const { code, stderr } = await review("plan.json", "--output", "nowhere/review.md");
        assert.strictEqual(code, 2);
        assert.match(stderr, /--output nowhere\/review\.md: there is no folder nowhere/);
    });

    it("refuses a level that there is not", async () => {
        const { code, stderr } = await review("plan.json", "--fail-on", "none");
        assert.strictEqual(code, 2);
        assert.match(stderr, /reload, rolling, reconnect, data/);
    });

    describe("of the real engine's previews", () => {
        for (const [name, level] of Object.entries(LEVELS)) {
            it(`${name}: ${level}`, async () => {
                const plan = dataPath("engine-samples", `${name}.preview.json`);
                const { code, stdout, stderr } = await review(plan, "--output", join(directory, "out.txt"));
                assert.strictEqual(code, 0, stderr);
                assert.ok(stdout.startsWith(`${level}: `), stdout);
                if (name.endsWith("-unchanged")) {
                    assert.strictEqual(readFileSync(join(directory, "out.txt"), "utf8"), "no changes\n");
                }
            });
        }

        it("are all there are", () => {
            const found = readdirSync(dataPath("engine-samples")).flatMap(
                (file) => /^(.*)\.preview\.json$/.exec(file)?.[1] ?? [],
            );
            assert.deepStrictEqual(found.sort(), Object.keys(LEVELS).sort());
        });
    });
});
