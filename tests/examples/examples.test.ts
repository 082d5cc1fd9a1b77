import { strict as assert } from "node:assert";
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { secret } from "@pulumi/pulumi";
import { reveal } from "../../preview/monitor/wire";
import { loadProject } from "../../preview/project/projectFile";
import { renderJson } from "../../preview/render/json";
import * as provider from "../../provider";
import { v3beta1 } from "../../provider/emqx/lines/v3beta1";
import { runProgram } from "../../testkit/programs/runProgram";
import { exampleProgram } from "../support/exampleProgram";

const ROOT = resolve(__dirname, "../..");
const EXAMPLES = join(ROOT, "examples");
const CLI = join(ROOT, "bin/preview/cli.js");
const STAGES = ["cluster", "nodes", "cert-manager", "operator", "emqx", "load balancer"];
/** Where operator and EMQX need no cert-manager. */
const WITHOUT = STAGES.filter((stage) => stage !== "cert-manager");
const KEY = { licenseKey: "key-of-the-tests" };

interface Previewed {
    readonly stage: string | null;
    readonly wave: number;
    readonly type: string;
    readonly name: string;
    readonly custom: boolean;
    readonly remote: boolean;
    readonly inputs: object;
}

/** By the command, in the processes that it starts. */
async function byCommand(dir: string, ...options: string[]): Promise<Previewed[]> {
    const args = [CLI, "preview", dir, "--format", "json", ...options];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 28 });
    return JSON.parse(stdout).resources;
}

/** The same document, of the program in this process. */
async function preview(dir: string, asked: Parameters<typeof exampleProgram>[3] = {}): Promise<Previewed[]> {
    const entry = dir === ROOT ? "stack/index.ts" : "index.ts";
    const { program, options } = exampleProgram(dir, entry, provider, asked);
    const { recorded } = await runProgram(program, options);
    return (renderJson(recorded, []) as { resources: Previewed[] }).resources;
}

/** First and last wave of each stage that has resources, in the chain's order. */
function waves(resources: readonly Previewed[]): { stage: string; first: number; last: number }[] {
    return STAGES.flatMap((stage) => {
        const own = resources.filter((r) => r.stage === stage && (r.custom || r.remote)).map((r) => r.wave);
        return own.length === 0 ? [] : [{ stage, first: Math.min(...own), last: Math.max(...own) }];
    });
}

function assertChain(resources: readonly Previewed[], stages: readonly string[]): void {
    const found = waves(resources);
    assert.deepEqual(
        found.map((w) => w.stage),
        stages,
    );
    for (const [i, later] of found.entries()) {
        const earlier = found[i - 1];
        if (earlier) {
            assert.ok(
                later.last > earlier.last,
                `${later.stage} ends in wave ${later.last}, ${earlier.stage} in ${earlier.last}`,
            );
        }
    }
}

describe("examples", () => {
    const expected: Record<string, string[]> = {
        minimal: WITHOUT,
        "million-connections": WITHOUT,
        "existing-cluster": ["nodes", "operator", "emqx", "load balancer"],
        "components-only": ["emqx", "load balancer"],
        "pull-request-preview": WITHOUT,
    };
    /** No programs of TypeScript; their own tests look at them. */
    const others = [
        "policy",
        ...["csharp", "go", "java", "python", "yaml"].map((l) => `million-connections-${l}`),
    ];

    it("all have a README, and a test here", () => {
        const folders = readdirSync(EXAMPLES);
        assert.deepEqual(folders.sort(), [...Object.keys(expected), ...others].sort());
        for (const folder of folders) assert.ok(existsSync(join(EXAMPLES, folder, "README.md")), folder);
    });

    for (const [folder, stages] of Object.entries(expected)) {
        it(`${folder} previews, stage after stage`, async () => {
            const dir = join(EXAMPLES, folder);
            // Those with a stack file have one in it.
            const config = folder === "million-connections" ? KEY : {};
            assertChain(await preview(dir, { config }), stages);
        });
    }

    for (const version of ["6.3.1", "6.0.3", "5.10.4"]) {
        it(`pull-request-preview previews with EMQX ${version}`, async () => {
            const dir = join(EXAMPLES, "pull-request-preview");
            assertChain(await preview(dir, { config: { version } }), WITHOUT);
        });
    }

    it("preview by the command as they do here", async () => {
        const dir = join(EXAMPLES, "minimal");
        assert.deepEqual(await byCommand(dir), await preview(dir));
    });

    it("are named in the README of the project", () => {
        const readme = readFileSync(join(ROOT, "README.md"), "utf8");
        for (const folder of [...Object.keys(expected), ...others])
            assert.match(readme, new RegExp(`\\(examples/${folder}\\)`));
    });
});

describe("root stack", () => {
    it("previews from its defaults and a license, and each stack that has a file", async () => {
        assertChain(await byCommand(ROOT, "--stack", "dev", "--config", "licenseKey=key"), WITHOUT);
        assertChain(await byCommand(ROOT, "--stack", "evaluation"), WITHOUT);
        const lts = await byCommand(ROOT, "--stack", "million-lts", "--config", "licenseKey=key");
        assertChain(lts, STAGES);
        const image = (resources: Previewed[]) =>
            resources
                .filter(({ type }) => type.endsWith(":EMQX"))
                .map(({ inputs }) => (inputs as any).spec.image);
        assert.deepEqual(image(lts), ["emqx/emqx-enterprise:5.8.11"]);
        const million = await byCommand(ROOT, "--stack", "million", "--config", "licenseKey=key");
        assert.deepEqual(image(million), ["emqx/emqx:6.3.1"]);
    });

    for (const [what, settings, emqx] of [
        ["a license key", KEY, KEY],
        ["the key for evaluation", { license: "Evaluation" }, { license: provider.EmqxLicense.Evaluation }],
    ] as const) {
        it(`has the component's own defaults with ${what}, but for zones`, () =>
            sameAsTheComponent(settings, emqx));
    }

    async function sameAsTheComponent(
        settings: Readonly<Record<string, string>>,
        emqx: NonNullable<provider.EmqxOnAckArgs["emqx"]>,
    ): Promise<void> {
        const { config } = loadProject(ROOT);
        const { licenseKey } = emqx;
        const { recorded } = await runProgram(
            () =>
                new provider.EmqxOnAck("mqtt", {
                    newCluster: { zones: config.zones?.default as string[] },
                    emqx: {
                        ...emqx,
                        ...(licenseKey === undefined ? {} : { licenseKey: secret(licenseKey) }),
                    },
                    loadBalancer: { kind: provider.LoadBalancerKind.Nlb },
                }),
            { project: "emqx-ack", stack: "dev", config: { "alicloud:region": "cn-hangzhou" } },
        );
        const { resources } = renderJson(recorded, []) as { resources: Previewed[] };
        const asked = (all: Previewed[]) =>
            Object.fromEntries(all.map(({ type, name, inputs }) => [`${type} ${name}`, inputs]));
        const { "pulumi:pulumi:Stack emqx-ack-dev": _, ...root } = asked(
            await preview(ROOT, { stack: "dev", config: settings }),
        );
        const { "pulumi:pulumi:Stack emqx-ack-dev": __, ...own } = asked(resources);
        assert.deepEqual(root, own);
    }

    it("previews the million-connection stack, and its nodes and brokers are the example's", async () => {
        const stack = await preview(ROOT, { stack: "million", config: KEY });
        const example = await preview(join(EXAMPLES, "million-connections"), { config: KEY });
        assertChain(stack, WITHOUT);
        const kinds = (resources: Previewed[]) =>
            resources
                .filter((r) => r.custom)
                .map((r) => `${r.type} ${r.name}`)
                .sort();
        assert.deepEqual(kinds(stack), kinds(example));
    });

    for (const [emqxVersion, operatorVersion, edition, apiVersion] of [
        ["5.7.2", "", "OpenSource", "v2beta1"],
        ["5.8.11", "", "Enterprise", "v2beta1"],
        ["5.8.11", "2.3.3", "Enterprise", "v2"],
        ["5.10.4", "", "", "v2"],
        ["6.3.1", "2.3.3", "", "v2"],
        ["6.3.1", v3beta1.chart.version, "", "v3beta1"],
    ] as const) {
        it(`previews on ${apiVersion} with EMQX ${emqxVersion}`, async () => {
            const license = edition === "OpenSource" ? {} : KEY;
            const config = { emqxVersion, operatorVersion, edition, ...license };
            const resources = await preview(ROOT, { stack: "dev", config });
            assertChain(resources, apiVersion === "v2beta1" ? STAGES : WITHOUT);
            const objects = resources.filter(({ type }) => type.endsWith(":EMQX"));
            assert.deepEqual(
                objects.map(({ type }) => type),
                [`kubernetes:apps.emqx.io/${apiVersion}:EMQX`],
            );
        });
    }

    it("takes an existing cluster from configuration", async () => {
        const config = {
            existingClusterId: "c123",
            existingVswitches: '{"cn-hangzhou-g":"vsw-1","cn-hangzhou-h":"vsw-2"}',
            ...KEY,
        };
        const resources = await preview(ROOT, { stack: "dev", config });
        assertChain(resources, ["nodes", "operator", "emqx", "load balancer"]);
    });

    it("takes a listener's step on a running cluster from configuration", async () => {
        const config = { listeners: '["tcp","ssl:off","ws:internal"]', tlsSecretName: "mqtt-tls", ...KEY };
        const { program, options } = exampleProgram(ROOT, "stack/index.ts", provider, {
            stack: "dev",
            config,
        });
        const { recorded } = await runProgram(program, options);
        const [emqx] = recorded.resources.filter(({ type }) => type.endsWith(":EMQX"));
        const [service] = recorded.resources.filter(({ name }) => /-lb-mqtt-/.test(name));
        const { coreTemplate } = reveal(emqx?.inputs.spec) as any;
        const ports = (list: any[]) => list.map(({ name }) => name);
        assert.deepEqual(ports(coreTemplate.spec.ports), ["mqtt-tcp", "mqtt-ws"]);
        assert.deepEqual(ports(coreTemplate.spec.extraVolumes), ["license", "tls-ssl"]);
        assert.deepEqual(ports((reveal(service?.inputs.spec) as any).ports), ["tcp"]);
    });

    it("says what is wrong with a setting, by its key", async () => {
        await assert.rejects(
            byCommand(ROOT, "--stack", "evaluation", "--config", "loadBalancer=nlb", "--config", "cores=0"),
            (error: Error) => {
                assert.match(error.message, /emqx-ack:loadBalancer: is "nlb"; write one of "Nlb", "Clb"/);
                assert.match(error.message, /emqx-ack:cores: is 0/);
                return true;
            },
        );
    });
});
