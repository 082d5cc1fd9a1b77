import type { EmqxObject } from "../emqxObject";
import { canonicalQuantity } from "../quantity";

/** What the stand-in reads of one role's template; the rest goes into the pods as it is. */
export interface NodeTemplate {
    readonly metadata: { labels?: Record<string, string>; annotations?: Record<string, string> };
    readonly spec: {
        readonly replicas: number;
        readonly minAvailable?: number | string;
        readonly maxUnavailable?: number | string;
        readonly volumeClaimTemplates?: Record<string, any>;
        readonly [field: string]: any;
    };
}

export interface ServiceTemplate {
    readonly enabled?: boolean;
    readonly metadata: { labels?: Record<string, string>; annotations?: Record<string, string> };
    readonly spec: Record<string, any>;
}

export interface ApiKey {
    readonly key?: string;
    readonly secret?: string;
    readonly secretRef?: Record<
        "key" | "secret",
        { readonly secretName: string; readonly secretKey: string }
    >;
}

/** What the API versions v2beta1 and v2 have in common. */
export interface EmqxSpec {
    readonly image: string;
    readonly imagePullPolicy?: string;
    readonly imagePullSecrets?: readonly object[];
    readonly serviceAccountName?: string;
    readonly bootstrapAPIKeys?: readonly ApiKey[];
    readonly config: { readonly mode?: string; readonly data?: string };
    readonly clusterDomain: string;
    readonly revisionHistoryLimit: number;
    readonly updateStrategy: {
        readonly initialDelaySeconds?: number;
        readonly evacuationStrategy: {
            readonly waitTakeover?: number;
            readonly connEvictRate: number;
            readonly sessEvictRate: number;
        };
    };
    readonly coreTemplate: NodeTemplate;
    readonly replicantTemplate?: NodeTemplate;
    readonly dashboardServiceTemplate?: ServiceTemplate;
    readonly listenersServiceTemplate?: ServiceTemplate;
}

/**
 * A spec as the operator's Go types hold it: fields that are structures are there even when empty, fields that
 * are empty texts, or zero where Go leaves zero out, are not, and quantities are in their shortest form. Written
 * back in this form it differs from what was applied, which is why the operator's first update (of an annotation)
 * moves the generation from 1 to 2.
 */
export function decodeSpec<T extends EmqxObject>(written: object): T {
    const emqx: Record<string, any> = structuredClone(written);
    const { spec } = emqx;
    spec.config ??= {};
    dropZero(spec.config, "data");
    spec.updateStrategy ??= {};
    dropZero(spec.updateStrategy, "initialDelaySeconds");
    spec.updateStrategy.evacuationStrategy ??= {};
    dropZero(spec.updateStrategy.evacuationStrategy, "waitTakeover");
    for (const template of [spec.coreTemplate, spec.replicantTemplate]) {
        if (template !== undefined) completeNodeTemplate(template);
    }
    spec.coreTemplate.spec.volumeClaimTemplates ??= {};
    completeResources(spec.coreTemplate.spec.volumeClaimTemplates);
    for (const template of [spec.dashboardServiceTemplate, spec.listenersServiceTemplate]) {
        if (template === undefined) continue;
        template.metadata ??= {};
        template.spec ??= {};
    }
    return emqx as T;
}

function completeNodeTemplate(template: Record<string, any>): void {
    template.metadata ??= {};
    const { spec } = template;
    completeResources(spec);
    for (const container of [...(spec.initContainers ?? []), ...(spec.extraContainers ?? [])]) {
        completeResources(container);
    }
    for (const list of LISTS) dropEmptyTexts(spec[list]);
}

/** Lists belong to one manager as a whole: one text left out of one item, and the operator owns the list. */
const LISTS = [
    "initContainers",
    "extraContainers",
    "env",
    "ports",
    "tolerations",
    "topologySpreadConstraints",
    "extraVolumes",
    "extraVolumeMounts",
];

function completeResources(holder: Record<string, any>): void {
    holder.resources ??= {};
    for (const amounts of [holder.resources.requests, holder.resources.limits]) {
        for (const [name, amount] of Object.entries(amounts ?? {})) {
            amounts[name] = canonicalQuantity(String(amount));
        }
    }
}

function dropEmptyTexts(value: unknown): void {
    if (typeof value !== "object" || value === null) return;
    const fields = value as Record<string, unknown>;
    for (const [name, field] of Object.entries(fields)) {
        if (field === "" && !Array.isArray(value)) delete fields[name];
        else dropEmptyTexts(field);
    }
}

export function dropZero(holder: Record<string, any>, field: string): void {
    if (holder[field] === "" || holder[field] === 0) delete holder[field];
}

/** The operator counts a template with 0 replicas as no replicants. */
export function hasReplicants({ spec }: { spec: EmqxSpec }): boolean {
    return (spec.replicantTemplate?.spec.replicas ?? 0) > 0;
}
