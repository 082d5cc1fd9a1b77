import * as assert from "node:assert/strict";
import { type Cloud, startCloud } from "../../cloud";
import {
    addNodes,
    type ControlPlane,
    connect,
    type Kube,
    needsControlPlane,
    removeNodes,
    startControlPlane,
} from "../../controlPlane";
import { dataText } from "../../data";
import { type Operator, type OperatorOptions, startOperator } from "../../operator";
import { BrokersWithClients, type ClientOptions } from "../../operator/brokersWithClients";
import { compareOrder, printSteps } from "../../operator/conformance/compareOrder";
import { objectsAfter } from "../../operator/conformance/objectsAfter";
import { type Played, play } from "../../operator/conformance/play";
import type { Scenario } from "../../operator/conformance/scenario";
import type { Cast, Stage } from "../../operator/conformance/stage";
import { installCrd } from "../../operator/installCrd";
import type { OperatorLine } from "../../operator/line";

export interface Recorded {
    readonly line: OperatorLine;
    /** In tests/data/recordings. */
    readonly folder: string;
    /** What was recorded one after the other on one object, by the namespace that it is played in; side by side. */
    readonly series: Readonly<Record<string, readonly Scenario[]>>;
    readonly operator: OperatorOptions;
    /** Each series has an operator of its own, and brokers that outlive it. */
    readonly clients?: ClientOptions;
    /** Clients are where each recording has them at its beginning. Default: where they are. */
    readonly placesClients?: boolean;
    readonly leftToPace?: RegExp;
    /** How many series are played at a time. Default: all. */
    readonly lanes?: number;
    readonly reading?: Stage["reading"];
}

/**
 * A line's stand-in against recordings of the real operator: the same changes to the same objects on an API server. Compared: the
 * order of steps (conformance/steps.ts says what counts as one and what is left to timing), and the state each scenario settles in, in
 * full. What is returned gives each scenario of a series, once it was played.
 */
export function againstRecordings(suite: Mocha.Suite, recorded: Recorded) {
    const { line, folder, series } = recorded;
    const played = new Map<string, Promise<Played>>();
    const of = (namespace: string, scenario: string) => played.get(`${namespace} ${scenario}`)!;
    let controlPlane: ControlPlane | undefined;
    let cloud: Cloud | undefined;
    let operator: Operator | undefined;
    const busy: Promise<unknown>[] = [];
    let kube: Kube;
    suite.timeout(600_000);

    suite.beforeAll(async function () {
        this.timeout(900_000);
        needsControlPlane.call(this);
        controlPlane = await startControlPlane({ name: "stand-in" });
        const { kubeconfig } = controlPlane;
        kube = await connect(kubeconfig);
        await addNodes(kube, NODES);
        for (const crd of line.definitions()) await installCrd(kube, crd);
        cloud = await startCloud(kubeconfig);
        // A pass a second, as the real one: how long states last decides what a sample meets.
        const options = { apiVersion: line.apiVersion, passSeconds: 1, ...recorded.operator };
        const { clients, lanes = Object.keys(series).length } = recorded;
        if (clients === undefined) operator = await startOperator(kubeconfig, options);
        for (const [i, [namespace, scenarios]] of Object.entries(series).entries()) {
            await kube.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
            const own = clients && castOf(kube, kubeconfig, options, { ...clients, namespace });
            const stage: Stage = {
                kube,
                kubeconfig,
                namespace,
                line,
                ...(own === undefined ? {} : { own }),
                placesClients: recorded.placesClients ?? false,
                ...(recorded.leftToPace === undefined ? {} : { leftToPace: recorded.leftToPace }),
                ...(recorded.reading === undefined ? {} : { reading: recorded.reading }),
            };
            const recording = (scenario: string) => dataText("recordings", folder, `${scenario}.jsonl`);
            const look = (scenario: string) => objectsAfter(stage, scenario);
            const playing = play(stage, scenarios, recording, look, busy[i % lanes]);
            busy[i % lanes] = playing.over;
            for (const [name, result] of playing.played) played.set(`${namespace} ${name}`, result);
        }
    });

    suite.afterAll(async () => {
        await Promise.all(busy);
        await Promise.all([operator?.stop(), cloud?.stop()]);
        if (controlPlane?.external) await cleanUp(kube, Object.keys(series));
        await controlPlane?.stop();
    });

    for (const [namespace, scenarios] of Object.entries(series)) {
        for (const { name } of scenarios.filter(({ untilState }) => untilState === undefined)) {
            it(`${name} (${namespace}): the same steps in the same order`, async () => {
                const { recorded, observed, brief } = await of(namespace, name);
                const problems = compareOrder(recorded, observed, brief);
                assert.deepEqual(
                    problems,
                    [],
                    `${problems.slice(0, 10).join("\n")}\nrecorded:\n${printSteps(recorded)}\nobserved:\n${printSteps(observed)}`,
                );
            });

            it(`${name} (${namespace}): settles in the same state`, async () => {
                const { recordedEnd, observedEnd } = await of(namespace, name);
                assert.deepEqual(observedEnd, recordedEnd);
            });
        }
    }
    return Object.assign(of, {
        kubeconfig: () => controlPlane!.kubeconfig,
        kube: () => kube,
        /** All series are. */
        over: () => Promise.all(busy),
    });
}

function castOf(kube: Kube, kubeconfig: string, options: OperatorOptions, clients: ClientOptions): Cast {
    const { namespace = "" } = clients;
    const brokers = new BrokersWithClients(kube, clients);
    return {
        brokers,
        operator: undefined,
        async begin() {
            brokers.start();
            this.operator = await startOperator(kubeconfig, { ...options, brokers, namespaces: [namespace] });
        },
    };
}

const ZONES = ["cn-hangzhou-g", "cn-hangzhou-h", "cn-hangzhou-i"];

/** 18 nodes in three zones, as recorded. */
const NODES = ["core", "replicant"].flatMap((role) =>
    Array.from({ length: 9 }, (_, i) => ({
        name: `${role}-${i + 1}`,
        zone: ZONES[i % ZONES.length]!,
        labels: { role },
    })),
);

async function cleanUp(kube: Kube, namespaces: readonly string[]): Promise<void> {
    for (const name of namespaces) {
        await kube.delete({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
    }
    await removeNodes(
        kube,
        NODES.map(({ name }) => name),
    );
}
