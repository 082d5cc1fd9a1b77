import { join } from "node:path";
import { type Answers, previewAnswers } from "../../../preview/monitor/answers";
import { EngineLog } from "../../../preview/monitor/engine";
import type { Graph } from "../../../preview/monitor/graph";
import { ResourceMonitor } from "../../../preview/monitor/monitor";
import { serve } from "../../../preview/monitor/server";
import type { WireObject } from "../../../preview/monitor/wire";
import * as provider from "../../../provider";
import { withRemote } from "../../../testkit/programs/inProcess";
import { updateAnswers } from "../../../testkit/programs/updateAnswers";
import { ROOT } from "../cli";
import { exampleProgram } from "../exampleProgram";
import type { FakeCluster } from "../plugin/fakeCluster";
import type { PluginProcess } from "../plugin/pluginProcess";
import { remoteComponents } from "../plugin/remoteComponents";
import { sdk } from "../plugin/sdk";
import { KUBECONFIG, type Mode, run } from "../stacks";
import { type Command, runCommand } from "./command";

export const LICENSE = "license-of-the-tests";

const PROJECT = "emqx-million";
const STACK = "dev";
const CONFIG = {
    "alicloud:region": "cn-hangzhou",
    [`${PROJECT}:protect`]: "false",
    [`${PROJECT}:licenseKey`]: LICENSE,
};
const SECRETS = [`${PROJECT}:licenseKey`];
const ORGANIZATION = "organization";

const ANSWERS: Record<Mode, Answers> = {
    preview: previewAnswers,
    update: updateAnswers({
        invoke: (token) => (token.includes("getClusterCredential") ? { kubeConfig: KUBECONFIG } : undefined),
    }),
};

/** What the example in TypeScript asks for. */
export function typescriptGraph(mode: Mode): Promise<Graph> {
    return graphWith(provider, mode);
}

/** What the example in TypeScript would give to a generated SDK, in the form in which the engine gets it. */
export async function typescriptInputs(token: string): Promise<WireObject> {
    const { resources } = await graphWith(sdk, "preview");
    const component = resources.find(({ type }) => type === token);
    if (component === undefined) throw new Error(`the TypeScript example makes no ${token}`);
    return component.inputs;
}

async function graphWith(library: object, mode: Mode): Promise<Graph> {
    const folder = join(ROOT, "examples", "million-connections");
    const { program } = exampleProgram(folder, "index.ts", library);
    const options = { project: PROJECT, stack: STACK, config: CONFIG, secretConfig: SECRETS };
    const { recorded } = await run(program, mode, options);
    return recorded;
}

/** What the example in another language asks for, as the same project and stack, its component made by the plugin. */
export async function graphOf(
    program: Command,
    mode: Mode,
    plugin: PluginProcess,
    cluster: FakeCluster,
): Promise<Graph> {
    const monitor = new ResourceMonitor({
        project: PROJECT,
        stack: STACK,
        organization: ORGANIZATION,
        config: CONFIG,
        secretKeys: SECRETS,
        answers: ANSWERS[mode],
    });
    const engine = new EngineLog((message) => monitor.graph.diagnostics.push(message));
    const remote = await remoteComponents(plugin, cluster)(monitor, engine);
    const server = await serve(withRemote(monitor, remote), engine);
    try {
        const env = environment(server.address, mode);
        await runCommand({ ...program, env: { ...program.env, ...env } });
    } finally {
        server.close();
        remote.close();
        monitor.close();
    }
    return monitor.graph;
}

/** What the language hosts tell a program. */
function environment(address: string, mode: Mode): NodeJS.ProcessEnv {
    return {
        PULUMI_PROJECT: PROJECT,
        PULUMI_STACK: STACK,
        PULUMI_ORGANIZATION: ORGANIZATION,
        PULUMI_CONFIG: JSON.stringify(CONFIG),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(SECRETS),
        PULUMI_DRY_RUN: String(mode === "preview"),
        PULUMI_PARALLEL: "16",
        PULUMI_MONITOR: address,
        PULUMI_ENGINE: address,
        // gRPC would otherwise send calls to this machine through a proxy.
        no_proxy: "127.0.0.1,localhost",
        no_grpc_proxy: "127.0.0.1,localhost",
    };
}
