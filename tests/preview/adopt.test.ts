import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import ts from "typescript";
import { parseAllDocuments, stringify } from "yaml";
import { differencesOf } from "../../preview/adopt/kept";
import * as library from "../../provider";
import { planEmqxCluster } from "../../provider/emqx/plan/plan";
import { Problems } from "../../provider/validation/problems";
import { dataText } from "../../testkit/data";
import { runProgram } from "../../testkit/programs/runProgram";
import { ROOT } from "../support/cli";
import { cliInProcess } from "../support/cliInProcess";
import { exampleProgram } from "../support/exampleProgram";
import { versioned } from "../support/versions";
import { anyEmqx, emqxObject } from "../unit/emqx/emqxObjects";

/** The EMQX objects that operators were recorded with. */
const RECORDED = [
    "operator-2.2/emqx-object-ready.yaml",
    "operator-2.3/objects-created.yaml",
    "operator-3.0/objects-created.yaml",
];

describe("emqx-ack adopt", function () {
    this.timeout(120_000);
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(ROOT, "tests/preview/.adopted-"));
        writeFileSync(join(folder, "Pulumi.yaml"), "name: adopted\nruntime: nodejs\n");
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    for (const recorded of RECORDED) {
        it(`prints a program whose object is the live one: ${recorded}`, async () => {
            const text = dataText("recordings", recorded);
            const live = emqxIn(text);
            const printed = await adopt(text);
            const sent = await objectOf(printed);
            assert.equal(sent.apiVersion, live.apiVersion);
            assert.deepEqual(differencesOf(live.spec, sent.spec), []);
            assert.match(printed, /"component": true/);
            assert.deepEqual(typeErrors(printed), []);
        });
    }

    it("of what EmqxCluster wrote itself nothing is kept but what tells which pods are new", async () => {
        await fc.assert(
            fc.asyncProperty(anyEmqx, async (args) => {
                const problems = new Problems();
                planEmqxCluster(versioned(args), problems);
                fc.pre(problems.all.length === 0);
                const live = await emqxObject(args);
                const printed = await adopt(stringify(live));
                const sent = await objectOf(printed);
                assert.deepEqual(differencesOf(live.spec, sent.spec), []);
                // A kernel profile stands in the pods as what it comes to, and names of secret files nowhere.
                const unreadable = args.secretFiles
                    ? /emqx-ack.io\/revision|sysctls|initContainers|extraVolume/
                    : /emqx-ack.io\/revision|sysctls|initContainers/;
                const kept = [...printed.matchAll(/^ {4}\[(\[[^\]]*\]), /gm)].map(([, path]) => path);
                assert.deepEqual(
                    kept.filter((path) => !unreadable.test(path ?? "")),
                    [],
                    printed,
                );
            }),
            { numRuns: 40 },
        );
    });

    it("prints no secret of the object", async () => {
        const live = emqxIn(dataText("recordings", "operator-2.2/emqx-object-ready.yaml"));
        live.spec.bootstrapAPIKeys = [{ key: "ops", secret: "hush-1" }];
        live.spec.coreTemplate.spec.env = [
            { name: "EMQX_DASHBOARD__DEFAULT_PASSWORD", value: "hush-2" },
            { name: "EMQX_LOG__CONSOLE__LEVEL", value: "info" },
        ];
        live.spec.config.data =
            'authentication = [{mechanism = password_based, backend = redis, server = "r:6379", password = "hush-3"}]';
        const printed = await adopt(stringify(live));
        assert.doesNotMatch(printed, /hush/);
        assert.match(printed, /pulumi config set --secret/);
    });

    it("prints no secret that another name, a block, an address or another container holds", async () => {
        const live = emqxIn(dataText("recordings", "operator-2.3/objects-created.yaml"));
        const env = [
            { name: "EMQX_AUTHENTICATION__1", value: '{mechanism=jwt, secret="hush-1"}' },
            { name: "DATABASE_URL", value: "postgres://user:hush-2@db/x" },
            { name: "ADMIN_PASS", value: "hush-3" },
            { name: "EMQX_LOG__CONSOLE__LEVEL", value: "info" },
        ];
        live.spec.coreTemplate.metadata = { annotations: { "vault.io/token": "hush-4" } };
        live.spec.coreTemplate.spec.env = env;
        // Another value under the same name.
        live.spec.replicantTemplate.spec.env = [...env.slice(0, 2), { name: "ADMIN_PASS", value: "hush-5" }];
        live.spec.coreTemplate.spec.args = ["--token", "hush-6", "--password=hush-7", "--level=info"];
        live.spec.coreTemplate.spec.initContainers = [
            { name: "i", image: "i:1", env: [{ name: "MYSQL_PASSWORD", value: "hush-8" }] },
        ];
        const printed = await adopt(stringify(live));
        assert.doesNotMatch(printed, /hush/);
        assert.match(printed, /"--level=info"/);
        assert.match(printed, /secret adminPass /);
        assert.match(
            printed,
            /coreTemplate\.spec\.args\[1\]\}' \| pulumi config set --secret coretemplateSpecArgs1/,
        );
        assert.match(
            printed,
            /replicantTemplate\.spec\.env\[\?\(@\.name=="ADMIN_PASS"\)\]\.value\}' \| pulumi config set --secret replicanttemplateAdminPass/,
        );
        assert.deepEqual(typeErrors(printed), []);
    });

    it("says that a whole template of cores, which the object leaves to the operator, restarts them", async () => {
        const live = {
            apiVersion: "apps.emqx.io/v2",
            kind: "EMQX",
            metadata: { name: "bare", namespace: "bare" },
            spec: { image: "emqx/emqx:6.3.1" },
        };
        for (const apiVersion of ["apps.emqx.io/v2", "apps.emqx.io/v3beta1"]) {
            const printed = await adopt(stringify({ ...live, apiVersion }));
            assert.match(printed, /handing it over restarts cores\.\n {4}\[\["coreTemplate"\], undefined\]/);
        }
    });

    it("says what it cannot adopt, with the way", async () => {
        const old = { apiVersion: "apps.emqx.io/v2alpha1", kind: "EMQX", metadata: { name: "old" } };
        const refused = await run(stringify(old));
        assert.equal(refused.code, 1);
        assert.match(
            refused.stderr,
            /v2alpha1, which no line .* kubectl get emqxes\.v2beta1\.apps\.emqx\.io/,
        );
        assert.match((await run("kind: Pod\napiVersion: v1\n")).stderr, /no EMQX object in it/);
        assert.match((await run("a: [1\n")).stderr, /is no YAML \(line 2/);
        assert.match((await cliInProcess(["adopt", "nowhere.yaml"])).stderr, /there is no such file/);
    });

    function run(text: string) {
        const file = join(folder, "live.yaml");
        writeFileSync(file, text);
        return cliInProcess(["adopt", file]);
    }

    async function adopt(text: string): Promise<string> {
        const { code, stdout, stderr } = await run(text);
        assert.equal(code, 0, stderr);
        return stdout;
    }

    /** The object that the printed program sends. */
    async function objectOf(printed: string): Promise<any> {
        const { outputText } = ts.transpileModule(printed, {
            compilerOptions: { module: ts.ModuleKind.CommonJS },
        });
        writeFileSync(join(folder, "index.js"), outputText);
        const { program, options } = exampleProgram(folder, "index.js", library);
        const keys = [...printed.matchAll(/config\.requireSecret(Object)?\("(\w+)"\)/g)];
        const config = Object.fromEntries(
            keys.map(([, object, key]) => [`adopted:${key}`, object ? "[]" : "x"]),
        );
        const graph = await runProgram(program, {
            ...options,
            config: { ...options.config, ...config },
            mode: "update",
        });
        return graph.get("EMQX").inputs;
    }

    function typeErrors(printed: string): string[] {
        const file = join(folder, "index.ts");
        writeFileSync(file, printed);
        const program = ts.createProgram([file], {
            strict: true,
            noEmit: true,
            skipLibCheck: true,
            target: ts.ScriptTarget.ES2022,
            module: ts.ModuleKind.Node16,
            moduleResolution: ts.ModuleResolutionKind.Node16,
            types: [],
        });
        return ts
            .getPreEmitDiagnostics(program)
            .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    }
});

function emqxIn(text: string): any {
    const all = [parseAllDocuments(text)].flat().map((document) => document.toJS());
    return all.flatMap((one) => one.items ?? [one]).find(({ kind }) => kind === "EMQX");
}
