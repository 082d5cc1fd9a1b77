import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";

interface Step {
    readonly id?: string;
    readonly name?: string;
    readonly if?: string;
    readonly run?: string;
    readonly shell?: string;
    readonly env?: Record<string, string>;
}

export interface ActionRun {
    readonly code: number;
    /** All that the steps wrote to the log. */
    readonly log: string;
    readonly summary: string;
    readonly outputs: Record<string, string>;
}

/** Runs the `run` steps of a composite action as GitHub's runner does: one shell each, until one fails. */
export async function runAction(
    file: string,
    inputs: Record<string, string>,
    env: Record<string, string>,
    cwd: string,
): Promise<ActionRun> {
    const action = parse(readFileSync(file, "utf8"));
    for (const name of Object.keys(inputs)) if (!(name in action.inputs)) throw new Error(`no input ${name}`);
    const temp = mkdtempSync(join(tmpdir(), "emqx-ack-action-"));
    const values: Record<string, string> = { "github.token": env.TOKEN ?? "" };
    for (const [name, input] of Object.entries<{ default?: string }>(action.inputs)) {
        values[`inputs.${name}`] = inputs[name] ?? fill(input.default ?? "", values);
    }
    let log = "";
    let code = 0;
    const summary = join(temp, "summary");
    writeFileSync(summary, "");
    for (const step of action.runs.steps as Step[]) {
        if (step.run === undefined || code !== 0 || !holds(step.if, values)) continue;
        const output = join(temp, "output");
        writeFileSync(output, "");
        const stepEnv = Object.fromEntries(
            Object.entries(step.env ?? {}).map(([name, text]) => [name, fill(text, values)]),
        );
        const done = await shell(step.run, cwd, {
            PATH: process.env.PATH,
            HOME: process.env.HOME,
            RUNNER_TEMP: temp,
            GITHUB_ACTION_PATH: dirname(file),
            GITHUB_OUTPUT: output,
            GITHUB_STEP_SUMMARY: summary,
            ...env,
            ...stepEnv,
        });
        log += done.log;
        code = done.code;
        for (const [name, value] of outputsOf(readFileSync(output, "utf8"))) {
            values[`steps.${step.id}.outputs.${name}`] = value;
        }
    }
    const outputs = Object.entries<{ value: string }>(action.outputs ?? {});
    return {
        code,
        log,
        summary: readFileSync(summary, "utf8"),
        outputs: Object.fromEntries(outputs.map(([name, { value }]) => [name, fill(value, values)])),
    };
}

/** `${{ inputs.x }}` in a text; what has no value is the empty text. */
function fill(text: string, values: Record<string, string>): string {
    return text.replace(/\$\{\{ *([\w.-]+) *\}\}/g, (_, name: string) => values[name] ?? "");
}

/** The one form of condition that our actions use. */
function holds(condition: string | undefined, values: Record<string, string>): boolean {
    if (condition === undefined) return true;
    const match = /^([\w.-]+) != '(.*)'$/.exec(condition);
    if (!match) throw new Error(`a condition this runner does not know: ${condition}`);
    return (values[match[1]] ?? "") !== match[2];
}

function outputsOf(text: string): [string, string][] {
    return [...text.matchAll(/^([\w-]+)<<(.+)\n([\s\S]*?)\n\2$/gm)].map((match) => [match[1], match[3]]);
}

function shell(run: string, cwd: string, env: NodeJS.ProcessEnv): Promise<{ code: number; log: string }> {
    return new Promise((resolve, reject) => {
        const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", run], { cwd, env });
        let log = "";
        for (const stream of [child.stdout, child.stderr]) {
            stream.setEncoding("utf8").on("data", (text: string) => {
                log += text;
            });
        }
        child.on("error", reject);
        child.on("close", (code) => resolve({ code: code ?? 1, log }));
    });
}
