// What a step says to the GitHub Actions runner: outputs, the job's summary, and messages on the run's page.
import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";

/** Sets an output of the step. A value cannot end its own block: the delimiter is not to be guessed. */
export function setOutput(name, value) {
    const delimiter = randomUUID();
    append("GITHUB_OUTPUT", `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
}

/** Adds Markdown to the page of the run. */
export function addSummary(markdown) {
    append("GITHUB_STEP_SUMMARY", `${markdown}\n`);
}

export function notice(text) {
    command("notice", text);
}

export function warning(text) {
    command("warning", text);
}

export function error(text) {
    command("error", text);
}

/** An error that a person can act on: shown as its sentence, without a stack. */
export class Stop extends Error {}

/** Runs a step's work; its failure is one message on the run's page and exit code 1. */
export async function step(work) {
    try {
        await work();
    } catch (failure) {
        error(failure instanceof Stop ? failure.message : (failure?.stack ?? String(failure)));
        process.exitCode = 1;
    }
}

/** An environment variable that the runner or action.yml sets; the empty text counts as not set. */
export function optional(name) {
    return process.env[name] || undefined;
}

export function required(name) {
    const value = optional(name);
    if (value === undefined)
        throw new Stop(`${name} is not set: this script is a step of the emqx-ack action`);
    return value;
}

function append(variable, text) {
    const file = optional(variable);
    if (file !== undefined) appendFileSync(file, text);
}

function command(name, text) {
    const escaped = text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
    process.stdout.write(`::${name} title=emqx-ack::${escaped}\n`);
}
