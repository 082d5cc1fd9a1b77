import { existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";

/** A program's error, reduced to what its author can act on. */
export interface ProgramError {
    readonly message: string;
    /** Frames in the program's own files, innermost first: `deploy (index.ts:12:5)`. */
    readonly frames: readonly string[];
}

/** Frames in our own code say nothing about the program; compiled code is mapped back to its sources. */
const OWN_CODE = ["bin", "provider", "preview"].map((dir) => join(packageRoot(), dir) + sep);

const WRAPPER = /^Running program '.*' failed with an unhandled exception:\n/;
/** What the SDK puts before the words of an engine that refused a resource. */
const REFUSED = /^failed to register new resource .*?: (?:\d+ [A-Z_]+: )?/s;
/** Names of errors that say no more than that it is an error. */
const PLAIN_NAME =
    /^(?:<ref \*\d+> )?(?:(?:Error|RunError|ResourceError|InputPropertiesError)(?: \[\w+\])?: )?/;
/** How node prints what an InputPropertiesError says about a property. */
const PROPERTY = /propertyPath: (['"`])(.*?)\1,\s*reason: (['"`])(.*?)\3/gs;

/** Deep recursions say the same again and again. */
const MOST_FRAMES = 10;

/** Reads the text that Pulumi's run-time logs for an uncaught error. */
export function parseProgramError(logged: string, cwd: string): ProgramError {
    const text = stripVTControlCharacters(logged).replace(WRAPPER, "");
    const [first, ...inner] = blocksOf(text.split("\n"));
    const message = withoutRequireStack(first.headline).replace(PLAIN_NAME, "").replace(REFUSED, "");
    const reasons = [...text.matchAll(PROPERTY)].map(([, , path, , reason]) => ({ path, reason }));
    const untold = reasons.filter(({ reason }) => !message.includes(reason));
    const frames = own(first).map((frame) => describe(frame, cwd));
    const more = frames.length - MOST_FRAMES;
    return {
        message: [
            message,
            ...untold.map(({ path, reason }) => `  ${path}: ${reason}`),
            ...inner.map((block) => innerError(block, cwd)),
        ].join("\n"),
        frames: more > 0 ? [...frames.slice(0, MOST_FRAMES), `${more} more`] : frames,
    };
}

/** An error with its frames: the one that was thrown, what caused it, or one of several. */
interface Block {
    readonly headline: string;
    readonly frames: Frame[];
}

/** How node prints an error inside another one: `  [cause]: Error: ...`, and members of `[errors]: [`. */
const INNER = /^\s+(\[cause\]: )?(?:<ref \*\d+> )?(\[?(?:[A-Z]\w*)?(?:Error|Exception)\b.*)$/;

function blocksOf(lines: readonly string[]): [Block, ...Block[]] {
    // After its frames, node prints the error's fields: internals, and the reasons of wrong properties.
    const end = lines.findIndex((line) => isFrame(line) || /^\s+\[(cause|errors)\]: /.test(line));
    const headline = (end < 0 ? lines : lines.slice(0, end)).join("\n").trimEnd();
    const blocks: [Block, ...Block[]] = [
        { headline: headline.replace(/^\[(\w+: .*)\] \{$/s, "$1"), frames: [] },
    ];
    for (const line of end < 0 ? [] : lines.slice(end)) {
        const inner = INNER.exec(line);
        if (isFrame(line)) {
            const frame = parseFrame(line);
            if (frame !== undefined) (blocks.at(-1) as Block).frames.push(frame);
        } else if (inner !== null) {
            const [, cause, error = ""] = inner;
            blocks.push({
                headline: `${cause ? "caused by: " : ""}${error.replace(/^\[(.*)\]( \{)?$/, "$1")}`,
                frames: [],
            });
        }
    }
    return blocks;
}

function innerError(block: Block, cwd: string): string {
    const [at] = own(block);
    return `  ${block.headline}${at === undefined ? "" : ` (${describe({ ...at, call: "" }, cwd)})`}`;
}

function own({ frames }: Block): Frame[] {
    return frames.filter(({ file }) => !isForeign(file));
}

/** Node lists what required a missing module, down to Pulumi's run-time; the frames say the same of the program. */
function withoutRequireStack(headline: string): string {
    return headline.replace(/\nRequire stack:\n(?:- .*\n?)*/, "").trimEnd();
}

/** The package this module belongs to, compiled (bin/preview/host) or not (preview/host). */
function packageRoot(): string {
    let dir = __dirname;
    while (dir !== dirname(dir) && !existsSync(join(dir, "package.json"))) {
        dir = dirname(dir);
    }
    return dir;
}

interface Frame {
    readonly call: string;
    readonly file: string;
    readonly position: string;
}

function isFrame(line: string): boolean {
    return /^\s+at .+/.test(line);
}

function parseFrame(line: string): Frame | undefined {
    const match = /^\s+at (?:(.*?) \()?(.+?):(\d+:\d+)\)?,?(?: \{)?$/.exec(line);
    if (match === null) {
        return undefined;
    }
    const [, call = "", location, position] = match;
    const file = location.replace(/^async /, "");
    return { call, file: file.startsWith("file://") ? fileURLToPath(file) : file, position };
}

function isForeign(file: string): boolean {
    return (
        /^(node|data):/.test(file) ||
        file.includes(`${sep}node_modules${sep}`) ||
        !file.includes(sep) ||
        OWN_CODE.some((dir) => file.startsWith(dir))
    );
}

function describe({ call, file, position }: Frame, cwd: string): string {
    const near = relative(cwd, file);
    const shown = near.startsWith(join("..", "..", "..")) ? file : near;
    // Node calls the body of a module `Object.<anonymous>`.
    const name = call.replace(/^(?:async )?(?:Object\.)?<anonymous>$|^Object\.<anonymous>$/, "");
    return name === "" ? `${shown}:${position}` : `${name} (${shown}:${position})`;
}
