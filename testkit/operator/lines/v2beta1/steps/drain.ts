import { isTrue } from "../../../blueGreen/conditions";
import { readPods, readRevisions } from "../../../blueGreen/pass";
import { hasReplicants } from "../../../blueGreen/spec";
import { instanceLabels, type Role, roleLabels } from "../../../names";
import type { LiveSet } from "../../../sets";
import type { Pass, Step } from "../pass";
import { drainCore } from "./drainCore";
import { drainReplicant } from "./drainReplicant";

/** Removes the pods of the sets that were replaced, one at a time: all replicants, then the cores. */
export const drain: Step = async (pass) => {
    const { status } = pass.emqx;
    if (!pass.apiAnswers || !isTrue(status.conditions, "Available")) return undefined;
    const cores = await readRevisions(pass, "core");
    const replicants = await readRevisions(pass, "replicant");
    const serving = hasReplicants(pass.emqx) ? replicants.update : cores.update;
    const recipients = [...status.replicantNodes, ...status.coreNodes]
        .filter(({ controllerUID }) => controllerUID === serving?.metadata.uid)
        .map(({ node }) => node);
    if (isReplaced(replicants.update, replicants.current)) {
        await drainReplicant(pass, replicants.current, await podsOf(pass, "replicant"), recipients);
    } else if (isReplaced(cores.update, cores.current)) {
        await drainCore(pass, cores.current, await podsOf(pass, "core"), recipients);
    }
    return undefined;
};

function isReplaced(update: LiveSet | undefined, current: LiveSet | undefined): current is LiveSet {
    return update !== undefined && current !== undefined && update.metadata.uid !== current.metadata.uid;
}

function podsOf(pass: Pass, role: Role) {
    const { name } = pass.emqx.metadata;
    return readPods(pass, { ...instanceLabels(name), ...roleLabels(name, role) });
}
