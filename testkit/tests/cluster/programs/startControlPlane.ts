import { startControlPlane } from "../../../controlPlane";

/** Starts a control plane, says so, and ends as its second argument says, or waits to be ended. */
async function main([name, how]: string[]): Promise<void> {
    await startControlPlane({ name });
    process.stdout.write("started\n");
    if (how === "throw") {
        setImmediate(() => {
            throw new Error("a test that fails badly");
        });
    }
    setInterval(() => {}, 1000);
}

main(process.argv.slice(2)).catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
});
