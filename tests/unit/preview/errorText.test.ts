import assert from "node:assert";
import { join } from "node:path";
import { parseProgramError } from "../../../preview/host/errorText";

const ROOT = join(__dirname, "..", "..", "..");
const wrapped = (text: string) =>
    `Running program '/p/index.ts' failed with an unhandled exception:\n${text}`;

describe("a program's error", () => {
    it("keeps its own frames only, without colours, relative to where the reader stands", () => {
        const logged = wrapped(
            [
                "\u001b[31mRangeError: zero cores\u001b[39m",
                "    at check (/p/src/checks.ts:10:3)",
                "    at new EmqxCluster (/p/node_modules/emqx-ack/bin/provider/emqx/emqxCluster.js:5:1)",
                `    at new EmqxOnAck (${ROOT}/provider/emqxOnAck.ts:9:9)`,
                `    at new EmqxOnAck (${ROOT}/bin/provider/emqxOnAck.js:9:9)`,
                "    at Object.<anonymous> (/p/index.ts:4:1)",
                "    at file:///p/module.mjs:2:1",
                "    at async /p/later.ts:7:7",
                "    at Module._compile (node:internal/modules/cjs/loader:1:1)",
                "    at Generator.next (<anonymous>) {",
                "  code: 'E', at: 1",
                "}",
            ].join("\n"),
        );
        assert.deepStrictEqual(parseProgramError(logged, "/p"), {
            message: "RangeError: zero cores",
            frames: ["check (src/checks.ts:10:3)", "index.ts:4:1", "module.mjs:2:1", "later.ts:7:7"],
        });
    });

    it("of several lines stays whole", () => {
        const message = 'EmqxOnAck "mqtt" has 2 problems in its arguments:\n  a: is wrong\n  b: is wrong';
        assert.deepStrictEqual(parseProgramError(message, "/p"), { message, frames: [] });
        assert.strictEqual(
            parseProgramError(wrapped(`Error: ${message}\n    at /p/a.ts:1:1`), "/p").message,
            message,
        );
    });

    it("of wrong properties names those its message leaves out", () => {
        const logged = wrapped(
            "InputPropertiesError: bad\n    at /p/a.ts:1:1 {\n  errors: [\n    { propertyPath: 'a.b', reason: 'is \"x\"' },\n    { propertyPath: \"c\", reason: `it's` }\n  ]\n}",
        );
        assert.strictEqual(parseProgramError(logged, "/p").message, 'bad\n  a.b: is "x"\n  c: it\'s');
    });

    it("of a refused resource is what the engine says", () => {
        const logged = wrapped(
            "<ref *1> Error: failed to register new resource a [b:c:D]: 6 ALREADY_EXISTS: Duplicate resource URN 'u'\n    at /p/a.ts:1:1",
        );
        assert.strictEqual(parseProgramError(logged, "/p").message, "Duplicate resource URN 'u'");
    });

    it("with another one inside says it with its place, and keeps the frames apart", () => {
        const logged = wrapped(
            "Error: outer\n    at a (/p/a.ts:1:1)\n    at node:internal/main:1:1 {\n  [cause]: TypeError: inner\n      at b (/p/b.ts:2:2)\n}",
        );
        assert.deepStrictEqual(parseProgramError(logged, "/p"), {
            message: "outer\n  caused by: TypeError: inner (b.ts:2:2)",
            frames: ["a (a.ts:1:1)"],
        });
        const several = wrapped(
            "[AggregateError: All promises were rejected] {\n  [errors]: [\n    Error: one\n        at /p/a.ts:1:1,\n    RangeError: two\n        at /p/b.ts:2:2\n  ]\n}",
        );
        assert.deepStrictEqual(parseProgramError(several, "/p"), {
            message:
                "AggregateError: All promises were rejected\n  Error: one (a.ts:1:1)\n  RangeError: two (b.ts:2:2)",
            frames: [],
        });
    });

    it("of a missing module does not list what required it, and a recursion is cut", () => {
        const missing = wrapped(
            "Error: Cannot find module './x'\nRequire stack:\n- /p/index.ts\n- /p/node_modules/@pulumi/pulumi/cmd/run/run.js\n    at /p/index.ts:1:1",
        );
        assert.strictEqual(parseProgramError(missing, "/p").message, "Cannot find module './x'");
        const deep = wrapped(`RangeError: deep\n${"    at f (/p/a.ts:1:1)\n".repeat(50)}`);
        assert.deepStrictEqual(parseProgramError(deep, "/p").frames.slice(9), ["f (a.ts:1:1)", "40 more"]);
    });
});
