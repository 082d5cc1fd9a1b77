import { isEmqxType, lineOfType } from "../../../provider/emqx/lines";
import type { OperatorLine } from "../../../provider/emqx/lines/line/line";
import type { EmqxState } from "../../../provider/emqx/lines/line/state";
import { secretNames } from "../../../provider/emqx/secrets/secretNames";
import { PREFIX as LOAD_BALANCER } from "../../../provider/loadBalancer/annotationNames";
import { DB_ROLE_LABEL, INSTANCE_LABEL } from "../../../provider/naming/labels";
import { DASHBOARD_PORT } from "../../../provider/naming/ports";
import type { ChangeSet, ResourceChange, Snapshot } from "../../changes/change";
import { qualifiedTypeOf, typeOf } from "../../monitor/urns";
import type { WireObject } from "../../monitor/wire";
import type { KernelCause } from "../facts/kernelCause";
import type { ClusterBehind } from "../facts/thing";
import { kernelCauses } from "./kernelCause";
import { listAt, numberAt, plainObject, textAt } from "./values";

/** An EMQX cluster on both sides of a change. */
export interface Cluster {
    readonly urn: string;
    /** Of the operator that reads it; absent for one that is not known here, and then the states are absent too. */
    readonly line?: OperatorLine;
    /** Of the operator that read it before the update: mostly the same. */
    readonly lineBefore?: OperatorLine;
    /** `metadata.name`, else the resource's. */
    readonly name: string;
    readonly namespace?: string;
    /** Made by this package's EmqxCluster, which refuses at `up` what would hurt. */
    readonly ours: boolean;
    /** Path of the outline's inputs that leads to those of EmqxCluster: `emqx` or nothing. */
    readonly inputPrefix: string;
    readonly before?: EmqxState;
    readonly after?: EmqxState;
    readonly inputsBefore?: WireObject;
    readonly inputsAfter?: WireObject;
    /** Absent for one that stays as it is. */
    readonly change?: ResourceChange;
    /**
     * URNs of changed Secrets whose content its nodes read at boot only. EmqxCluster restarts the nodes then, by an annotation
     * whose value is not known offline.
     */
    readonly bootSecrets: readonly string[];
    /** Connections that it was made for so far; undefined where nobody says it. */
    readonly connections?: number;
    /**
     * Seconds for which its load balancer lets connections live on, as it is set while EMQX rolls (the load balancer's
     * own change comes after); 0 without a drain, undefined without a load balancer in the stack.
     */
    readonly drainSeconds?: number;
    /** Why its own pools get other kernel profiles; for none where they do not. */
    readonly kernels: readonly KernelCause[];
}

const EMQX_CLUSTER = "emqx-ack:index:EmqxCluster$";

/** The EMQX clusters of a stack, those included that stay as they are. */
export function clustersOf(changes: ChangeSet): Cluster[] {
    const changed = new Map(changes.changes.map((change) => [change.urn, change]));
    const urns = [
        ...changes.changes.filter(({ type }) => isEmqxType(type)).map(({ urn }) => urn),
        ...[...changes.before.values(), ...changes.after.values()]
            .filter(({ type }) => isEmqxType(type))
            .map(({ urn }) => urn),
    ];
    const renamed = new Set(changes.changes.flatMap(({ previousUrn }) => previousUrn ?? []));
    return [...new Set(urns)]
        .filter((urn) => !renamed.has(urn))
        .map((urn) => clusterOf(urn, changed.get(urn), changes));
}

function clusterOf(urn: string, change: ResourceChange | undefined, changes: ChangeSet): Cluster {
    const old = changes.before.get(change?.previousUrn ?? urn);
    const present = changes.after.get(urn);
    const before = change ? change.before?.inputs : old?.side.inputs;
    const after = change ? change.after?.inputs : present?.side.inputs;
    const inputs = before ?? after ?? {};
    const type = change?.type ?? present?.type ?? old?.type ?? "";
    const line = lineOfType(type);
    // Pulumi's type has the API version: under an alias the object had another one.
    const lineBefore = lineOfType(old?.type ?? (change?.previousUrn ? typeOf(change.previousUrn) : type));
    const beneath = qualifiedTypeOf(urn);
    const name = textAt(inputs, "metadata", "name") ?? change?.name ?? old?.name ?? present?.name ?? "emqx";
    const namespace = textAt(inputs, "metadata", "namespace");
    const state = (side: WireObject | undefined, reader: OperatorLine | undefined) =>
        side && reader ? reader.read(plainObject(side)) : undefined;
    const [was, is] = [state(before, lineBefore), state(after, line)];
    const planned = plannedFor(
        change?.before?.parent ?? old?.side.parent,
        change?.after?.parent ?? present?.side.parent,
        changes,
    );
    return {
        urn,
        ...(line ? { line } : {}),
        ...(lineBefore ? { lineBefore } : {}),
        name,
        ...(namespace !== undefined ? { namespace } : {}),
        ours: beneath.includes(EMQX_CLUSTER),
        inputPrefix: beneath.includes("emqx-ack:index:EmqxOnAck$") ? "emqx" : "",
        ...(before ? { inputsBefore: before } : {}),
        ...(after ? { inputsAfter: after } : {}),
        ...(was ? { before: was } : {}),
        ...(is ? { after: is } : {}),
        bootSecrets: beneath.includes(EMQX_CLUSTER) ? bootSecretsOf(name, namespace, changes) : [],
        ...(change ? { change } : {}),
        // What runs was made for what the old side says.
        ...known("connections", planned.before ?? planned.after),
        ...known("drainSeconds", drainOf(name, namespace, changes)),
        kernels: was && is ? kernelCauses({ line, before: was, after: is, planned, change }, changes) : [],
    };
}

/** Whether an update hands an object over to another operator line. */
export function changesLine({ line, lineBefore, inputsBefore, inputsAfter }: Cluster): boolean {
    return inputsBefore !== undefined && inputsAfter !== undefined && line !== lineBefore;
}

function bootSecretsOf(name: string, namespace: string | undefined, changes: ChangeSet): string[] {
    const names = secretNames(name);
    return changes.changes
        .filter((change) => {
            if (change.type !== "kubernetes:core/v1:Secret" || change.operation !== "update") return false;
            const inputs = change.after?.inputs;
            const secret = textAt(inputs, "metadata", "name");
            const place = textAt(inputs, "metadata", "namespace");
            return (
                secret === names.environment &&
                place === namespace &&
                change.properties.some(
                    ({ path, certainty }) => /^(stringData|data)/.test(path) && certainty === "certain",
                )
            );
        })
        .map(({ urn }) => urn);
}

function known<K extends string>(key: K, value: number | undefined): Partial<Record<K, number>> {
    return (value === undefined ? {} : { [key]: value }) as Partial<Record<K, number>>;
}

/** Connections that either side was made for, as EmqxCluster registers them. */
function plannedFor(
    before: string | undefined,
    after: string | undefined,
    changes: ChangeSet,
): { readonly before?: number; readonly after?: number } {
    const said = (component: Snapshot | undefined) => numberAt(component?.side.outputs, "connections");
    // A plan of the engine has no outputs of components but those of the update before.
    const now = changes.source === "engine" ? undefined : said(changes.after.get(after ?? ""));
    return {
        ...known("before", said(changes.before.get(before ?? ""))),
        ...known("after", now),
    };
}

function drainOf(name: string, namespace: string | undefined, changes: ChangeSet): number | undefined {
    const services = (side: ReadonlyMap<string, Snapshot>) =>
        [...side.values()].filter((s) => isMqttLoadBalancer(s, { name, namespace }));
    const found = [...services(changes.before), ...services(changes.after)];
    if (found.length === 0) return undefined;
    const sure = services(changes.before);
    const drains = (sure.length > 0 ? sure : found).map(({ side }) => drainSecondsOf(side.inputs));
    return Math.min(...drains);
}

/** Whether a resource is a Service with a load balancer in front of the clients' nodes of one EMQX object. */
export function isMqttLoadBalancer({ type, side }: Snapshot, cluster: Place): boolean {
    const { inputs } = side;
    if (type !== "kubernetes:core/v1:Service" || textAt(inputs, "spec", "type") !== "LoadBalancer") {
        return false;
    }
    const ports = listAt(inputs, "spec", "ports").map((port) => numberAt(port, "port"));
    return (
        isInFrontOf(clusterBehind(inputs), cluster) &&
        textAt(inputs, "spec", "selector", DB_ROLE_LABEL) !== undefined &&
        ports.some((port) => port !== DASHBOARD_PORT)
    );
}

type Place = Pick<Cluster, "name" | "namespace">;

/** Whose pods a Service selects. */
export function clusterBehind(service: WireObject): ClusterBehind {
    const namespace = textAt(service, "metadata", "namespace");
    const instance = textAt(service, "spec", "selector", INSTANCE_LABEL);
    return {
        ...(namespace === undefined ? {} : { namespace }),
        ...(instance === undefined ? {} : { instance }),
    };
}

/** Whether a Service selects pods of an EMQX object, or may, where what it says is not known. */
export function isInFrontOf(behind: ClusterBehind | undefined, { name, namespace }: Place): boolean {
    const same = (a: string | undefined, b: string | undefined) =>
        a === undefined || b === undefined || a === b;
    return same(behind?.instance, name) && same(behind?.namespace, namespace);
}

/** Seconds of drain that a Service asks for. Default of the controller: none. */
export function drainSecondsOf(inputs: WireObject): number {
    const annotation = (name: string) => textAt(inputs, "metadata", "annotations", LOAD_BALANCER + name);
    if (annotation("connection-drain") !== "on") return 0;
    return Number(annotation("connection-drain-timeout") ?? 0) || 0;
}
