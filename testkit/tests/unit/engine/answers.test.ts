import assert from "node:assert";
import { setTimeout as sleep } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { Answers } from "../../../../preview/monitor/answers";
import { runInProcess } from "../../../programs/inProcess";
import { updateAnswers } from "../../../programs/updateAnswers";

/** Runs a program whose resources take a while to make. */
async function runSlowly(program: () => unknown) {
    const log: string[] = [];
    const atOnce = updateAnswers({});
    const answers: Answers = {
        ...atOnce,
        create: async (resource, configured) => {
            log.push(`begin ${resource.name}`);
            await sleep(30);
            log.push(`end ${resource.name}`);
            return atOnce.create(resource, configured);
        },
    };
    const deployment = { project: "p", stack: "s", organization: "o", config: {}, secretKeys: [], answers };
    return { ...(await runInProcess(program, deployment)), log };
}

describe("answers that take a while", () => {
    it("hold what depends on them, and nothing else", async () => {
        const { log, error, graph } = await runSlowly(() => {
            const first = new random.RandomString("first", { length: 4 });
            new random.RandomString("beside", { length: 4 });
            const after = new random.RandomString("after", { length: 4, keepers: { first: first.result } });
            return { after: pulumi.secret(after.result) };
        });
        assert.strictEqual(error, undefined);
        assert.ok(log.indexOf("begin beside") < log.indexOf("end first"), log.join(", "));
        assert.ok(log.indexOf("end first") < log.indexOf("begin after"), log.join(", "));
        assert.strictEqual(graph.resources.length, 4);
    });

    it("are asked for once when two resources have one name", async () => {
        const { log, error } = await runSlowly(() => {
            new random.RandomString("twice", { length: 4 });
            new random.RandomString("twice", { length: 5 });
        });
        assert.match(String(error?.message), /Duplicate resource URN/);
        assert.deepStrictEqual(
            log.filter((line) => line.startsWith("begin")),
            ["begin twice"],
        );
    });
});
