import { setTimeout as delay } from "node:timers/promises";
import { connect } from "../controlPlane/kube";
import type { BrokerAccess } from "./brokerAccess";
import { Brokers } from "./brokers";
import { BrokersOverApi, type Reach } from "./brokersOverApi";
import { type EmqxObject, objectsPath } from "./emqxObject";
import { WAIT_HEALTH_CHECK_SECONDS } from "./evacuation";
import { lineOf, USUAL_LINE } from "./lines";
import { OperatorPanic } from "./panic";

export interface OperatorOptions {
    /** The line that it is of, by the version of its API. Default: 2.2's. */
    readonly apiVersion?: string;
    /** Look at these namespaces only. Default: all. */
    readonly namespaces?: readonly string[];
    /**
     * Client connections every replicant pretends to have; matters with Enterprise alone, which moves them.
     * Default: 0.
     */
    readonly connectionsPerReplicant?: number;
    /**
     * Where a pod's broker answers, undefined while it does not: EMQX's API is then asked for all that the operator wants to
     * know and do. Default: brokers are made up from the pods.
     */
    readonly reach?: Reach;
    /** Brokers that outlive this operator, instead of its own. */
    readonly brokers?: BrokerAccess;
    /** How long a broker takes from ready containers to being in the cluster. Default: 0. */
    readonly bootSeconds?: number;
    /** How long an evacuation of a broker that is made up waits first. Default: EMQX's 60. */
    readonly waitHealthCheckSeconds?: number;
    /** Seconds between two looks at an object on its way. The real operator takes 1; default 0.25, to be quicker. */
    readonly passSeconds?: number;
    /** The same of an object that has settled. The real operator takes 30; default 1. */
    readonly settledPassSeconds?: number;
    /** What an operator's version adds to the pod templates: another one rolls every cluster again. Default: none. */
    readonly templateSalt?: string;
    /** Called with what could not be done; a test that fails wants to print it. */
    readonly log?: (line: string) => void;
}

export interface Operator {
    /** Resolves when the pass under way has ended; nothing is written afterwards. */
    stop(): Promise<void>;
}

const TICK_MS = 125;

/** The first back-off of a kubelet; later ones are longer. */
const RESTART_MS = 10_000;

/**
 * A stand-in for an operator's main process: makes of every EMQX object of its line what the real one makes, in the same
 * order. Talks to the API server alone. Survives an API server that is away.
 */
export async function startOperator(kubeconfig: string, options: OperatorOptions = {}): Promise<Operator> {
    const { namespaces, connectionsPerReplicant = 0, bootSeconds = 0, passSeconds = 0.25 } = options;
    const { waitHealthCheckSeconds = WAIT_HEALTH_CHECK_SECONDS, settledPassSeconds = 1 } = options;
    const { templateSalt: salt = "", log = () => {} } = options;
    const { apiVersion, start, retrySeconds } = lineOf(options.apiVersion ?? USUAL_LINE.apiVersion);
    const kube = await connect(kubeconfig);
    const ownBrokers = () =>
        options.reach === undefined
            ? new Brokers({ connectionsPerReplicant, bootSeconds, waitHealthCheckSeconds }, Date.now)
            : new BrokersOverApi(kube, options.reach);
    const brokers = options.brokers ?? ownBrokers();
    const reconcile = start({ kube, brokers, salt });
    const schedule = new Map<string, { generation: number; dueAt: number; failures: number }>();
    let stopped = false;

    async function lookAt(emqx: EmqxObject): Promise<void> {
        const { uid, generation, namespace, name } = emqx.metadata;
        const known = schedule.get(uid);
        if (known?.generation !== generation) {
            // Not at once: what was Ready stays so for a moment after a change, as recorded.
            schedule.set(uid, { generation, dueAt: 0, failures: known?.failures ?? 0 });
            return;
        }
        if (Date.now() < known.dueAt) return;
        let passMs = passSeconds * 1000;
        try {
            const seen = await reconcile(emqx);
            known.generation = seen.generation;
            known.failures = 0;
            if (seen.looksAgain) passMs = 0;
            else if (seen.isSettled) passMs = Math.max(passMs, settledPassSeconds * 1000);
        } catch (error) {
            known.failures += 1;
            if (retrySeconds !== undefined) passMs = retrySeconds(known.failures) * 1000;
            log(`${namespace}/${name}: ${(error as Error).message}`);
            if (error instanceof OperatorPanic) throw error;
        }
        known.dueAt = Date.now() + passMs;
    }

    async function tick(): Promise<void> {
        const { items } = await kube.request("GET", objectsPath(apiVersion));
        const objects = (items as EmqxObject[])
            .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
            .filter(({ metadata }) => namespaces?.includes(metadata.namespace) ?? true);
        // Items of a list do not say what they are.
        await Promise.all(objects.map((object) => lookAt({ ...object, apiVersion, kind: "EMQX" })));
    }

    /** Its container begins again, and with it every object's first look. */
    async function restart(): Promise<void> {
        schedule.clear();
        for (const end = Date.now() + RESTART_MS; Date.now() < end && !stopped; ) await delay(TICK_MS);
    }

    async function run(): Promise<void> {
        while (!stopped) {
            try {
                await tick();
            } catch (error) {
                if (error instanceof OperatorPanic) await restart();
                else log(`cannot list EMQX objects: ${(error as Error).message}`);
            }
            await delay(TICK_MS);
        }
    }

    const running = run();
    return {
        stop: () => {
            stopped = true;
            return running;
        },
    };
}
