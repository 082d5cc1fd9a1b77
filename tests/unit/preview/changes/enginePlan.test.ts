import assert from "node:assert";
import { fromEnginePlan } from "../../../../preview/changes/enginePlan";
import { MASKED } from "../../../../preview/changes/secrets";

const URN = "urn:pulumi:dev::mqtt::test:index:Thing::a";
const CONFIG_MAP = "urn:pulumi:dev::mqtt::kubernetes:core/v1:ConfigMap::a";

function state(inputs: object, more: object = {}): object {
    return { urn: URN, type: "test:index:Thing", custom: true, inputs, ...more };
}

const stack = {
    op: "same",
    urn: "urn:pulumi:dev::mqtt::pulumi:pulumi:Stack::mqtt-dev",
    newState: {
        urn: "urn:pulumi:dev::mqtt::pulumi:pulumi:Stack::mqtt-dev",
        type: "pulumi:pulumi:Stack",
        custom: false,
    },
};

describe("the engine's plan", () => {
    it("is taken over step by step", () => {
        const changes = fromEnginePlan({
            steps: [
                stack,
                { op: "delete", urn: `${URN}2`, oldState: { ...state({}), urn: `${URN}2`, protect: true } },
                { op: "create", urn: URN, newState: state({ size: 1 }) },
                { op: "refresh", urn: `${URN}3`, newState: state({}) },
            ],
            changeSummary: { same: 8, create: 1, delete: 1 },
        });
        assert.deepStrictEqual([changes.project, changes.stack, changes.unchanged], ["mqtt", "dev", 7]);
        assert.deepStrictEqual(
            changes.changes.map(({ operation, name, blockedByProtect }) => [
                operation,
                name,
                blockedByProtect,
            ]),
            [
                ["create", "a", undefined],
                ["delete", "a2", true],
            ],
        );
    });

    it("names properties by the provider's own words", () => {
        const [change] = fromEnginePlan({
            steps: [
                {
                    op: "update",
                    urn: URN,
                    oldState: state(
                        { spec: { a: 1, token: "[secret]" } },
                        { outputs: { spec: { a: 1, drift: 5 } } },
                    ),
                    newState: state({ spec: { a: 2, token: "[secret]", ports: [{ port: 1 }] } }),
                    detailedDiff: {
                        "spec.a": { kind: "update", inputDiff: false },
                        "spec.ports[0]": { kind: "add", inputDiff: false },
                        "spec.drift": { kind: "delete", inputDiff: false },
                        "spec.token": { kind: "update-replace", inputDiff: true },
                    },
                },
            ],
        }).changes;
        assert.deepStrictEqual(
            change!.properties.map(({ path, kind, before, after, replaces }) => [
                path,
                kind,
                before,
                after,
                replaces,
            ]),
            [
                ["spec.a", "update", 1, 2, false],
                ["spec.drift", "delete", 5, undefined, false],
                ["spec.ports[0]", "add", undefined, { port: 1 }, false],
                ["spec.token", "update", MASKED, MASKED, true],
            ],
        );
    });

    it("names a member of a list, and not the list as well", () => {
        const [change] = fromEnginePlan({
            steps: [
                {
                    op: "update",
                    urn: URN,
                    oldState: state({ types: ["a", "b"] }),
                    newState: state({ types: ["a"] }),
                    detailedDiff: { types: { kind: "update" }, "types[1]": { kind: "delete" } },
                },
            ],
        }).changes;
        assert.deepStrictEqual(
            change!.properties.map(({ path, before }) => [path, before]),
            [["types[1]", "b"]],
        );
    });

    it("names what comes into the middle of a list, and none of the members after it", () => {
        const variables = (...names: string[]) => ({
            pods: [{ name: "emqx", env: names.map((name) => ({ name, value: "1" })) }],
        });
        const [change] = fromEnginePlan({
            steps: [
                {
                    op: "update",
                    urn: URN,
                    oldState: state({ ...variables("A", "C"), size: 1 }),
                    newState: state({ ...variables("A", "B", "C"), size: 2 }),
                    // As pulumi-kubernetes names them: by position.
                    detailedDiff: {
                        size: { kind: "update", inputDiff: true },
                        "pods[0].env[1].name": { kind: "update", inputDiff: true },
                        "pods[0].env[2]": { kind: "add", inputDiff: true },
                    },
                },
            ],
        }).changes;
        assert.deepStrictEqual(
            change!.properties.map(({ path, kind, after }) => [path, kind, after]),
            [
                ["pods[0].env[1]", "add", { name: "B", value: "1" }],
                ["size", "update", 2],
            ],
        );
    });

    it("tells a replacement once, and what goes first", () => {
        const replacement = (order: string[]) =>
            fromEnginePlan({
                steps: order.map((op) => ({
                    op,
                    urn: CONFIG_MAP,
                    ...(op === "create-replacement"
                        ? {}
                        : { oldState: { ...state({ data: { a: "1" } }), urn: CONFIG_MAP } }),
                    ...(op === "delete-replaced"
                        ? {}
                        : { newState: { ...state({ data: { a: "2" } }), urn: CONFIG_MAP } }),
                    ...(op === "replace"
                        ? { replaceReasons: ["data"], detailedDiff: { "data.a": { kind: "update-replace" } } }
                        : {}),
                })),
            }).changes;
        const createFirst = replacement(["create-replacement", "replace", "delete-replaced"]);
        assert.deepStrictEqual(
            createFirst.map(({ operation, deleteBeforeReplace, replaceReasons, properties }) => [
                operation,
                deleteBeforeReplace,
                replaceReasons,
                properties.map(({ path, before, after }) => [path, before, after]),
            ]),
            [["replace", false, ["data"], [["data.a", "1", "2"]]]],
        );
        const deleteFirst = replacement(["delete-replaced", "replace", "create-replacement"]);
        assert.deepStrictEqual(
            deleteFirst.map(({ deleteBeforeReplace }) => deleteBeforeReplace),
            [true],
        );
    });

    it("goes by the providers' rules where it does not say what goes first", () => {
        const named = (name: string, data: string) => ({
            urn: CONFIG_MAP,
            type: "kubernetes:core/v1:ConfigMap",
            custom: true,
            inputs: { metadata: { name }, data: { a: data } },
        });
        const first = (before: string, after: string) =>
            fromEnginePlan({
                steps: [
                    {
                        op: "replace",
                        urn: CONFIG_MAP,
                        oldState: named(before, "1"),
                        newState: named(after, "2"),
                    },
                ],
            }).changes[0]!.deleteBeforeReplace;
        assert.deepStrictEqual([first("a", "a"), first("a", "b")], [true, false]);
    });

    it("compares inputs where the provider says nothing", () => {
        const [change] = fromEnginePlan({
            steps: [
                {
                    op: "update",
                    urn: URN,
                    oldState: state({ a: 1, b: 1 }),
                    newState: state({ a: 2, b: 1 }),
                    diffReasons: ["a"],
                },
            ],
        }).changes;
        assert.deepStrictEqual(
            change!.properties.map(({ path }) => path),
            ["a"],
        );
    });

    it("passes on what the engine says went wrong, and what the program warned of", () => {
        const { failure, said } = fromEnginePlan({
            steps: [],
            diagnostics: [
                { severity: "error", message: "error: unable to replace\n" },
                { severity: "warning", message: "warning: mqtt-lb: too small\n" },
                { severity: "info", message: "x" },
            ],
        });
        assert.deepStrictEqual(failure, [{ message: "unable to replace", frames: [] }]);
        assert.deepStrictEqual(said, [{ message: "mqtt-lb: too small", since: "unknown" }]);
    });

    it("is told apart from other files by a sentence", () => {
        assert.throws(() => fromEnginePlan({ version: 3, deployment: {} }), /emqx-ack preview --base FILE/);
        assert.throws(() => fromEnginePlan([]), /pulumi preview --json > plan\.json/);
        assert.throws(() => fromEnginePlan(null), /not a plan/);
    });
});
