import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cloud, startCloud } from "../cloud";
import {
    addNodes,
    type ControlPlane,
    connect,
    type Kube,
    needsControlPlane,
    startControlPlane,
} from "../controlPlane";
import type { LiveObject } from "../controlPlane/kube";
import { Deployment, type UpResult } from "./deployment";
import web, { type WebInput } from "./programs/web";

/** A control plane with three nodes and the cloud's part, for the tests of a suite. */
export interface EngineSuite {
    readonly controlPlane: ControlPlane;
    readonly kubeconfig: string;
    readonly kube: Kube;
    /** Removed when the suite is over. */
    readonly folder: string;
    /** A stack with a namespace that no other test has. */
    stack(options?: { waitSeconds?: number }): WebStack;
    object(
        apiVersion: string,
        kind: string,
        name: string,
        namespace?: string,
    ): Promise<LiveObject | undefined>;
}

export interface WebStack {
    readonly namespace: string;
    readonly deployment: Deployment;
    readonly input: WebInput;
    up(changes?: Partial<WebInput>): Promise<UpResult>;
}

/** Registers the hooks of a suite; what it gives is there once they have run. */
export function engineSuite(name: string): EngineSuite {
    const suite = {} as { -readonly [K in keyof EngineSuite]: EngineSuite[K] };
    let cloud: Cloud | undefined;
    let count = 0;
    before(async function () {
        // Building the programs of a control plane for the first time takes minutes.
        this.timeout(900_000);
        needsControlPlane.call(this);
        suite.folder = mkdtempSync(join(tmpdir(), "emqx-ack-engine-"));
        suite.controlPlane = await startControlPlane({ name });
        suite.kubeconfig = suite.controlPlane.kubeconfig;
        suite.kube = await connect(suite.kubeconfig);
        const zones = ["g", "h", "i"];
        await addNodes(
            suite.kube,
            zones.map((zone) => ({ name: `node-${zone}`, zone: `cn-hangzhou-${zone}` })),
        );
        cloud = await startCloud(suite.kubeconfig);
    });
    after(async () => {
        await cloud?.stop();
        await suite.controlPlane?.stop();
        if (suite.folder !== undefined) rmSync(suite.folder, { recursive: true });
    });
    suite.object = (apiVersion, kind, objectName, namespace) =>
        suite.kube.get({
            apiVersion,
            kind,
            metadata: { name: objectName, ...(namespace ? { namespace } : {}) },
        });
    suite.stack = (options = {}) => {
        const namespace = `web-${++count}`;
        const { kubeconfig } = suite;
        const deployment = new Deployment({ kubeconfig, ...options });
        const input = { kubeconfig, namespace };
        const up = (changes: Partial<WebInput> = {}) => deployment.up(() => web({ ...input, ...changes }));
        return { namespace, deployment, input, up };
    };
    return suite;
}
