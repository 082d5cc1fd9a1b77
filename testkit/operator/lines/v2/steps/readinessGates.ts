import { isTrue } from "../../../blueGreen/conditions";
import { setGate } from "../../../blueGreen/gate";
import { podIs } from "../../../pods";
import { podsOf, type Step, setsIn } from "../pass";

/**
 * Opens the gates of the pods asked for whose broker wants clients. Once these are all up ("Available"), closes the gates of all
 * pods of the sets that they replace. Source: update_pod_conditions.go of the controllers of v2.
 */
export const readinessGates: Step = async (pass) => {
    const { emqx, brokers } = pass;
    const [cores, replicants] = [setsIn(pass, "core"), setsIn(pass, "replicant")];
    const asked = [...podsOf(pass, cores.update), ...podsOf(pass, replicants.update)];
    const replaced = [...podsOf(pass, cores.current), ...podsOf(pass, replicants.current)];
    const isReady = (pod: (typeof asked)[number]) => podIs(pod, "ContainersReady");
    for (const pod of asked.filter(isReady)) {
        await setGate(pass, pod, pass.apiAnswers && !(await brokers.isEvacuating(pod.metadata.uid)));
    }
    if (!isTrue(emqx.status.conditions, "Available")) return undefined;
    for (const pod of replaced.filter((each) => isReady(each) && !asked.includes(each))) {
        await setGate(pass, pod, false);
    }
    return undefined;
};
