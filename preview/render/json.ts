import { isEmqxType, lineOfType } from "../../provider/emqx/lines";
import type { ProgramError } from "../host/errorText";
import { inOrder } from "../inOrder";
import type { Graph, RecordedResource } from "../monitor/graph";
import { STACK_TYPE } from "../monitor/urns";
import { isOutput, isResourceReference, isSecret, UNKNOWN, type Wire } from "../monitor/wire";
import { stages } from "../stages";
import { summarize } from "../summary";
import { waves } from "../waves";
import { stackCapacities } from "./capacityOutputs";
import { lasting } from "./messages";

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
export const FORMAT_VERSION = 1;

/** The preview as a plain object, documented in docs/preview-json.md. */
export function renderJson(graph: Graph, errors: readonly ProgramError[]): object {
    const wave = waves(graph);
    const stage = stages(graph);
    const waveOf = (r: RecordedResource) => wave.get(r.urn) ?? 0;
    const sorted = inOrder(graph);
    return {
        formatVersion: FORMAT_VERSION,
        project: graph.project,
        stack: graph.stack,
        resources: sorted.map((resource, order) => ({
            urn: resource.urn,
            type: resource.type,
            name: resource.name,
            parent: resource.parent ?? null,
            stage: stage.get(resource.urn) ?? null,
            wave: waveOf(resource),
            order,
            custom: resource.custom,
            remote: resource.remote,
            external: resource.external,
            ...(resource.id === undefined ? {} : { id: resource.id }),
            provider: resource.provider ?? null,
            inputs: jsonObject(resource.inputs),
            ...(resource.custom || resource.type === STACK_TYPE || resource.outputs === undefined
                ? {}
                : { outputs: jsonObject(resource.outputs) }),
            dependencies: [...resource.dependencies].sort(),
            propertyDependencies: sortedKeys(resource.propertyDependencies, (urns) => [...urns].sort()),
            options: sortedKeys({ ...resource.options }, (option) => jsonValue(option as Wire)),
        })),
        defaultProviders: [...graph.defaultProviders].sort((a, b) => compare(a.urn, b.urn)),
        invokes: graph.invokes
            .map((call) => ({ ...call, args: jsonObject(call.args) }))
            .sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b))),
        outputs: jsonObject(graph.outputs),
        emqx: sorted
            .filter(({ type }) => isEmqxType(type))
            .map(({ urn, name, type }) => ({
                urn,
                name,
                line: lineOfType(type)?.id ?? null,
            })),
        capacity: stackCapacities(graph),
        diagnostics: lasting(graph.diagnostics).map(({ severity, source, message, urn }) => ({
            severity,
            source: source ?? "log",
            message,
            ...(urn === undefined ? {} : { urn }),
        })),
        errors,
        summary: summarize(graph),
    };
}

function compare(a: string, b: string): number {
    return a < b ? -1 : Number(a > b);
}

function jsonObject(object: Readonly<Record<string, Wire>>): object {
    return sortedKeys(object, jsonValue);
}

/** Secrets and unknowns as markers: a secret's value is nowhere in the result. */
export function jsonValue(value: Wire): unknown {
    if (value === UNKNOWN) {
        return { $unknown: true };
    }
    if (isSecret(value)) {
        return value.value === UNKNOWN ? { $secret: true, $unknown: true } : { $secret: true };
    }
    if (isOutput(value)) {
        const unknown = value.value === undefined;
        if (value.secret) {
            return unknown ? { $secret: true, $unknown: true } : { $secret: true };
        }
        return unknown ? { $unknown: true } : jsonValue(value.value as Wire);
    }
    if (isResourceReference(value)) {
        return { $resource: value.urn };
    }
    if (Array.isArray(value)) {
        return value.map(jsonValue);
    }
    return typeof value === "object" && value !== null ? jsonObject(value) : value;
}

function sortedKeys<T>(object: Readonly<Record<string, T>>, change: (value: T) => unknown): object {
    const keys = Object.keys(object).sort();
    return Object.fromEntries(keys.map((key) => [key, change(object[key])]));
}
