import { codeOf } from "../../applied";
import type * as shared from "../../blueGreen/pass";
import { bootstrap, hasApiKey } from "../../blueGreen/steps/bootstrap";
import { budgets } from "../../blueGreen/steps/budgets";
import { trimHistory } from "../../blueGreen/steps/history";
import * as services from "../../blueGreen/steps/services";
import { recordEvent } from "../../events";
import { hoconValues } from "../../hocon";
import { DB_ROLE } from "../../names";
import { appliedConfig } from "./config";
import type { Emqx } from "./emqxObject";
import { load, type Step } from "./pass";
import { syncConfig } from "./steps/config";
import { drainCores, drainReplicants } from "./steps/drain";
import { addCores, addReplicants } from "./steps/nodeSets";
import { readinessGates } from "./steps/readinessGates";
import { updateStatus } from "./steps/status";

/** What every EMQX has by itself; the operator asks the running one, which is not asked here. */
const DEFAULT_LISTENERS = Object.entries({ tcp: 1883, ssl: 8883, ws: 8083, wss: 8084 })
    .map(([kind, port]) => `listeners.${kind}.default.bind = ${port}`)
    .join("\n");

/** In their order, by the names that events have for them. Source: emqx_controller.go of the controllers of v2. */
const STEPS: readonly (readonly [string, Step])[] = [
    ["updateStatus", updateStatus],
    ["updatePodConditions", readinessGates],
    ["syncConfig", syncConfig],
    ["addHeadlessService", services.headlessService],
    ["addCoreSet", addCores],
    ["addReplicantSet", addReplicants],
    ["addPdb", budgets],
    [
        "addService",
        (pass) => services.clientServices(pass, `${DEFAULT_LISTENERS}\n${appliedConfig(pass.emqx)}`),
    ],
    ["syncReplicantSets", drainReplicants],
    ["syncCoreSets", drainCores],
    ["cleanupOutdatedSets", trimHistory],
];

export interface Looked {
    readonly emqx: Emqx;
    /** At once, instead of after the usual pause. */
    readonly looksAgain: boolean;
}

/** Looks at one EMQX object once. Rejects when something could not be done; the next pass tries again. */
export async function reconcile(context: Omit<shared.Pass<Emqx>, "apiAnswers">): Promise<Looked> {
    const begun: shared.Pass<Emqx> = { ...context, apiAnswers: false };
    try {
        hoconValues(begun.emqx.spec.config.data ?? "");
    } catch (error) {
        const message = "the .spec.config.data is not a valid HOCON config";
        await recordEvent(begun, "Warning", "InvalidConfig", message);
        throw new Error(`failed to parse config: ${(error as Error).message}`);
    }
    const pass = await load(begun);
    await bootstrap(pass);
    if (!(await hasApiKey(pass))) return { emqx: pass.emqx, looksAgain: false };
    const cores = pass.pods.filter(({ metadata }) => metadata.labels[DB_ROLE] === "core");
    pass.apiAnswers = await pass.brokers.answering(cores);
    for (const [name, step] of STEPS) {
        try {
            if ((await step(pass)) === "stop") break;
        } catch (error) {
            const code = codeOf(error);
            // Gone, changed meanwhile, or no API server: the next pass sees. Anything else becomes an event, for people.
            const isCommon = code !== undefined && (code === 404 || code === 409 || code >= 500);
            if (!isCommon) {
                const reason = `reconcile failed at step ${name}, reason: ${(error as Error).message}`;
                await recordEvent(pass, "Warning", "ReconcilerFailed", reason);
            }
            throw error;
        }
    }
    return { emqx: pass.emqx, looksAgain: pass.looksAgain ?? false };
}
