import { binaries } from "./build";
import { unavailable } from "./unavailable";

/** Builds the programs before the tests run, so that no test's time limit has to cover it. */
async function prepare(): Promise<void> {
    const reason = process.env.TEST_KUBECONFIG ? undefined : unavailable();
    if (reason !== undefined) process.stderr.write(`control plane for tests: ${reason}\n`);
    else if (!process.env.TEST_KUBECONFIG) process.stdout.write(`${await binaries()}\n`);
}

prepare().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
});
