import { releaseOf } from "../../../../emqx";
import { find } from "../../../applied";
import { CallFailed } from "../../../brokerAccess";
import { inNamespace } from "../../../emqxObject";
import { recordEvent } from "../../../events";
import { say } from "../conditions";
import { configFiles, configMap } from "../config/configMap";
import { pathsOf, rendered, revisionOf, splitRoots } from "../config/roots";
import { nameOf } from "../names";
import { type Round, type Step, writeStatus } from "../round";

/**
 * Pushes what can be pushed, and only what was taken becomes what pods start with; what they have to start with is seen at pods that are
 * ready. Source: internal/controller/sync_emqx_config.go of September 2026.
 */
export const syncConfig: Step = async (round) => {
    const { emqx, state, core } = round;
    const roots = splitRoots(emqx.spec.config?.roots);
    const wanted = revisionOf(roots.runtime);
    const { config } = emqx.status;
    if (state.coreSet === undefined) {
        await writeFiles(round);
        config.runtimeRevision = wanted;
        say(emqx, "ConfigApplied", {
            is: false,
            reason: "PendingInitialStartup",
            message: "Configuration is staged for the initial EMQX cluster startup",
        });
        await writeStatus(round);
        return undefined;
    }
    if (config.runtimeRevision !== wanted && core === undefined) {
        // Nobody can be asked, perhaps because of what is there now.
        await writeFiles(round);
        say(emqx, "ConfigApplied", {
            is: false,
            reason: "PendingAvailability",
            message: "Configuration is staged until EMQX cluster becomes available",
        });
        await writeStatus(round);
        return undefined;
    }
    const isNew = config.runtimeRevision !== wanted;
    // The last root that goes is not pushed: nodes keep what it said until they start anew.
    if (isNew && Object.keys(roots.runtime).length > 0) await push(round, rendered(roots.runtime));
    if (isNew) config.runtimeRevision = wanted;
    await writeFiles(round);
    const isSaid = sayStartup(round, roots.startup);
    if (isSaid && isPending(round)) {
        const { message } = emqx.status.conditions.find(({ type }) => type === "ConfigApplied")!;
        await recordEvent(round, "Normal", "StartupConfigRollout", message);
    }
    if (isNew || isSaid) await writeStatus(round);
    return undefined;
};

/** Every answer but a good one counts as a refusal of the configuration. Recorded: config-rejected-400, -422, -503. */
async function push(round: Round, text: string): Promise<void> {
    const { emqx, brokers, core } = round;
    const version = emqx.status.clusterNodes.find(({ podName }) => podName === core?.metadata.name)?.version;
    try {
        const release = releaseOf(version ?? "", "Enterprise");
        await brokers.pushConfig({ emqx, release, text, mode: "replace" });
    } catch (error) {
        const isTimeout = (error as Error).name === "TimeoutError";
        if (!(error instanceof CallFailed) && !isTimeout) throw error;
        say(emqx, "ConfigApplied", {
            is: false,
            reason: "ConfigRejected",
            message: "Runtime configuration rejected by EMQX API",
        });
        await writeStatus(round).catch(() => undefined);
        const where = `${core?.metadata.name} API http://${core?.status.podIP}:18083/api/v5/configs?ignore_readonly=true&mode=replace`;
        const what =
            error instanceof CallFailed
                ? `HTTP ${error.status}, response: ${error.body}`
                : "context deadline exceeded";
        throw new Error(`failed to update EMQX runtime config: error accessing ${where}: ${what}`);
    }
}

function sayStartup({ emqx, state }: Round, startup: Record<string, unknown>): boolean {
    const active = state.activeStartupRevisions;
    const outdated = active.filter((revision) => revision !== revisionOf(startup));
    if (outdated.length > 0) {
        const isRemoval = Object.keys(startup).length === 0;
        return say(emqx, "ConfigApplied", {
            is: false,
            reason: "StartupConfigPending",
            message: isRemoval
                ? "Removal of startup configuration roots requires rolling restart"
                : `Configuration roots require rolling restart: ${pathsOf(startup)}`,
        });
    }
    if (active.length === 0) {
        return say(emqx, "ConfigApplied", {
            is: false,
            reason: "PendingAvailability",
            message: "Desired startup configuration needs ready EMQX pod for verification",
        });
    }
    return say(emqx, "ConfigApplied", {
        is: true,
        reason: "Applied",
        message: "Desired configuration is active",
    });
}

function isPending({ emqx }: Round): boolean {
    return emqx.status.conditions.some(({ reason }) => reason === "StartupConfigPending");
}

async function writeFiles({ kube, emqx }: Round): Promise<void> {
    const files = configFiles(splitRoots(emqx.spec.config?.roots));
    const collection = `${inNamespace(emqx, "/api/v1")}/configmaps`;
    const path = `${collection}/${nameOf.configs(emqx.metadata.name)}`;
    const live = await find(kube, path);
    if (live === undefined) await kube.request("POST", collection, configMap(emqx, files));
    else if (Object.entries(files).some(([name, text]) => live.data?.[name] !== text)) {
        await kube.request("PUT", path, { ...live, data: { ...live.data, ...files } });
    }
}
