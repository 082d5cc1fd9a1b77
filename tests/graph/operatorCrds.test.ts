import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EmqxOperator, type EmqxOperatorArgs } from "../../provider";
import { PROJECT_FOLDER } from "../../testkit/programs/projectFolder";
import { type RunOptions, runProgram } from "../../testkit/programs/runProgram";
import { versionedOperator } from "../support/versions";

const RELEASE = "kubernetes:helm.sh/v3:Release";
const TEMPLATE = "kubernetes:helm:template";

const crd = (name: string, more: object = {}) => ({
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name, annotations: { "cert-manager.io/inject-ca-from": "ns/serving" } },
    spec: { group: "apps.emqx.io", versions: [{ name: "v2beta1" }], ...more },
});
const EMQX = crd("emqxes.apps.emqx.io");
const BROKER = crd("emqxbrokers.apps.emqx.io", { text: "{{ not a template }}" });
const SERVICE = { kind: "Service", metadata: { name: "webhook" } };

interface Made {
    readonly chart: string;
    readonly version: string;
    readonly asked: Record<string, any>[];
}

/** Where the release's chart is in the end, and what was asked of Helm for it. */
async function made(
    args: EmqxOperatorArgs = {},
    objects: object[] = [EMQX, SERVICE, BROKER],
    options: RunOptions = {},
): Promise<Made> {
    const asked: Record<string, any>[] = [];
    const graph = await runProgram(() => new EmqxOperator("operator", versionedOperator(args)), {
        mode: "update",
        invoke: (token, { jsonOpts }) => {
            if (token !== TEMPLATE) return undefined;
            asked.push(JSON.parse(String(jsonOpts)));
            return { result: objects as never };
        },
        ...options,
    });
    const chart = join(PROJECT_FOLDER, String(graph.get(RELEASE).inputs.chart));
    const { version } = JSON.parse(readFileSync(join(chart, "Chart.yaml"), "utf8"));
    return { chart, version, asked };
}

const nameOf = (chart: string): string => chart.split("/").at(-1) ?? "";

describe("the chart of the operator's CRDs", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "emqx-ack-crds-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it("has every CRD of the operator's chart and nothing else, each one kept by Helm", async () => {
        const { chart } = await made();
        const files = readdirSync(join(chart, "files"));
        assert.deepEqual(files, ["emqxbrokers.apps.emqx.io.json", "emqxes.apps.emqx.io.json"]);
        for (const [i, original] of [BROKER, EMQX].entries()) {
            const written = JSON.parse(readFileSync(join(chart, "files", files[i]!), "utf8"));
            const { "helm.sh/resource-policy": policy, ...annotations } = written.metadata.annotations;
            assert.equal(policy, "keep");
            assert.deepEqual({ ...written, metadata: { ...written.metadata, annotations } }, original);
        }
    });

    it("is what Helm makes of the operator's chart in its repository", async () => {
        const { asked } = await made({ version: "2.2.30", namespace: "mqtt-operator" });
        assert.deepEqual(asked, [
            {
                chart: "emqx-operator",
                version: "2.2.30",
                fetch_opts: { repo: "https://repos.emqx.io/charts" },
                release_name: "emqx-operator",
                namespace: "mqtt-operator",
            },
        ]);
    });

    it("is what Helm makes of the chart of a registry or a file", async () => {
        const registry = await made({ source: { chart: "oci://acr.example/charts/emqx-operator" } });
        assert.equal(registry.asked[0]?.chart, "oci://acr.example/charts/emqx-operator");
        assert.equal(registry.asked[0]?.version, "2.2.29");
        const file = await made({ source: { chart: "./charts/emqx-operator-2.2.29.tgz" } });
        assert.equal(file.asked[0]?.path, "./charts/emqx-operator-2.2.29.tgz");
    });

    it("has a version that changes with its content, and not with the order in which that comes", async () => {
        const { metadata, ...rest } = EMQX;
        const { version } = await made();
        assert.equal((await made({}, [BROKER, { ...rest, metadata }])).version, version);
        const other = crd("emqxes.apps.emqx.io", { scope: "Namespaced" });
        assert.notEqual((await made({}, [other, BROKER])).version, version);
    });

    it("has the same location on every machine for the same operator, and another one for another", async () => {
        const location = async (args: EmqxOperatorArgs = {}) => nameOf((await made(args)).chart);
        assert.equal(await location(), await location());
        const others = [
            await location({ version: "2.2.30" }),
            await location({ source: { repository: "https://charts.example.com" } }),
            await location({ namespace: "mqtt-operator" }),
        ];
        assert.equal(new Set([await location(), ...others]).size, 4);
    });

    it("of a folder or file goes by the content, wherever that lies", async () => {
        const write = (path: string, text: string) => {
            mkdirSync(join(folder, path, "templates"), { recursive: true });
            writeFileSync(join(folder, path, "templates", "crds.yaml"), text);
            return { source: { chart: join(folder, path) } };
        };
        const one = nameOf((await made(write("one", "a"))).chart);
        assert.equal(nameOf((await made(write("two", "a"))).chart), one);
        assert.notEqual(nameOf((await made(write("two", "b"))).chart), one);
    });

    it("is asked of Helm once for each operator", async () => {
        let asked = 0;
        const steps = new EventEmitter();
        const firstIsMade = once(steps, "first-crds");
        const program = async () => {
            new EmqxOperator("first", versionedOperator({}));
            await firstIsMade;
            new EmqxOperator("second", versionedOperator({}));
        };
        const graph = await runProgram(program, {
            mode: "update",
            invoke: (token) => {
                asked += Number(token === TEMPLATE);
                return { result: [EMQX] as never };
            },
            outputs: ({ name }) => {
                steps.emit(name);
                return undefined;
            },
        });
        assert.equal(asked, 1);
        assert.equal(new Set(graph.all(RELEASE).map(({ inputs }) => inputs.chart)).size, 1);
    });

    it("is not made by a preview in which nobody renders charts", async () => {
        const graph = await runProgram(() => new EmqxOperator("operator", versionedOperator({})), {
            mode: "preview",
        });
        const { inputs } = graph.get(RELEASE);
        assert.deepEqual(readdirSync(PROJECT_FOLDER), []);
        assert.equal(join(PROJECT_FOLDER, String(inputs.chart)), (await made()).chart);
    });

    it("keeps its folder out of the user's repository", async () => {
        const { chart } = await made();
        assert.equal(readFileSync(join(chart, "..", ".gitignore"), "utf8"), "*\n");
        assert.deepEqual(readdirSync(join(chart, "..")).sort(), [".gitignore", nameOf(chart)]);
    });
});
