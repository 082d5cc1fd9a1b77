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

/** Reads the text that Pulumi's run-time logs for an uncaught error. */
export function parseProgramError(logged: string, cwd: string): ProgramError {
    const lines = stripVTControlCharacters(logged).replace(WRAPPER, "").split("\n");
    const first = lines.findIndex(isFrame);
    // After its frames, node prints the error's fields: internals, and the reasons of wrong properties.
    const headline = (first < 0 ? lines : lines.slice(0, first)).join("\n").trimEnd();
    const message = headline.replace(PLAIN_NAME, "").replace(REFUSED, "");
    const reasons = [...lines.join("\n").matchAll(PROPERTY)].map(([, , path, , reason]) => ({
        path,
        reason,
    }));
    const untold = reasons.filter(({ reason }) => !message.includes(reason));
    const frames = lines.filter(isFrame).map(parseFrame);
    const own = frames.filter((frame) => frame !== undefined && !isForeign(frame.file));
    return {
        message: [message, ...untold.map(({ path, reason }) => `  ${path}: ${reason}`)].join("\n"),
        frames: own.map((frame) => describe(frame as Frame, cwd)),
    };
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
    const match = /^\s+at (?:(.*?) \()?(.+?):(\d+:\d+)\)?(?: \{)?$/.exec(line);
    if (match === null) {
        return undefined;
    }
    const [, call = "", location, position] = match;
    const file = location.replace(/^async /, "");
    return { call, file: file.startsWith("file://") ? fileURLToPath(file) : file, position };
}

function isForeign(file: string): boolean {
    return (
        file.startsWith("node:") ||
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
