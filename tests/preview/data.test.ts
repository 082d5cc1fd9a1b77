import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { cliInProcess } from "../support/cliInProcess";
import { GitRepository } from "../support/gitRepository";

const PROGRAM = join(__dirname, "programs", "asks-cloud");
const ZONES = "alicloud:index/getZones:getZones";
const TYPES = "alicloud:ecs/getInstanceTypes:getInstanceTypes";

const zones = (ids: string[], args: object = { availableResourceCreation: "VSwitch" }) => ({
    args,
    return: { ids },
});
const ANSWERS = {
    [ZONES]: [
        zones(["cn-hangzhou-g", "cn-hangzhou-h", "cn-hangzhou-i"]),
        zones(["cn-hangzhou-MAZ1"], { multi: true }),
    ],
    [TYPES]: { ids: ["ecs.c7.4xlarge"] },
};

describe("emqx-ack preview --data", function () {
    // Each program loads the provider SDKs anew, which takes seconds on a busy machine.
    this.timeout(180_000);

    let scratch: string;
    before(() => {
        scratch = mkdtempSync(join(tmpdir(), "emqx-ack-data-"));
    });
    after(() => rmSync(scratch, { recursive: true }));

    function file(content: object | string, name = "answers.yaml"): string {
        const path = join(scratch, name);
        writeFileSync(path, typeof content === "string" ? content : stringify(content));
        return path;
    }

    const preview = (path: string, ...args: string[]) =>
        cliInProcess(["preview", PROGRAM, "--data", path, ...args]);

    async function previewed(path: string) {
        const { code, stdout, stderr } = await preview(path, "--format", "json");
        assert.equal(code, 0, stderr);
        const { resources, outputs, invokes } = JSON.parse(stdout);
        return { outputs, invokes, names: resources.map(({ name }: { name: string }) => name) };
    }

    it("answers functions by token and arguments, awaited and as Outputs", async () => {
        const { names, outputs, invokes } = await previewed(file(ANSWERS));
        assert.ok(names.includes("cn-hangzhou-g") && names.includes("cn-hangzhou-h"), names.join());
        assert.deepEqual(outputs, { multi: ["cn-hangzhou-MAZ1"], type: "ecs.c7.4xlarge" });
        assert.deepEqual(
            invokes.map(({ token, known }: { token: string; known: boolean }) => [token, known]),
            [
                [ZONES, true],
                [ZONES, true],
                [TYPES, true],
            ].sort(),
        );
        const page = await preview(file(ANSWERS));
        assert.doesNotMatch(page.stdout, /cloud functions not called/);
    });

    it("takes JSON, and short tokens", async () => {
        const short = {
            "alicloud:getZones": ANSWERS[ZONES],
            "alicloud:ecs:getInstanceTypes": ANSWERS[TYPES],
        };
        const { outputs } = await previewed(file(JSON.stringify(short), "answers.json"));
        assert.equal(outputs.type, "ecs.c7.4xlarge");
    });

    it("takes what PULUMI_DEBUG_GRPC recorded", async () => {
        const call = (tok: string, args: object, response: object, more: object = {}) =>
            JSON.stringify({
                method: "/pulumirpc.ResourceMonitor/Invoke",
                request: { tok, args, acceptResources: true },
                response,
                ...more,
            });
        const lines = [
            JSON.stringify({
                method: "/pulumirpc.ResourceMonitor/SupportsFeature",
                request: { id: "secrets" },
                response: {},
            }),
            call(ZONES, { availableResourceCreation: "VSwitch" }, {}, { progress: "request_started" }),
            call(
                ZONES,
                { availableResourceCreation: "VSwitch" },
                { return: { ids: ["z1", "z2"] } },
                { progress: "response_completed" },
            ),
            call(ZONES, { multi: true }, { return: { ids: ["z3"] } }),
            call(TYPES, { cpuCoreCount: 16, memorySize: 32 }, { return: { ids: ["ecs.g7.4xlarge"] } }),
        ];
        const { outputs, names } = await previewed(file(`${lines.join("\n")}\n`, "grpc.json"));
        assert.deepEqual(outputs, { multi: ["z3"], type: "ecs.g7.4xlarge" });
        assert.ok(names.includes("z1"));
    });

    it("says what to add for a call without an answer, and that it is then answered", async () => {
        const { [TYPES]: _, ...rest } = ANSWERS;
        const missing = await preview(file(rest));
        assert.deepEqual([missing.code, missing.stdout], [1, ""]);
        assert.match(missing.stderr, new RegExp(`answers\\.yaml has no answer to ${TYPES}; add to it`));
        const paste = missing.stderr
            .slice(missing.stderr.indexOf(`\n${TYPES}:`))
            .replace("return: {}", 'return: { ids: ["a"] }');
        assert.equal((await previewed(file(`${stringify(rest)}${paste}`))).outputs.type, "a");
    });

    it("says it for other arguments, too", async () => {
        const { code, stderr } = await preview(file({ ...ANSWERS, [ZONES]: [zones(["z"])] }));
        assert.equal(code, 1);
        assert.match(
            stderr,
            /has no answer to alicloud:index\/getZones:getZones with these arguments; .*\n.*\n {2}- args:\n {6}multi: true\n/,
        );
    });

    it("leaves unknown what the file says is unknown, and fails as the provider fails", async () => {
        const unknown = await previewed(file({ ...ANSWERS, [TYPES]: { unknown: true } }));
        assert.deepEqual(unknown.outputs.type, { $unknown: true });
        const failures = [{ property: "cpuCoreCount", reason: "must be one of 1, 2" }];
        const failed = await preview(file({ ...ANSWERS, [TYPES]: [{ failures }] }));
        assert.equal(failed.code, 1);
        assert.match(
            failed.stderr,
            new RegExp(`error: .*Invoke of '${TYPES}' failed: must be one of 1, 2 \\(cpuCoreCount\\)`),
        );
    });

    it("says without a file how to give answers, ready to paste", async () => {
        const { code, stderr } = await cliInProcess(["preview", PROGRAM]);
        assert.equal(code, 1);
        assert.match(stderr, /error: TypeError: .*\n {4}at .*index\.ts:7:\d+/);
        assert.match(
            stderr,
            /give it with --data FILE:\nalicloud:index\/getZones:getZones:\n {2}- args:\n {6}availableResourceCreation: VSwitch\n {4}return: \{\}\n/,
        );
    });

    const WRONG: [content: string, message: RegExp][] = [
        ["- a\n", /is no map of functions; write `token/],
        ["getZones: {}\n", /"getZones" is no function's token/],
        [`${ZONES}: [{ args: 1, return: {} }]\n`, /getZones: answer 1 has args that are no object/],
        [
            `${ZONES}: [{ retrun: {} }]\n`,
            /answer 1 has "retrun"; an answer has args, return, failures, unknown/,
        ],
        [`${ZONES}: [{ args: {} }]\n`, /answer 1 has no return; give one of/],
        [`${ZONES}: [{ return: [1] }]\n`, /answer 1 returns no object/],
        [`${ZONES}: [{ return: {}, unknown: true }]\n`, /has return and unknown together/],
        [`${ZONES}: [{ failures: [1] }]\n`, /has failures that are none/],
        [`${ZONES}: 5\n`, /getZones: is no object/],
        ["a: [\n", /--data .*answers\.yaml: /],
        ['{"method":"/pulumirpc.ResourceMonitor/Invoke","request":{}}\n{"method":', /line 2: is no JSON/],
    ];
    for (const [content, message] of WRONG) {
        it(`refuses a file before anything runs: ${content.trim().split("\n")[0]}`, async () => {
            const { code, stdout, stderr } = await preview(file(content));
            assert.deepEqual([code, stdout], [2, ""], stderr);
            assert.match(stderr, message);
        });
    }

    it("refuses a file that is not there", async () => {
        const { code, stderr } = await preview(join(scratch, "nowhere.yaml"));
        assert.equal(code, 2);
        assert.match(stderr, /nowhere\.yaml: there is no such file/);
    });

    it("answers both programs of a comparison, and a comparison with a state", async () => {
        const repository = GitRepository.create();
        try {
            const source = (count: number) =>
                [
                    'const alicloud = require("@pulumi/alicloud"), random = require("@pulumi/random");',
                    "module.exports = async () => {",
                    "    const { ids } = await alicloud.getZones({});",
                    `    for (const id of ids.slice(0, ${count})) new random.RandomPet(id, { prefix: id });`,
                    "};\n",
                ].join("\n");
            repository.commit({ "Pulumi.yaml": "name: compared\nruntime: nodejs\n", "index.js": source(1) });
            repository.write({ "index.js": source(3) });
            const path = file({ [ZONES]: { ids: ["a", "b", "c"] } });
            const compared = await cliInProcess([
                "preview",
                repository.directory,
                "--base",
                "HEAD",
                "--data",
                path,
                "--format",
                "json",
            ]);
            assert.equal(compared.code, 0, compared.stderr);
            const changed = JSON.parse(compared.stdout).resources.map(
                (r: { operation: string; name: string }) => `${r.operation} ${r.name}`,
            );
            assert.deepEqual(changed, ["create b", "create c"]);
            const state = file(
                JSON.stringify({ version: 3, deployment: { manifest: {}, resources: [] } }),
                "state.json",
            );
            const first = await cliInProcess([
                "preview",
                repository.directory,
                "--base",
                state,
                "--data",
                path,
                "--format",
                "json",
            ]);
            assert.equal(first.code, 0, first.stderr);
            assert.ok(first.stdout.includes('"name": "c"'));
        } finally {
            repository.remove();
        }
    });
});
