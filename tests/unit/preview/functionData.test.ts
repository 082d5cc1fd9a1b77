import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { stringify } from "yaml";
import type { WireObject } from "../../../preview/monitor/wire";
import { readFunctionData } from "../../../preview/project/functionData";

const token = fc
    .tuple(
        fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/),
        fc.stringMatching(/^[a-z]{1,6}$/),
        fc.stringMatching(/^get[A-Z][a-z]{1,8}$/),
    )
    .map(([pkg, module, name]) => `${pkg}:${module}/${name}:${name}`);
/** Numbers as they travel: what a provider gives has no negative zero. */
const object = fc
    .dictionary(fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,8}$/), fc.jsonValue({ maxDepth: 2 }))
    .map((value) => JSON.parse(JSON.stringify(value)) as WireObject);

describe("answers of cloud functions", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "emqx-ack-answers-"));
    });
    after(() => rmSync(folder, { recursive: true }));

    function read(text: string) {
        const file = join(folder, "answers");
        writeFileSync(file, text);
        return readFunctionData(file);
    }

    it("are found by token and arguments, whatever they are, as YAML, as JSON and as a recording", () => {
        const calls = fc.uniqueArray(fc.record({ token, args: object, result: object }), {
            selector: ({ token, args }) => JSON.stringify([token, args]),
            minLength: 1,
            maxLength: 5,
        });
        fc.assert(
            fc.property(calls, fc.constantFrom("yaml", "json", "recording"), (all, form) => {
                const byToken: Record<string, object[]> = {};
                for (const { token, args, result } of all) {
                    byToken[token] = [...(byToken[token] ?? []), { args, return: result }];
                }
                const lines = all.map(({ token: tok, args, result }) =>
                    JSON.stringify({
                        method: "/pulumirpc.ResourceMonitor/Invoke",
                        request: { tok, args },
                        response: { return: result },
                    }),
                );
                const data = read(
                    { yaml: stringify(byToken), json: JSON.stringify(byToken), recording: lines.join("\n") }[
                        form
                    ],
                );
                for (const { token, args, result } of all)
                    assert.deepEqual(data.find(token, args), { args, result });
            }),
            { numRuns: 200 },
        );
    });

    it("that are missing are told so that what is told answers them once it is pasted", () => {
        fc.assert(
            fc.property(token, object, (tok, args) => {
                const told = read("{}").missing(tok, args);
                const pasted = read(told.slice(told.indexOf("\n") + 1));
                assert.deepEqual(pasted.find(tok, args), { args, result: {} });
            }),
            { numRuns: 200 },
        );
    });

    it("are known by short tokens, and by no other function's", () => {
        const data = read(
            stringify({ "alicloud:getZones": { unknown: true }, "alicloud:ecs:getImages": { ids: [] } }),
        );
        for (const full of ["alicloud:index/getZones:getZones", "alicloud:index:getZones"]) {
            assert.deepEqual(data.find(full, {}), {});
        }
        assert.deepEqual(data.find("alicloud:ecs/getImages:getImages", { a: 1 }), { result: { ids: [] } });
        assert.equal(data.find("alicloud:vpc/getZones:getZones", {}), undefined);
    });

    it("that a recording has as errors stay errors, and of several the last one counts", () => {
        const call = (more: object) =>
            JSON.stringify({
                method: "/pulumirpc.ResourceProvider/Invoke",
                request: { tok: "a:b/c:c", args: { x: 1 } },
                ...more,
            });
        const failed = call({
            errors: [
                "rpc error: code = Unknown desc = invocation of a:b/c:c returned an error: no permission",
            ],
        });
        const { result } = read(failed).find("a:b/c:c", { x: 1 }) ?? {};
        assert.equal((result as Error).message, "invocation of a:b/c:c returned an error: no permission");
        const both = read(
            `${call({ response: { return: { y: 1 } } })}\n${call({ response: { return: { y: 2 } } })}\n`,
        );
        assert.deepEqual(both.find("a:b/c:c", { x: 1 })?.result, { y: 2 });
    });
});
