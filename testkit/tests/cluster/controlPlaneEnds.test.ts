import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { connect as dial } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { needsControlPlane, startControlPlane } from "../../controlPlane";
import { waitUntil } from "../../controlPlane/waitUntil";

const TS_NODE = ["-r", require.resolve("../../typescript/register.cjs")];
const PROGRAM = join(__dirname, "programs", "startControlPlane.ts");

/** Everything of one control plane has its data folder, and so its name, on its command line. */
function processesOf(name: string): string[] {
    return readdirSync("/proc")
        .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
        .map((pid) => {
            try {
                return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
            } catch {
                return ""; // It has ended in between.
            }
        })
        .filter((command) => command.includes(`emqx-ack-${name}-`));
}

function foldersOf(name: string): string[] {
    return readdirSync(tmpdir()).filter((entry) => entry.startsWith(`emqx-ack-${name}-`));
}

describe("The end of a control plane", function () {
    this.timeout(180_000);

    before(function () {
        this.timeout(900_000);
        needsControlPlane.call(this);
        if (process.env.TEST_KUBECONFIG) {
            console.log("      skipped: TEST_KUBECONFIG names a cluster that is not ours to end");
            this.skip();
        }
    });

    it("leaves no process, no port and no file after stop(), called twice", async () => {
        const name = `stopped-${process.pid}`;
        const controlPlane = await startControlPlane({ name });
        const port = Number(/127\.0\.0\.1:(\d+)/.exec(controlPlane.kubeconfig)?.[1]);
        try {
            assert.equal(processesOf(name).length, 5);
            assert.equal(foldersOf(name).length, 1);
        } finally {
            await controlPlane.stop();
        }
        await controlPlane.stop();
        assert.deepEqual(processesOf(name), []);
        assert.deepEqual(foldersOf(name), []);
        const refused = await new Promise((resolve) =>
            dial(port, "127.0.0.1").once("error", resolve).once("connect", resolve),
        );
        assert.equal((refused as NodeJS.ErrnoException | undefined)?.code, "ECONNREFUSED");
    });

    it("keeps token and keys from other users", async () => {
        const name = `files-${process.pid}`;
        const controlPlane = await startControlPlane({ name });
        try {
            const found = spawnSync("find", [join(tmpdir(), foldersOf(name)[0] as string), "-perm", "/077"], {
                encoding: "utf8",
            }).stdout.split("\n");
            const secrets = /tokens\.csv|sa\.key|kubeconfig|apiserver\.key$/;
            assert.deepEqual(
                found.filter((file) => secrets.test(file)),
                [],
            );
        } finally {
            await controlPlane.stop();
        }
    });

    for (const how of ["SIGTERM", "SIGINT", "SIGKILL", "throw"] as const) {
        it(`comes with the end of the process that started it: ${how}`, async () => {
            const name = `${how.toLowerCase()}-${process.pid}`;
            const child = spawn(process.execPath, [...TS_NODE, PROGRAM, name, how], {
                stdio: ["ignore", "pipe", "pipe"],
            });
            let said = "";
            child.stderr.on("data", (chunk) => {
                said += chunk;
            });
            const ended = new Promise((resolve) => child.once("exit", resolve));
            try {
                await Promise.race([
                    new Promise((resolve) => child.stdout.once("data", resolve)),
                    ended.then(() => assert.fail(`it ended early: ${said}`)),
                ]);
                if (how !== "throw") {
                    assert.equal(processesOf(name).filter((command) => !command.includes(PROGRAM)).length, 5);
                    child.kill(how);
                }
                await ended;
                await waitUntil("all processes have ended", 5000, async () =>
                    processesOf(name).length === 0 ? true : undefined,
                );
                // Nobody is left to remove it after a SIGKILL.
                if (how !== "SIGKILL") assert.deepEqual(foldersOf(name), []);
            } finally {
                child.kill("SIGKILL");
                for (const folder of foldersOf(name)) rmSync(join(tmpdir(), folder), { recursive: true });
            }
        });
    }
});

describe("A machine without a control plane", () => {
    const MODULE = join(__dirname, "..", "..", "controlPlane", "unavailable.ts");

    function ask(environment: NodeJS.ProcessEnv) {
        const cache = mkdtempSync(join(tmpdir(), "emqx-ack-no-cache-"));
        const script = `process.stdout.write(String(require(${JSON.stringify(MODULE)}).unavailable()))`;
        try {
            const { TEST_KUBECONFIG: _, EMQX_ACK_REQUIRE_CLUSTER: __, ...env } = process.env;
            return spawnSync(process.execPath, [...TS_NODE, "-e", script], {
                env: { ...env, EMQX_ACK_CACHE: cache, PATH: pathWithoutGo(), ...environment },
                encoding: "utf8",
            });
        } finally {
            rmSync(cache, { recursive: true });
        }
    }

    function pathWithoutGo(): string {
        return [dirname(process.execPath), "/bin"]
            .filter((folder) => !readdirSync(folder).includes("go"))
            .join(delimiter);
    }

    it("is told that it needs Go", () => {
        assert.match(
            ask({}).stdout,
            /^the control plane for tests is not built yet, .* needs Go 1\.26 or newer/,
        );
    });

    it("fails where the cluster tests are required", () => {
        const { status, stderr } = ask({ EMQX_ACK_REQUIRE_CLUSTER: "1" });
        assert.equal(status, 1);
        assert.match(stderr, /EMQX_ACK_REQUIRE_CLUSTER=1 asks for the cluster tests, but .* needs Go/);
    });

    it("is told when TEST_KUBECONFIG names no file", () => {
        assert.equal(
            ask({ TEST_KUBECONFIG: "/nowhere/kubeconfig" }).stdout,
            "TEST_KUBECONFIG names /nowhere/kubeconfig, which is not there.",
        );
    });
});
