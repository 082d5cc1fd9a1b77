import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { compareGraphs } from "../../preview/changes/compare";
import type { Graph, RecordedResource } from "../../preview/monitor/graph";
import { createUrn } from "../../preview/monitor/urns";
import type { WireObject } from "../../preview/monitor/wire";

const CLI = path.resolve(__dirname, "../../bin/preview/cli.js");
const FILES = ["Pulumi.yaml", "index.ts", "package.json", "tsconfig.json"];

/** A repository of its own with the example as its only commit, and one line of it changed since. */
export function changedExample(example: string, directory: string): string {
    const git = (...args: string[]) => {
        const who = ["-c", "user.name=bench", "-c", "user.email=bench@example.com"];
        const { status, stderr } = spawnSync("git", [...who, ...args], { cwd: directory, encoding: "utf8" });
        if (status !== 0) throw new Error(`git ${args[0]} failed:\n${stderr}`);
    };
    for (const name of FILES.filter((file) => fs.existsSync(path.join(example, file)))) {
        fs.copyFileSync(path.join(example, name), path.join(directory, name));
    }
    git("init", "--quiet");
    git("add", "--all");
    git("commit", "--quiet", "--message", "the example");
    const program = path.join(directory, "index.ts");
    const before = fs.readFileSync(program, "utf8");
    const after = before.replace('version: "6.3.1"', 'version: "6.2.3"');
    if (after === before) throw new Error(`${program} has no line to change`);
    fs.writeFileSync(program, after);
    return directory;
}

/** Seconds from the command line to the last line of output. */
export function secondsOf(...args: string[]): number {
    const start = process.hrtime.bigint();
    const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], {
        encoding: "utf8",
        maxBuffer: 1 << 28,
    });
    if (status !== 0) throw new Error(`emqx-ack ${args.join(" ")} failed:\n${stderr}`);
    return Number(process.hrtime.bigint() - start) / 1e9;
}

/** Milliseconds to compare two runs of so many resources, of which one in a hundred has changed; the best of some. */
export function millisecondsToCompare(resources: number, times: number): number {
    const [base, head] = [graphOf(resources, "a"), graphOf(resources, "b")];
    const runs = Array.from({ length: times }, () => {
        const start = process.hrtime.bigint();
        const { changes } = compareGraphs(base, head);
        if (changes.length !== resources / 100 && changes.length !== Math.ceil(resources / 100)) {
            throw new Error(`${changes.length} changes of ${resources} resources`);
        }
        return Number(process.hrtime.bigint() - start) / 1e6;
    });
    return Math.min(...runs);
}

/** Objects as large as a node pool's inputs, each depending on some before it. */
function graphOf(count: number, version: string): Graph {
    const resources: RecordedResource[] = [];
    for (let i = 0; i < count; i++) {
        const name = `r${i}`;
        const type = "kubernetes:core/v1:ConfigMap";
        const needed = [i - 1, i >> 1]
            .filter((at) => at >= 0 && at < i)
            .map((at) => resources[at]?.urn ?? "");
        resources.push({
            urn: createUrn("dev", "bench", "", type, name),
            type,
            name,
            custom: true,
            remote: false,
            external: false,
            providers: {},
            inputs: inputsOf(name, i % 100 === 0 ? version : "a"),
            dependencies: i % 10 === 0 ? [] : needed,
            propertyDependencies: {},
            options: {},
        });
    }
    return {
        project: "bench",
        stack: "dev",
        resources,
        defaultProviders: [],
        invokes: [],
        diagnostics: [],
        outputs: {},
    };
}

function inputsOf(name: string, version: string): WireObject {
    const lists = Array.from({ length: 10 }, (_, i) => ({ name: `item-${i}`, port: 1000 + i, on: true }));
    return {
        metadata: { name, namespace: "mqtt", labels: { version } },
        spec: Object.fromEntries(
            Array.from({ length: 5 }, (_, i) => [`part${i}`, { items: lists, text: "x".repeat(200) }]),
        ),
    };
}
