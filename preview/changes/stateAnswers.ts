import { type Answer, type Answers, previewAnswers } from "../monitor/answers";
import type { RecordedResource } from "../monitor/graph";
import { isProviderType } from "../monitor/urns";
import { isObject, isSpecial, UNKNOWN, type Wire, type WireObject } from "../monitor/wire";
import type { Base } from "./base";
import type { Decision } from "./decision";
import { Planner } from "./planner";
import type { StateFile } from "./stateFile";

/**
 * Answers as the engine's preview does on a stack that exists: what does not change comes back with the id and the
 * outputs that the state has, so that whatever is made from them is known; secrets of which there is only ciphertext
 * stay unknown.
 */
export function stateAnswers(
    state: StateFile,
    program: { readonly project: string; readonly stack: string },
    hide: (value: Wire) => Wire = (value) => value,
): Answers {
    const base: Base = { resources: state.resources, recorded: true };
    const planner = new Planner(base, program.project, program.stack);
    const olds = new Map(state.resources.map((r) => [r.urn, r]));
    return {
        ...previewAnswers,
        registered: (resource) => {
            if (!resource.custom) planner.decide(hidden(resource, hide));
        },
        create: (resource, configured) =>
            answerTo(planner.decide(hidden(resource, hide)), resource, configured),
        read: (resource) => ({ outputs: olds.get(resource.urn)?.outputs ?? {} }),
    };
}

function hidden(resource: RecordedResource, hide: (value: Wire) => Wire): RecordedResource {
    const inputs = Object.entries(resource.inputs).map(([key, value]) => [key, hide(value)]);
    return { ...resource, inputs: Object.fromEntries(inputs) };
}

function answerTo({ operation, old }: Decision, resource: RecordedResource, configured: boolean): Answer {
    if (old === undefined || operation === "create" || operation === "replace") {
        return previewAnswers.create(resource, configured) as Answer;
    }
    const known = old.id === undefined ? {} : { id: old.id };
    const recorded = old.outputs ?? {};
    if (operation === "same") {
        return { ...known, outputs: recorded };
    }
    const outputs = isProviderType(resource.type) ? resource.inputs : overlay(recorded, resource.inputs);
    return { ...known, outputs: outputs as WireObject };
}

/** Outputs after an update, as far as they are known: the recorded ones with what is asked for now. */
function overlay(recorded: Wire | undefined, wanted: Wire): Wire {
    if (wanted === UNKNOWN && recorded !== undefined) {
        return recorded;
    }
    if (!isPlainObject(recorded) || !isPlainObject(wanted)) {
        return wanted;
    }
    const merged = Object.entries(wanted).map(([key, value]) => [key, overlay(recorded[key], value)]);
    return { ...recorded, ...Object.fromEntries(merged) };
}

function isPlainObject(value: Wire | undefined): value is WireObject {
    return isObject(value) && !isSpecial(value);
}
