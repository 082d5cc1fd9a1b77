/** What is still to be ended when this process ends, however it does. */
const ends = new Set<() => void>();

const onExit = () => {
    for (const end of ends) end();
};
const onInterrupt = () => process.exit(130);
const onTerminate = () => process.exit(143);

/** Calls `end` (synchronous, and harmless twice) when the process exits or gets a signal to; gives back how to forget it. */
export function endWithProcess(end: () => void): () => void {
    if (ends.size === 0) {
        process.on("exit", onExit).on("SIGINT", onInterrupt).on("SIGTERM", onTerminate);
    }
    ends.add(end);
    return () => {
        if (ends.delete(end) && ends.size === 0) {
            process.off("exit", onExit).off("SIGINT", onInterrupt).off("SIGTERM", onTerminate);
        }
    };
}
