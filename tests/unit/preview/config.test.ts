import assert from "node:assert";
import { resolveConfig } from "../../../preview/project/config";
import { fitsType } from "../../../preview/project/configTypes";
import { StartProblem } from "../../../preview/project/problem";
import { type ConfigDeclaration, type Project, parseProject } from "../../../preview/project/projectFile";
import { parseStackConfig } from "../../../preview/project/stackFile";

function project(config: Record<string, unknown>, more: Record<string, unknown> = {}): Project {
    return parseProject({ name: "mqtt", runtime: "nodejs", config, ...more }, "/p/Pulumi.yaml");
}

function resolve(
    declared: Record<string, ConfigDeclaration | string>,
    stack: Record<string, unknown> = {},
    options: Record<string, string> = {},
) {
    const stackConfig = parseStackConfig({ config: stack }, "/p/Pulumi.dev.yaml", "mqtt");
    return resolveConfig(project(declared), "dev", stackConfig, options);
}

function problem(run: () => unknown): string {
    try {
        run();
    } catch (error) {
        assert.ok(error instanceof StartProblem, String(error));
        return error.message;
    }
    throw new Error("nothing was refused");
}

describe("configuration", () => {
    it("takes the command line over the stack over the project", () => {
        const { values } = resolve(
            {
                a: { type: "string", default: "project" },
                b: { type: "string", default: "project" },
                c: { type: "string", default: "project" },
            },
            { "mqtt:b": "stack", "mqtt:c": "stack" },
            { c: "option", "alicloud:region": "cn-beijing" },
        );
        assert.deepStrictEqual(values, {
            "mqtt:a": "project",
            "mqtt:b": "stack",
            "mqtt:c": "option",
            "alicloud:region": "cn-beijing",
        });
    });

    it("gives bare keys the project's namespace and providers' values as they are", () => {
        const { values } = resolve({
            "mqtt:full": "x",
            short: "y",
            "alicloud:region": { value: "cn-hangzhou" },
        });
        assert.deepStrictEqual(values, {
            "mqtt:full": "x",
            "mqtt:short": "y",
            "alicloud:region": "cn-hangzhou",
        });
    });

    it("writes numbers and booleans as texts, lists and maps as JSON", () => {
        const { values } = resolve(
            { zones: { type: "array", items: { type: "string" }, default: ["j", "k"] } },
            { "mqtt:count": 3, "mqtt:on": true, "mqtt:config:map": { a: [1] } },
        );
        assert.deepStrictEqual(values, {
            "mqtt:zones": '["j","k"]',
            "mqtt:count": "3",
            "mqtt:on": "true",
            "mqtt:map": '{"a":[1]}',
        });
    });

    it("names everything that is missing and everything that is wrong at once", () => {
        const message = problem(() =>
            resolve(
                {
                    region: { type: "string", description: "where it runs" },
                    zones: { type: "array", items: { type: "array", items: { type: "string" } } },
                    count: { type: "integer" },
                },
                { "mqtt:count": "many" },
            ),
        );
        assert.match(message, /Stack 'dev' is missing 2 configuration values:/);
        assert.match(message, /\n {2}region \(string\): where it runs\n {2}zones \(array<array<string>>\)\n/);
        assert.match(message, /Stack 'dev' with configuration key 'count' must be of type 'integer'/);
    });

    it("reads lists and maps of the command line as JSON", () => {
        const zones = { zones: { type: "array", items: { type: "string" } } };
        assert.strictEqual(resolve(zones, {}, { zones: '["j"]' }).values["mqtt:zones"], '["j"]');
        assert.match(
            problem(() => resolve(zones, {}, { zones: "j,k" })),
            /--config zones=\.\.\. must be of type 'array<string>', written as JSON/,
        );
    });

    it("wants declared secrets encrypted in the stack's file, and takes them from the command line", () => {
        const declared = { password: { type: "string", secret: true } };
        assert.match(
            problem(() => resolve(declared, { "mqtt:password": "open" })),
            /must be encrypted as it's secret/,
        );
        assert.deepStrictEqual(resolve(declared, {}, { password: "x" }).secretKeys, ["mqtt:password"]);
    });

    it("puts a text of its own in the place of every encrypted value", () => {
        const resolved = resolve(
            {},
            { "mqtt:a": { secure: "v1:x" }, "mqtt:b": { host: "h", login: { secure: "v1:y" } } },
        );
        assert.deepStrictEqual(resolved.secretKeys, ["mqtt:a", "mqtt:b"]);
        assert.deepStrictEqual(resolved.undecrypted, ["mqtt:a", "mqtt:b"]);
        const { host, login } = JSON.parse(resolved.values["mqtt:b"]);
        assert.strictEqual(host, "h");
        assert.notStrictEqual(login, resolved.values["mqtt:a"]);
        assert.strictEqual(resolved.placeholders.hideInText(`<${login}>`), "<[secret]>");
    });

    it("asks for a value where an encrypted one could not be used", () => {
        const message = problem(() =>
            resolve({ count: { type: "integer" } }, { "mqtt:count": { secure: "v1:x" } }),
        );
        assert.match(message, /'count' is an encrypted integer.*--config count=\.\.\./);
    });

    const PROJECTS: [what: string, config: unknown, message: RegExp][] = [
        ["an array without items", { z: { type: "array" } }, /'z' declares an array but does not specify/],
        [
            "a default and a value",
            { z: { default: 1, value: 2 } },
            /cannot have both a 'default' and 'value'/,
        ],
        [
            "a typed key of a provider",
            { "alicloud:region": { type: "string" } },
            /not namespaced by the project/,
        ],
        ["a list as config", ["a"], /'config' has to be a map/],
    ];
    for (const [what, config, message] of PROJECTS) {
        it(`refuses a project with ${what}`, () => {
            assert.match(
                problem(() => project(config as Record<string, unknown>)),
                message,
            );
        });
    }

    it("refuses a default of another type, and a stack key without a namespace", () => {
        assert.match(
            problem(() => resolve({ count: { type: "integer", default: "many" } })),
            /default value specified for configuration key 'count' is not of the expected type 'integer'/,
        );
        assert.match(
            problem(() => resolve({}, { count: 3 })),
            /invalid configuration key 'count'.*did you mean 'mqtt:count'/,
        );
    });

    it("takes config as the directory of stack files, as old projects have it", () => {
        const old = parseProject({ name: "mqtt", runtime: "nodejs", config: "stacks" }, "/p/Pulumi.yaml");
        assert.strictEqual(old.stackConfigDir, "stacks");
        assert.match(
            problem(() =>
                parseProject({ ...{ name: "m", runtime: "nodejs" }, config: "a", stackConfigDir: "b" }, "f"),
            ),
            /Use only stackConfigDir/,
        );
    });

    it("reads the runtime's options", () => {
        const options = { typescript: false, tsconfig: "tsconfig.pulumi.json", nodeargs: "--a 'b c' \"d\"" };
        const { runtime } = project({}, { runtime: { name: "nodejs", options } });
        assert.deepStrictEqual(runtime, {
            name: "nodejs",
            typescript: false,
            tsconfig: "tsconfig.pulumi.json",
            nodeArgs: ["--a", "b c", "d"],
        });
        assert.match(
            problem(() => project({}, { runtime: { name: "nodejs", options: { typescript: "no" } } })),
            /runtime\.options\.typescript must be a boolean/,
        );
    });
});

describe("configuration types", () => {
    const CASES: [type: string, fits: unknown[], not: unknown[]][] = [
        ["string", ["", "x"], [1, true, null, []]],
        ["integer", [0, -3, "12", "-1"], [1.5, "1.5", "x", true, ""]],
        ["number", [1.5, "1.5", 2], ["x", "", true]],
        ["boolean", [true, false, "true", "false"], ["yes", 1]],
        ["object", [{}, { a: 1 }], [[], "x", null]],
    ];
    for (const [type, fits, not] of CASES) {
        it(`${type} as Pulumi takes it`, () => {
            for (const value of fits) {
                assert.ok(fitsType(type, undefined, value), JSON.stringify(value));
            }
            for (const value of not) {
                assert.ok(!fitsType(type, undefined, value), JSON.stringify(value));
            }
        });
    }

    it("array, every item checked", () => {
        const items = { type: "array", items: { type: "integer" } };
        assert.ok(fitsType("array", items, [[1, "2"], []]));
        assert.ok(!fitsType("array", items, [[1], ["x"]]));
        assert.ok(!fitsType("array", items, "x"));
    });
});
