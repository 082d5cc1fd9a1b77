import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { parseDocument, stringify } from "yaml";
import { InvokeFailures } from "../monitor/answers";
import { isObject, type Wire, type WireObject } from "../monitor/wire";
import { fileTrouble } from "./fileTrouble";
import type { FunctionAnswer } from "./functionAnswer";
import { StartProblem } from "./problem";
import { isRecording, recordedAnswers } from "./recordedCalls";

/** What cloud functions answer, from the file of `--data`. */
export class FunctionData {
    constructor(
        readonly file: string,
        private readonly answers: ReadonlyMap<string, readonly FunctionAnswer[]>,
    ) {}

    /** The answer for these arguments, else the one for any; undefined where the file has none. */
    public find(token: string, args: WireObject): FunctionAnswer | undefined {
        const all = this.answers.get(shortToken(token)) ?? [];
        // Of a recording's several answers to one question the last one.
        const last = (fits: (answer: FunctionAnswer) => boolean) => all.filter(fits).at(-1);
        return (
            last((answer) => answer.args !== undefined && isDeepStrictEqual(answer.args, args)) ??
            last((answer) => answer.args === undefined)
        );
    }

    /** What to write into the file for a call that it has no answer to. */
    public missing(token: string, args: WireObject): string {
        const others = this.answers.has(shortToken(token)) ? " with these arguments" : "";
        return `${this.file} has no answer to ${token}${others}; add to it (with \`unknown: true\` in place of \`return\` the preview goes on without a result):\n${answersToWrite([{ token, args }])}`;
    }
}

/** A file with an answer for each call, whose results are to be filled in. */
export function answersToWrite(
    calls: readonly { readonly token: string; readonly args: WireObject }[],
): string {
    const byToken: Record<string, object[]> = {};
    for (const { token, args } of calls) {
        byToken[token] ??= [];
        byToken[token].push({ args, return: {} });
    }
    return stringify(byToken).trimEnd();
}

/** `alicloud:index/getZones:getZones`, `alicloud:index:getZones` and `alicloud:getZones` are one function. */
function shortToken(token: string): string {
    const [pkg, module = "", name] = token.split(":");
    const folder = module.split("/")[0];
    return name === undefined
        ? `${pkg}:${module}`
        : folder === "index" || folder === ""
          ? `${pkg}:${name}`
          : `${pkg}:${folder}:${name}`;
}

/** Reads answers by token, as YAML or JSON, or what `PULUMI_DEBUG_GRPC` recorded of a real run. */
export function readFunctionData(file: string): FunctionData {
    const text = readText(file);
    const named = isRecording(text)
        ? recordedAnswers(text, file)
        : Object.entries(asTokens(text, file)).flatMap(([token, given]) =>
              answersOf(token, given, file).map((answer): [string, FunctionAnswer] => [token, answer]),
          );
    const answers = new Map<string, FunctionAnswer[]>();
    for (const [token, answer] of named) {
        answers.set(shortToken(token), [...(answers.get(shortToken(token)) ?? []), answer]);
    }
    return new FunctionData(file, answers);
}

function readText(file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch (error) {
        throw new StartProblem(
            `--data ${file}: ${fileTrouble(error)}; give answers of cloud functions (docs/preview-json.md)`,
        );
    }
}

const FORM =
    "write `token: [{ args: {...}, return: {...} }]`, e.g. alicloud:index/getZones:getZones (docs/preview-json.md)";

function asTokens(text: string, file: string): Record<string, unknown> {
    const document = parseDocument(text);
    const [error] = document.errors;
    if (error !== undefined) throw new StartProblem(`--data ${file}: ${error.message}`);
    const content: unknown = document.toJS();
    if (!isObject(content as Wire)) throw new StartProblem(`--data ${file}: is no map of functions; ${FORM}`);
    for (const token of Object.keys(content as object)) {
        if (/^[\w-]+:([\w/.-]+:)?\w+$/.test(token)) continue;
        throw new StartProblem(`--data ${file}: "${token}" is no function's token; ${FORM}`);
    }
    return content as Record<string, unknown>;
}

const PARTS = ["args", "return", "failures", "unknown"];

function answersOf(token: string, given: unknown, file: string): FunctionAnswer[] {
    const wrong = (why: string) => new StartProblem(`--data ${file}: ${token}: ${why}`);
    const entries = Array.isArray(given) ? given : [given];
    return entries.map((entry, i) => {
        const at = Array.isArray(given) ? `answer ${i + 1} ` : "";
        if (!isObject(entry)) throw wrong(`${at}is no object; ${FORM}`);
        const unknown = Object.keys(entry).filter((key) => !PARTS.includes(key));
        // The result itself, whatever the arguments.
        if (unknown.length > 0 && !Array.isArray(given) && !("args" in entry)) return { result: entry };
        if (unknown.length > 0) throw wrong(`${at}has "${unknown[0]}"; an answer has ${PARTS.join(", ")}`);
        const { args, return: result, failures } = entry;
        if (args !== undefined && !isObject(args)) throw wrong(`${at}has args that are no object`);
        const ways = ["return", "failures", "unknown"].filter((key) => key in entry);
        if (ways.length !== 1) {
            throw wrong(
                `${at}has ${ways.length === 0 ? "no" : ways.join(" and ")} ${ways.length === 0 ? "return" : "together"}; give one of return, failures, unknown: true`,
            );
        }
        const known = isObject(args) ? { args } : {};
        if ("unknown" in entry) {
            if (entry.unknown !== true) throw wrong(`${at}has unknown that is not true`);
            return known;
        }
        if (failures !== undefined)
            return { ...known, result: failuresOf(failures, (why) => wrong(`${at}${why}`)) };
        // A provider gives an object: InvokeResponse of provider.proto has a Struct.
        if (!isObject(result))
            throw wrong(`${at}returns no object; a function's result is one, e.g. { ids: [...] }`);
        return { ...known, result };
    });
}

function failuresOf(given: Wire | undefined, wrong: (why: string) => Error): InvokeFailures {
    const members = Array.isArray(given) ? given : [];
    const sound = members.every((member) => isObject(member) && typeof member.reason === "string");
    if (members.length === 0 || !sound) {
        throw wrong('has failures that are none; write [{ property: "...", reason: "..." }]');
    }
    return new InvokeFailures(
        members.map((member) => {
            const { property = "", reason } = member as { property?: string; reason: string };
            return { property: String(property), reason };
        }),
    );
}
