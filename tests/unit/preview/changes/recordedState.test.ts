import assert from "node:assert";
import type { ChangeSet } from "../../../../preview/changes/change";
import { compareWithState } from "../../../../preview/changes/compare";
import { parseStateFile } from "../../../../preview/changes/stateFile";
import type { RecordedResource } from "../../../../preview/monitor/graph";
import { secret, type Wire, type WireObject } from "../../../../preview/monitor/wire";
import { Placeholders } from "../../../../preview/project/placeholders";
import { stateOf } from "../../../support/stateOf";
import { graphOf } from "../graphs";
import { changes, made, object, operations, POOL, SECRET } from "./made";

describe("a recorded state", () => {
    function against(before: RecordedResource[], after: RecordedResource[], more: object = {}): ChangeSet {
        return compareWithState(parseStateFile(stateOf(before, more), "state.json"), graphOf(after));
    }

    it("is not told apart from the program by what providers added", () => {
        const pool = made(POOL, "core", { desiredSize: 3, userData: "#!/bin/bash\n" });
        const recorded = made(POOL, "core", {
            desiredSize: "3",
            userData: Buffer.from("#!/bin/bash\n").toString("base64"),
            installCloudMonitor: true,
        });
        const state = stateOf([recorded]) as any;
        state.deployment.resources[0].inputs.__defaults = ["installCloudMonitor"];
        const found = compareWithState(parseStateFile(state, "state.json"), graphOf([pool]));
        assert.deepStrictEqual(operations(found), []);
        state.deployment.resources[0].inputs.__defaults = [];
        const own = compareWithState(parseStateFile(state, "state.json"), graphOf([pool]));
        assert.deepStrictEqual(
            own.changes[0]!.properties.map(({ path, kind }) => `${kind} ${path}`),
            ["delete installCloudMonitor"],
        );
    });

    it("has names that Pulumi made up, and quantities as Kubernetes writes them", () => {
        const deployment = (metadata: WireObject, cpu: string) =>
            made("kubernetes:apps/v1:Deployment", "d", {
                metadata,
                spec: { template: { spec: { containers: [{ name: "c", resources: { limits: { cpu } } }] } } },
            });
        const before = deployment(
            { name: "d-1a2b3c", namespace: "default", annotations: { "pulumi.com/autonamed": "true" } },
            "1",
        );
        assert.deepStrictEqual(operations(against([before], [deployment({}, "1000m")])), []);
        assert.deepStrictEqual(operations(against([before], [deployment({}, "2")])), ["update d"]);
    });

    it("has a Secret's texts in Base64", () => {
        const password = (key: string, value: string) =>
            object(SECRET, "user", { [key]: secret({ password: secret(value) }) });
        const encoded = password("data", Buffer.from("hunter2").toString("base64"));
        assert.deepStrictEqual(operations(changes([encoded], [password("stringData", "hunter2")])), []);
        const changed = changes([encoded], [password("stringData", "hunter3")]);
        assert.deepStrictEqual(operations(changed), ["replace user"]);
        assert.doesNotMatch(JSON.stringify([changed.changes, ...changed.before.values()]), /hunter|aHVud/);
    });

    it("says once what ciphertext hides", () => {
        const password = (value: string) =>
            object(SECRET, "user", { stringData: secret({ password: value }) });
        const found = against([password("one")], [password("two")]);
        assert.deepStrictEqual(operations(found), []);
        assert.deepStrictEqual(found.warnings, [
            "1 secret of user cannot be compared with ciphertext and counted as unchanged",
        ]);
    });

    it("cannot compare a secret of the configuration, open or closed", () => {
        const placeholders = new Placeholders("place");
        const token = placeholders.create("v1:ciphertext", "mqtt:password");
        const user = (password: Wire) => object("test:index:User", "user", { password });
        const now = user(placeholders.hide(token));
        const state = stateOf([user(secret("old"))]) as any;
        const recorded = state.deployment.resources[0].inputs;
        for (const text of [{}, { ciphertext: undefined, plaintext: '"old"' }]) {
            recorded.password = { ...recorded.password, ...text };
            const found = compareWithState(parseStateFile(state, "state.json"), graphOf([now]));
            assert.deepStrictEqual(operations(found), []);
            assert.match(found.warnings.join(), /^1 secret of user cannot be compared/);
        }
    });

    it("takes up again what never became ready, and tells of what was interrupted", () => {
        const pool = made(POOL, "core", { desiredSize: "3" });
        const state = stateOf([pool], {
            pending_operations: [{ type: "creating", resource: { urn: made(POOL, "new", {}).urn } }],
        }) as any;
        state.deployment.resources[0].initErrors = ["timed out"];
        state.deployment.resources.push({ ...state.deployment.resources[0], delete: true });
        const found = compareWithState(parseStateFile(state, "state.json"), graphOf([pool]));
        assert.deepStrictEqual(operations(found), ["update core"]);
        assert.deepStrictEqual(found.warnings, [
            "the last update did not end; still open: creating new",
            "an update deletes what the last one has replaced and left over: core",
        ]);
    });

    it("has a chart's version in its objects only", () => {
        const chart = (version: string) =>
            made("kubernetes:helm.sh/v4:Chart", "operator", { version }, { custom: false, remote: true });
        const child = made(
            "kubernetes:core/v1:ServiceAccount",
            "operator:ns/account",
            { metadata: { labels: { "helm.sh/chart": "emqx-operator-2.2.29" } } },
            { parent: chart("").urn },
        );
        const same = against([chart("2.2.29"), child], [chart("2.2.29")]);
        assert.deepStrictEqual([operations(same), same.unchanged], [[], 2]);
        assert.match(same.warnings.join(), /values of operator/);
        const newer = against([chart("2.2.29"), child], [chart("2.2.30")]);
        assert.deepStrictEqual(
            newer.changes[0]!.properties.map(({ path, before, after }) => [path, before, after]),
            [["version", "2.2.29", "2.2.30"]],
        );
        assert.deepStrictEqual(operations(against([chart("2.2.29"), child], [])), [
            "delete operator:ns/account",
            "delete operator",
        ]);
    });
});
