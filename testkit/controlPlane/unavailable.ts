import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { binariesAreBuilt, goNeeded } from "./build";

/**
 * Why a control plane cannot be had here, as a sentence; undefined when it can. With EMQX_ACK_REQUIRE_CLUSTER=1 it throws
 * that sentence instead, so that no suite can skip itself where it has to run.
 */
export function unavailable(): string | undefined {
    const reason = reasonAgainst();
    if (reason !== undefined && process.env.EMQX_ACK_REQUIRE_CLUSTER === "1") {
        throw new Error(`EMQX_ACK_REQUIRE_CLUSTER=1 asks for the cluster tests, but ${reason}`);
    }
    return reason;
}

/** Skips the suite, with the reason, where it cannot run; fails it where it must (EMQX_ACK_REQUIRE_CLUSTER=1). */
export function needsControlPlane(this: Mocha.Context): void {
    const reason = unavailable();
    if (reason === undefined) return;
    console.log(`      skipped: ${reason}`);
    this.skip();
}

function reasonAgainst(): string | undefined {
    const external = process.env.TEST_KUBECONFIG;
    if (external) {
        return existsSync(external) ? undefined : `TEST_KUBECONFIG names ${external}, which is not there.`;
    }
    if (process.platform !== "linux") {
        return `the control plane for tests runs on Linux only, not on ${process.platform}; TEST_KUBECONFIG can name a cluster to use instead.`;
    }
    return binariesAreBuilt() ? undefined : whyNotBuildable();
}

function whyNotBuildable(): string | undefined {
    const needed = goNeeded();
    const notBuilt = `the control plane for tests is not built yet, and that needs Go ${needed} or newer`;
    const go = spawnSync("go", ["env", "GOVERSION", "GOTOOLCHAIN"], { encoding: "utf8" });
    if (go.status !== 0) return `${notBuilt} on the PATH (https://go.dev/dl).`;
    const [version = "", toolchain] = go.stdout.split("\n");
    const tooOld = compareVersions(version.replace(/^go/, ""), needed) < 0;
    // Any other GOTOOLCHAIN lets an older Go fetch the one that go.mod asks for.
    return tooOld && toolchain === "local" ? `${notBuilt}, not ${version}.` : undefined;
}

function compareVersions(one: string, other: string): number {
    return one.localeCompare(other, "en", { numeric: true });
}
