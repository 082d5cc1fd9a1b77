import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, runCli } from "../support/cli";

const RECORDER = join(ROOT, "tests", "support", "recordModules.cjs");
const PLAN = join(ROOT, "tests", "data", "engine-samples", "emqx-image.preview.json");

describe("what the command loads", () => {
    const folder = mkdtempSync(join(tmpdir(), "emqx-ack-loads-"));
    after(() => rmSync(folder, { recursive: true }));

    const verbs: { readonly [title: string]: readonly string[] } = {
        "its help": ["--help"],
        "the kernel profile": ["kernel", "--connections", "250000", "--memory", "128", "--vcpus", "64"],
        "shapes for a load": ["plan", "--connections", "1000000", "--publish", "500000/s"],
        "a review of the engine's plan": ["review", PLAN],
        "a wrong option": ["preview", "--base"],
    };

    for (const [title, args] of Object.entries(verbs)) {
        it(`is neither Pulumi's SDK nor gRPC, which take seconds: ${title}`, async () => {
            const log = join(folder, "modules.json");
            const { code, stderr } = await runCli(args, {
                env: { NODE_OPTIONS: `--require ${RECORDER}`, MODULES_LOG: log },
            });
            assert.equal(code, title === "a wrong option" ? 2 : 0, stderr);
            const packages = JSON.parse(readFileSync(log, "utf8")).map(
                (file: string) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1],
            );
            assert.ok(packages.includes("commander"), "nothing was recorded");
            const heavy = new Set(
                packages.filter((name: string) => /^(@pulumi|@grpc|google-protobuf)/.test(name)),
            );
            assert.deepEqual([...heavy], []);
        });
    }
});
