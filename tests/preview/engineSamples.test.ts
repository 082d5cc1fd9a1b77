import assert from "node:assert";
import {
    copyFileSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UNKNOWN } from "../../preview/monitor/wire";
import { dataPath } from "../../testkit/data";
import { ROOT } from "../support/cli";
import { cliInProcess } from "../support/cliInProcess";

const SAMPLES = dataPath("engine-samples");

const OPTIONS = [
    "deletedWith",
    "additionalSecretOutputs",
    "protect",
    "retainOnDelete",
    "ignoreChanges",
] as const;

describe("the preview against the real engine's", function () {
    // Each program loads the provider SDKs anew, which takes seconds on a busy machine.
    this.timeout(180_000);

    let directory: string;

    before(() => {
        directory = mkdtempSync(join(tmpdir(), "emqx-ack-samples-"));
        const modules = join(directory, "node_modules");
        mkdirSync(join(modules, "@kubernetes", "client-node"), { recursive: true });
        // The sample only calls it in an update, so an empty module is enough for a preview.
        writeFileSync(join(modules, "@kubernetes", "client-node", "index.js"), "");
        symlinkSync(join(ROOT, "node_modules", "@pulumi"), join(modules, "@pulumi"));
        writeFileSync(join(directory, "kubeconfig"), "apiVersion: v1\nkind: Config\n");
    });

    after(() => {
        if (directory !== undefined) {
            rmSync(directory, { recursive: true });
        }
    });

    for (const name of ["cloud", "emqx"]) {
        it(`registers the same resources for the ${name} program`, async () => {
            const engine = JSON.parse(readFileSync(join(SAMPLES, `${name}-create.preview.json`), "utf8"));
            const ours = await preview(name);
            assert.deepStrictEqual(
                byUrn(ours.resources.map(ourResource)),
                byUrn(engine.steps.map(engineResource)),
            );
            assert.strictEqual(ours.resources.length, engine.changeSummary.create);
        });
    }

    async function preview(name: string): Promise<any> {
        const program = join(directory, name);
        mkdirSync(program);
        writeFileSync(join(program, "Pulumi.yaml"), `name: ${name}\nruntime: nodejs\n`);
        writeFileSync(join(program, "package.json"), "{}");
        copyFileSync(join(SAMPLES, "programs", `${name}.ts`), join(program, "index.ts"));
        const env = { KCFG: join(directory, "kubeconfig") };
        const result = await cliInProcess(["preview", program, "--stack", "dev", "--format", "json"], {
            env,
        });
        assert.strictEqual(result.code, 0, result.stderr);
        return JSON.parse(result.stdout);
    }
});

function ourResource(resource: any): any {
    return {
        urn: resource.urn,
        type: resource.type,
        custom: resource.custom,
        parent: resource.parent,
        provider: resource.provider,
        inputs: comparable(resource.inputs),
        dependencies: resource.dependencies,
        propertyDependencies: resource.propertyDependencies,
        options: options(resource.options),
    };
}

function engineResource({ newState }: any): any {
    return {
        urn: newState.urn,
        type: newState.type,
        custom: newState.custom,
        parent: newState.parent ?? null,
        provider: newState.provider ?? null,
        inputs: comparable(withoutDefaults(newState.inputs ?? {})),
        dependencies: [...(newState.dependencies ?? [])].sort(),
        propertyDependencies: Object.fromEntries(
            Object.entries(newState.propertyDependencies ?? {}).map(([key, urns]) => [
                key,
                [...(urns as string[])].sort(),
            ]),
        ),
        options: options(newState),
    };
}

function options(source: any): any {
    const given = OPTIONS.filter((key) => source[key] !== undefined);
    return Object.fromEntries(given.map((key) => [key, source[key]]));
}

/** What providers add to inputs: defaults, listed under `__defaults`, and a note on their own set-up. */
function withoutDefaults(value: any): any {
    if (Array.isArray(value)) {
        return value.map(withoutDefaults);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const added = new Set<string>([...(value.__defaults ?? []), "__defaults", "__internal"]);
    const own = Object.entries(value).filter(([key]) => !added.has(key));
    return Object.fromEntries(own.map(([key, member]) => [key, withoutDefaults(member)]));
}

/** Both notations of unknowns and secrets in one form; the recordings leave the kubeconfig's text out. */
function comparable(value: any, key = ""): any {
    if (value === UNKNOWN || value?.$unknown === true) {
        return value?.$secret === true ? "<secret>" : "<unknown>";
    }
    if (value === "[secret]" || value?.$secret === true) {
        return "<secret>";
    }
    if (key === "kubeconfig") {
        return "<kubeconfig>";
    }
    if (Array.isArray(value)) {
        return value.map((item) => comparable(item));
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, comparable(v, k)]))
        : value;
}

function byUrn(resources: any[]): any {
    return Object.fromEntries(resources.map((resource) => [resource.urn, resource]));
}
