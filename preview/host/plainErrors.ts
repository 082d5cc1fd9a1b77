/** Begins a line that says where the program ended its process by itself. */
export const EXIT_MARK = "\u0001emqx-ack exit ";

/**
 * Runs in the program's process before anything else. Pulumi's run-time prints errors with colours, for which
 * Node 20 spends a minute and gigabytes on some stacks (pulumi/pulumi#20567, pulumi/pulumi#21326); without colours
 * it is at once, and the text is the same. And `process.exit` says where it was called, which no exit code does.
 */
const SOURCE = `
import { writeSync } from "node:fs";
import util from "node:util";
util.inspect = new Proxy(util.inspect, {
    apply: (inspect, self, [value, options, ...rest]) =>
        inspect(value, value instanceof Error ? { ...options, colors: false } : options, ...rest),
});
process.exit = new Proxy(process.exit, {
    apply: (exit, self, [code, ...rest]) => {
        const { stack } = new Error("the program called process.exit(" + (code ?? "") + ") before it was done");
        try {
            writeSync(2, ${JSON.stringify(EXIT_MARK)} + JSON.stringify(stack) + ${JSON.stringify("\n")});
        } catch {}
        return exit.call(process, code, ...rest);
    },
});
`;

/** One argument, since Pulumi's run-time takes a separate `--import` for a loader and leaves ES modules to it. */
export const PLAIN_ERRORS = `--import=data:text/javascript,${encodeURIComponent(SOURCE)}`;

/**
 * For programs in TypeScript that are ES modules. What Pulumi's run-time loads to map lines back looks for maps in files, and these
 * modules have theirs only in what the loader makes of them, which Node.js itself reads when nobody stands in its way.
 */
export const MODULES_BY_LINE = [
    "--enable-source-maps",
    `--import=data:text/javascript,${encodeURIComponent(
        'Object.defineProperty(Error, "prepareStackTrace", { get: () => undefined, set: () => undefined });',
    )}`,
];
