import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Graph } from "../../preview/monitor/graph";
import * as provider from "../../provider";
import { exampleProgram } from "../support/exampleProgram";
import { assertSameDeployment } from "../support/plugin/canonical";
import { remoteComponents } from "../support/plugin/remoteComponents";
import { sdk } from "../support/plugin/sdk";
import { withPlugin } from "../support/plugin/suite";
import { ROOT } from "../support/plugin/userDirectory";
import { MODES, run } from "../support/stacks";

const PROGRAMS: [string, string, string][] = [
    ["the root stack", ROOT, "stack/index.ts"],
    ...readdirSync(join(ROOT, "examples"))
        .map((name): [string, string, string] => [name, join(ROOT, "examples", name), "index.ts"])
        .filter(([, ...file]) => existsSync(join(...file)))
        .filter(([, directory]) => existsSync(join(directory, "Pulumi.yaml"))),
];

/** One key for both runs: what stands for an encrypted one is another text each time. */
function asked(directory: string): { config?: Record<string, string> } {
    const isEvaluation = /minimal|components-only/.test(directory);
    return isEvaluation ? {} : { config: { licenseKey: "key-of-the-tests" } };
}

describe("examples on an SDK of the plugin", function () {
    this.timeout(180_000);
    const suite = withPlugin();

    for (const [title, directory, entry] of PROGRAMS) {
        for (const mode of MODES) {
            it(`ask for what they ask for in their own process: ${title} (${mode})`, async () => {
                const own = exampleProgram(directory, entry, provider, asked(directory));
                const remote = exampleProgram(directory, entry, sdk, asked(directory));
                const expected = await run(own.program, mode, own.options);
                const actual = await run(remote.program, mode, {
                    ...remote.options,
                    remote: remoteComponents(suite.plugin, suite.cluster),
                });
                assertSameDeployment(inArguments(actual.recorded), inArguments(expected.recorded));
            });
        }
    }
});

/** The program of the root stack names its settings where it can, which is in its own process. */
function inArguments(graph: Graph): Graph {
    const diagnostics = graph.diagnostics.map((diagnostic) => ({
        ...diagnostic,
        message: diagnostic.message.replaceAll(/emqx-ack:(?!index)|\bemqx\.(?=licenseKey)/g, ""),
    }));
    return { ...graph, diagnostics };
}
