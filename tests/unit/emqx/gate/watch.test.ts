import { strict as assert } from "node:assert";
import fc from "fast-check";
import { MOMENT_SECONDS, patiently, WaitFailed } from "../../../../provider/emqx/gate/watch";
import { NoAnswer, Refused } from "../../../../provider/kubernetes/answers";

/** What a look meets, and for how many looks. */
type Phase = readonly ["pending" | "silent" | "refused", number, string];

const call = { verb: "list", resource: "pods", group: "", namespace: "mqtt" };
const TIMEOUT = 1800;
const POLL = 2;

/** A wait on a clock of its own; what it said and when, and how it ended. */
async function waited(phases: readonly Phase[], lookSeconds = 0) {
    let now = 0;
    const lines: { at: number; text: string }[] = [];
    const looks: { at: number; kind: string }[] = [];
    const rest = phases.flatMap(
        ([kind, count, what]) => Array(count).fill([kind, what]) as [string, string][],
    );
    const watch = {
        report: (text: string) => void lines.push({ at: now / 1000, text: text.replace(/^\d+s /, "") }),
        warn: () => {},
        now: () => now,
        sleep: async (milliseconds: number) => {
            now += milliseconds;
        },
    };
    const end = await patiently<string>(watch, TIMEOUT, async () => {
        now += lookSeconds * 1000;
        const [kind, what] = rest.shift() ?? ["done", ""];
        looks.push({ at: now / 1000, kind });
        if (kind === "done") return { result: "done" };
        if (kind === "silent") throw new NoAnswer(`no answer to ${what}`);
        if (kind === "refused") throw new Refused(403, call, what);
        return { progress: what, failure: () => "not in time" };
    }).catch((error: unknown) => {
        assert.ok(error instanceof WaitFailed, String(error));
        return error.message;
    });
    return { end, lines, looks, seconds: now / 1000 };
}

const phase = fc.tuple(
    fc.constantFrom("pending" as const, "silent" as const, "refused" as const),
    fc.integer({ min: 1, max: 60 }),
    fc.constantFrom("cores 1/3", "cores 2/3", "cores 3/3"),
);

describe("a wait, whatever it meets", () => {
    const each = (check: (run: Awaited<ReturnType<typeof waited>>) => void) =>
        fc.assert(
            fc.asyncProperty(
                fc.array(phase, { maxLength: 30 }),
                fc.integer({ min: 0, max: 30 }),
                async (phases, look) => check(await waited(phases, look)),
            ),
            { numRuns: 200 },
        );

    it("is never silent for longer than a minute, a look and a pause", () =>
        each(({ lines, looks, seconds }) => {
            const look = looks[0]!.at;
            const moments = [...lines.map(({ at }) => at), seconds];
            for (const [i, at] of moments.entries()) {
                assert.ok(at - (moments[i - 1] ?? 0) <= 60 + look + POLL, `${at} after ${moments[i - 1]}`);
            }
        }));

    it("never says the same again within a minute", () =>
        each(({ lines }) => {
            for (const [i, { at, text }] of lines.entries()) {
                const before = lines[i - 1];
                assert.ok(
                    before?.text !== text || at - before.at >= 60,
                    `${text} at ${before?.at} and ${at}`,
                );
            }
        }));

    it("ends in time, and soon where it is refused", () =>
        each(({ end, looks, seconds }) => {
            const look = looks[0]!.at;
            assert.ok(seconds <= TIMEOUT + look + POLL);
            const before = looks.map(({ kind }) => kind !== "refused").lastIndexOf(true);
            const refused = looks.slice(before + 1);
            if (refused.length > 0) {
                assert.match(end, /refuses what has to be known|not in time|does not answer/);
                assert.ok(refused.at(-1)!.at - refused[0]!.at <= MOMENT_SECONDS + look + POLL);
            }
        }));

    it("gets its result where nothing stands in its way for too long", async () => {
        const run = await waited([
            ["pending", 10, "cores 1/3"],
            ["refused", 5, "an API server that has just started"],
            ["silent", 100, "list pods"],
            ["pending", 10, "cores 3/3"],
        ]);
        assert.equal(run.end, "done");
        assert.deepEqual(
            run.lines.map(({ at, text }) => [at, text.slice(0, 24)]),
            [
                [0, "cores 1/3"],
                [20, "API server refuses: thes"],
                [30, "API server does not answ"],
                [90, "API server does not answ"],
                [150, "API server does not answ"],
                [210, "API server does not answ"],
                [230, "cores 3/3"],
            ],
        );
    });
});
