import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

const ROOT = path.resolve(__dirname, "../..");
/** What the million-connection example is given, so that it can be previewed without a license. */
export const LICENSE = ["--config", "licenseKey=key-of-the-bench"];
const SCRATCH = path.join(ROOT, "bench", ".tmp");

/** A fresh folder inside the repository, so that its programs find the installed packages. */
export function scratchFolder(name: string): string {
    const dir = path.join(SCRATCH, name);
    fs.rmSync(dir, { recursive: true, force: true });
    fs.mkdirSync(dir, { recursive: true });
    return dir;
}

export function removeScratch(): void {
    fs.rmSync(SCRATCH, { recursive: true, force: true });
}

export function writeProgram(dir: string, source: string): string {
    fs.writeFileSync(
        path.join(dir, "Pulumi.yaml"),
        `name: ${path.basename(dir)}\nruntime: nodejs\nmain: index.ts\n`,
    );
    fs.writeFileSync(path.join(dir, "index.ts"), source);
    // What `pulumi new typescript` writes, with nothing emitted.
    const compilerOptions = {
        strict: true,
        target: "es2020",
        module: "commonjs",
        moduleResolution: "node",
        noEmit: true,
        types: ["node"],
    };
    fs.writeFileSync(
        path.join(dir, "tsconfig.json"),
        JSON.stringify({ compilerOptions, files: ["index.ts"] }),
    );
    return dir;
}

/** A program with `count` whole stacks. */
export function stacksProgram(count: number): string {
    return `import { EmqxOnAck, LoadBalancerKind } from "emqx-ack";
for (let i = 0; i < ${count}; i++) {
    new EmqxOnAck(\`mqtt\${i}\`, {
        newCluster: { zones: ["cn-hangzhou-g", "cn-hangzhou-h", "cn-hangzhou-i"] },
        emqx: { version: "5.7.2" },
        loadBalancer: { kind: LoadBalancerKind.Nlb },
    });
}
`;
}

interface Previewed {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly custom: boolean;
    readonly remote?: boolean;
    readonly provider?: string;
    readonly inputs: Record<string, unknown>;
    readonly dependencies: string[];
}

/** Class of each type that the example registers, as a hand-written program names it. */
const CLASSES: Record<string, string> = {
    "alicloud:vpc/network:Network": "alicloud.vpc.Network",
    "alicloud:vpc/switch:Switch": "alicloud.vpc.Switch",
    "alicloud:vpc/natGateway:NatGateway": "alicloud.vpc.NatGateway",
    "alicloud:vpc/snatEntry:SnatEntry": "alicloud.vpc.SnatEntry",
    "alicloud:ecs/eipAddress:EipAddress": "alicloud.ecs.EipAddress",
    "alicloud:ecs/eipAssociation:EipAssociation": "alicloud.ecs.EipAssociation",
    "alicloud:cs/managedKubernetes:ManagedKubernetes": "alicloud.cs.ManagedKubernetes",
    "alicloud:cs/nodePool:NodePool": "alicloud.cs.NodePool",
    "pulumi:providers:kubernetes": "k8s.Provider",
    "kubernetes:storage.k8s.io/v1:StorageClass": "k8s.storage.v1.StorageClass",
    "kubernetes:helm.sh/v3:Release": "k8s.helm.v3.Release",
    "kubernetes:helm.sh/v4:Chart": "k8s.helm.v4.Chart",
    "kubernetes:core/v1:Namespace": "k8s.core.v1.Namespace",
    "kubernetes:core/v1:Secret": "k8s.core.v1.Secret",
    "kubernetes:core/v1:Service": "k8s.core.v1.Service",
    "random:index/randomPassword:RandomPassword": "random.RandomPassword",
    "kubernetes:apps.emqx.io/v2:EMQX": "k8s.apiextensions.CustomResource",
};

/**
 * What somebody would write without this package for the same resources: every one by its class, with the same inputs
 * and dependencies, no components. Made from the preview of `dir`, so that the two cannot drift apart.
 */
export function handWrittenProgram(dir: string): string {
    const cli = path.join(ROOT, "bin/preview/cli.js");
    const result = spawnSync(process.execPath, [cli, "preview", dir, "--format", "json", ...LICENSE], {
        encoding: "utf8",
        maxBuffer: 1 << 28,
    });
    if (result.status !== 0) throw new Error(result.stderr);
    const all: Previewed[] = JSON.parse(result.stdout).resources;
    const resources = all.filter((r) => r.custom || r.remote);
    const variable = new Map(resources.map((r, i) => [r.urn, `r${i}`]));
    const lines = resources.map((resource) => {
        const className = CLASSES[resource.type];
        if (!className)
            throw new Error(`bench: no class for ${resource.type}; add it to bench/preview/programs.ts`);
        const before = resource.dependencies.map((urn) => variable.get(urn)).filter(Boolean);
        const provider = variable.get((resource.provider ?? "").replace(/::[^:]*$/, ""));
        const options = [
            `dependsOn: [${before.join(", ")}]`,
            ...(provider ? [`provider: ${provider} as k8s.Provider`] : []),
        ];
        const inputs = JSON.stringify(plain(resource.inputs));
        return `const ${variable.get(resource.urn)} = new ${className}(${JSON.stringify(resource.name)}, ${inputs} as any, { ${options.join(", ")} });`;
    });
    return [
        'import * as alicloud from "@pulumi/alicloud";',
        'import * as k8s from "@pulumi/kubernetes";',
        'import * as random from "@pulumi/random";',
        ...lines,
        "",
    ].join("\n");
}

/** Markers of secrets and unknown values become texts. */
function plain(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== "object" || value === null) return value;
    if ("$secret" in value || "$unknown" in value) return "text";
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** A user's program for the type checker: one with this package, one with the SDKs that it spares the user. */
export const TYPE_CHECKED = {
    package: stacksProgram(1),
    sdks: `import * as alicloud from "@pulumi/alicloud";
import * as k8s from "@pulumi/kubernetes";
const vpc = new alicloud.vpc.Network("vpc", { cidrBlock: "10.0.0.0/8" });
new k8s.core.v1.Namespace("namespace", { metadata: { name: "emqx" } });
export const vpcId = vpc.id;
`,
};
