/**
 * Runs in the program's process before anything else. Pulumi's run-time prints errors with colours, for which
 * Node 20 spends a minute and gigabytes on some stacks (pulumi/pulumi#20567, pulumi/pulumi#21326); without colours
 * it is at once, and the text is the same.
 */
const SOURCE = `
import util from "node:util";
util.inspect = new Proxy(util.inspect, {
    apply: (inspect, self, [value, options, ...rest]) =>
        inspect(value, value instanceof Error ? { ...options, colors: false } : options, ...rest),
});
`;

/** One argument, since Pulumi's run-time takes a separate `--import` for a loader and leaves ES modules to it. */
export const PLAIN_ERRORS = `--import=data:text/javascript,${encodeURIComponent(SOURCE)}`;
