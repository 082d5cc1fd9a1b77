import { waitUntil } from "../../controlPlane/waitUntil";
import { POD_TEMPLATE_HASH } from "../names";
import { INSTANCE_NAME, objectOf, type Stage } from "./stage";

/** What an EMQX object consists of on the API server, in a form that can be compared. */
export interface Objects {
    readonly emqx: Record<string, any> | undefined;
    readonly coreSets: readonly Record<string, any>[];
    readonly configMap: Record<string, any> | undefined;
    /** Kind and name of everything of the object's that is left. */
    readonly names: readonly string[];
    /** Of those, what goes with the object. */
    readonly owned: readonly string[];
    /** Disks of its cores. */
    readonly claims: readonly string[];
    /** Disruptions that each budget allows. */
    readonly allowed: Readonly<Record<string, number>>;
    /** About it: type, reason and message. */
    readonly events: readonly string[];
}

export async function objectsIn(stage: Pick<Stage, "kube" | "namespace" | "line">): Promise<Objects> {
    const { kube, namespace } = stage;
    const list = (apiVersion: string, kind: string) => kube.list({ apiVersion, kind, namespace });
    const kinds = [
        ["v1", "ConfigMap"],
        ["v1", "Secret"],
        ["v1", "Service"],
        ["policy/v1", "PodDisruptionBudget"],
    ] as const;
    const objects = (await Promise.all(kinds.map(([group, kind]) => list(group, kind)))).flat();
    const own = objects.filter(({ metadata }) => metadata.name.startsWith(`${INSTANCE_NAME}-`));
    const nameOf = ({ kind, metadata }: Record<string, any>) => `${kind} ${metadata.name}`;
    const owned = own.filter(({ metadata }) => metadata.ownerReferences?.length > 0);
    const claims = await list("v1", "PersistentVolumeClaim");
    const events = (await list("v1", "Event")).filter(
        ({ involvedObject }) => involvedObject.kind === "EMQX" && involvedObject.name === INSTANCE_NAME,
    );
    const budgets = own.filter(({ kind }) => kind === "PodDisruptionBudget");
    return {
        emqx: await kube.get(objectOf(stage)),
        coreSets: await list("apps/v1", "StatefulSet"),
        configMap: own.find(({ kind }) => kind === "ConfigMap"),
        names: own.map(nameOf).sort(),
        owned: owned.map(nameOf).sort(),
        claims: claims.map(({ metadata }) => metadata.name).sort(),
        events: events.map(({ type, reason, message }) => `${type} ${reason} ${message}`),
        allowed: Object.fromEntries(
            budgets.map(({ metadata, status }) => [metadata.name, status?.disruptionsAllowed ?? 0]),
        ),
    };
}

/**
 * The same when all is done that shows in no set and no condition: the configuration is pushed, or the garbage
 * collector has removed what a deleted object owned.
 */
export function objectsAfter(stage: Stage, scenario: string): Promise<Objects> {
    return waitUntil("the configuration is pushed, or what was owned is collected", 60_000, async () => {
        const objects = await objectsIn(stage);
        // An object of which nothing is said is done with.
        const isPushed = objects.emqx?.status === undefined || stage.line.isConfigured(objects.emqx);
        const isCollected = scenario !== "delete" || objects.owned.length === 0;
        return isPushed && isCollected ? objects : undefined;
    });
}

/** Replaces the hash by a word, and drops what the API server makes up for each object. */
export function comparable(object: Record<string, any>): Record<string, any> {
    const hash = object.metadata.labels?.[POD_TEMPLATE_HASH];
    const text = JSON.stringify(object.spec);
    return JSON.parse(hash === undefined ? text : text.replaceAll(hash, "HASH"));
}
