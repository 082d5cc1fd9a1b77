import type { ChildNews, ChildTask } from "./child";
import { Deployment } from "./deployment";

/** The other side of `runInChild`: takes one task, runs it, reports what happens, and ends. */
process.once("message", (task: ChildTask) => {
    run(task).then(
        () => process.exit(0),
        (error) => {
            console.error(error);
            process.exit(1);
        },
    );
});
// Nobody is left to report to.
process.once("disconnect", () => process.exit(1));

async function run({ programFile, input, ...options }: ChildTask): Promise<void> {
    const program: (input: unknown) => unknown = require(programFile).default;
    const { error, outputs } = await new Deployment(options).up(() => program(input), {
        onStep: (step) => void send({ step }),
        onMessage: (message) => void send({ message }),
    });
    await send({ end: { ...(error === undefined ? {} : { error: error.message }), outputs } });
}

function send(news: ChildNews): Promise<void> {
    return new Promise((resolve) => process.send?.(news, undefined, undefined, () => resolve()));
}
