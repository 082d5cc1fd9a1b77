import Module from "node:module";
import { join } from "node:path";
import { resolveConfig } from "../../preview/project/config";
import { loadProject } from "../../preview/project/projectFile";
import { chooseStack, loadStackConfig } from "../../preview/project/stackFile";
import type { RunOptions } from "../../testkit/programs/runProgram";

/** A project's program with something else in place of `emqx-ack`, and what the project configures for it. */
export interface ExampleProgram {
    readonly program: () => unknown;
    readonly options: RunOptions;
}

/** `entry` is the program's file; it is loaded anew each time it runs, since loading it is what runs it. */
export function exampleProgram(
    directory: string,
    entry: string,
    library: object,
    asked: { readonly stack?: string; readonly config?: Readonly<Record<string, string>> } = {},
): ExampleProgram {
    const project = loadProject(directory);
    const { name: stack } = chooseStack(project, asked.stack);
    const { values, secretKeys } = resolveConfig(
        project,
        stack,
        loadStackConfig(project, stack),
        asked.config ?? {},
    );
    return {
        program: () => loadWith(join(directory, entry), library),
        options: {
            project: project.name,
            stack,
            config: { ...values },
            secretConfig: [...secretKeys],
        },
    };
}

function loadWith(file: string, library: object): unknown {
    const folder = join(file, "..");
    for (const cached of Object.keys(require.cache)) {
        if (cached.startsWith(folder) && !cached.includes("node_modules")) delete require.cache[cached];
    }
    const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
    const { _load } = loader;
    loader._load = (request, ...rest) => (request === "emqx-ack" ? library : _load(request, ...rest));
    try {
        return require(file);
    } finally {
        loader._load = _load;
    }
}
