import { codeOf } from "../../applied";
import { readPods } from "../../blueGreen/pass";
import { bootstrap, hasApiKey } from "../../blueGreen/steps/bootstrap";
import { budgets } from "../../blueGreen/steps/budgets";
import { trimHistory } from "../../blueGreen/steps/history";
import * as services from "../../blueGreen/steps/services";
import { CallFailed } from "../../brokerAccess";
import { recordEvent } from "../../events";
import { hoconValues } from "../../hocon";
import { roleLabels } from "../../names";
import type { Emqx } from "./emqxObject";
import type { Pass, Step } from "./pass";
import { fullConfig, syncConfig } from "./steps/config";
import { drain } from "./steps/drain";
import { addCores, addReplicants } from "./steps/nodeSets";
import { readinessGates } from "./steps/readinessGates";
import { updateStatus } from "./steps/status";

/** The order of the real operator's reconcilers. Source: controllers/apps/v2beta1/emqx_controller.go. */
const STEPS: readonly Step[] = [
    bootstrap,
    readinessGates,
    updateStatus,
    services.headlessService,
    addCores,
    addReplicants,
    budgets,
    syncConfig,
    (pass) => services.clientServices(pass, fullConfig(pass.emqx)),
    readinessGates,
    updateStatus,
    drain,
    trimHistory,
];

/** Looks at one EMQX object once. Rejects when something could not be done; the next pass tries again. */
export async function reconcile(context: Omit<Pass, "apiAnswers">): Promise<Emqx> {
    const pass: Pass = { ...context, apiAnswers: false };
    try {
        hoconValues(pass.emqx.spec.config.data ?? "");
    } catch (error) {
        const message = "the .spec.config.data is not a valid HOCON config";
        await recordEvent(pass, "Warning", "InvalidConfig", message);
        throw new Error(`failed to parse config: ${(error as Error).message}`);
    }
    if (!(await hasApiKey(pass))) {
        await bootstrap(pass);
        return pass.emqx;
    }
    const cores = await readPods(pass, roleLabels(pass.emqx.metadata.name, "core"));
    pass.apiAnswers = await pass.brokers.answering(cores);
    for (const step of STEPS) {
        try {
            if ((await step(pass)) === "stop") break;
        } catch (error) {
            const code = codeOf(error);
            // Gone, changed meanwhile, or no API server: the next pass sees. Anything else becomes an event, for people.
            const isRefusal = code !== undefined && code !== 404 && code !== 409 && code < 500;
            if (isRefusal || error instanceof CallFailed) {
                await recordEvent(pass, "Warning", "ReconcilerFailed", (error as Error).message);
            }
            throw error;
        }
    }
    return pass.emqx;
}
