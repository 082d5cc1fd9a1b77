import { nameOf, STACK_TYPE } from "../monitor/urns";
import type { WireObject } from "../monitor/wire";
import { StartProblem } from "../project/problem";
import type { BaseResource } from "./base";
import type { ChangeSet, Operation, PropertyChange, ResourceChange, Snapshot } from "./change";
import { isDefaultProvider } from "./defaultProviders";
import { differences } from "./difference";
import { type DetailedDiff, statedProperties } from "./engineDiff";
import { closedEngineSecrets } from "./engineSecrets";
import { leniencyOf } from "./equivalence";
import { comparable } from "./normalise";
import { parsePath } from "./path";
import { propertyChanges } from "./properties";
import { deletesFirst } from "./replaceRules";
import { warningsAgainst } from "./said";
import { sideOf, snapshotOf } from "./sides";
import { recordedResource, type StateResource } from "./stateResource";

/** One step of `pulumi preview --json` (`PreviewStep` in pulumi/pulumi, pkg/display/json.go). */
interface Step {
    readonly op: string;
    readonly urn: string;
    readonly oldState?: StateResource;
    readonly newState?: StateResource;
    readonly diffReasons?: readonly string[] | null;
    readonly replaceReasons?: readonly string[] | null;
    readonly detailedDiff?: DetailedDiff | null;
}

interface Plan {
    readonly steps?: readonly Step[] | null;
    readonly changeSummary?: Readonly<Record<string, number>>;
    readonly diagnostics?: readonly { readonly severity?: string; readonly message?: string }[];
}

/** What the engine's operations come to; those that only read or forget are no changes to anything. */
const OPERATIONS: Readonly<Record<string, Operation | undefined>> = {
    create: "create",
    import: "create",
    update: "update",
    delete: "delete",
    replace: "replace",
    "create-replacement": "replace",
    "delete-replaced": "replace",
    "import-replacement": "replace",
    "discard-replaced": "replace",
};

/** With these the engine does not ask the provider, and creates before it deletes. */
const OUTSIDE_REASONS = ["provider", "deletedWith", "replaceWith", "id"];

/** What `pulumi preview --json` planned, in the engine's own order; anything else is told apart by a sentence. */
export function fromEnginePlan(content: unknown, label = "the stack's state"): ChangeSet {
    refuseOthers(content);
    const { steps, changeSummary = {}, diagnostics = [] } = content as Plan;
    const named = (steps ?? []).filter(({ urn }) => !isDefaultProvider(urn));
    const merged = mergeReplacements(named.filter(({ op }) => OPERATIONS[op] !== undefined));
    const [stack = "", project = ""] = (named[0]?.urn ?? "").replace(/^urn:pulumi:/, "").split("::");
    const before = snapshots(named.map(({ oldState }) => oldState));
    const after = snapshots(named.map(({ newState }) => newState));
    const gone = new Set(merged.filter(({ op }) => op === "delete").map(({ urn }) => urn));
    const isStackSame = named.some(({ op, newState }) => op === "same" && newState?.type === STACK_TYPE);
    return {
        project,
        stack,
        base: label,
        source: "engine",
        changes: withDeletionsLast(
            merged
                .filter(({ newState, oldState }) => (newState ?? oldState)?.type !== STACK_TYPE)
                .map((step) => resourceChange(step, gone)),
        ),
        before,
        after,
        unchanged: Math.max(0, (changeSummary.same ?? 0) - Number(isStackSame)),
        warnings: [],
        mayChange: [],
        ...saidIn(diagnostics),
    };
}

/** Messages stand behind the word for their severity, without colours (`ShowPreviewDigest`, pkg/backend/display/json.go). */
function saidIn(diagnostics: NonNullable<Plan["diagnostics"]>): Pick<ChangeSet, "said" | "failure"> {
    const of = (wanted: string) =>
        diagnostics
            .filter(({ severity, message }) => severity === wanted && message !== undefined)
            .map(({ message = "" }) => message.replace(/^(warning|error): /, "").trim());
    const errors = of("error");
    const warnings = of("warning").map(
        (message) => ({ severity: "warning", message, ephemeral: false }) as const,
    );
    return {
        said: warningsAgainst(warnings, undefined),
        ...(errors.length === 0 ? {} : { failure: errors.map((message) => ({ message, frames: [] })) }),
    };
}

function refuseOthers(content: unknown): void {
    const found = typeof content === "object" && content !== null ? (content as Record<string, unknown>) : {};
    if ("deployment" in found) {
        throw new StartProblem(
            "this is a state export, not a plan; compare a program with it: emqx-ack preview --base FILE",
        );
    }
    if (!Array.isArray(found.steps) && !("changeSummary" in found)) {
        throw new StartProblem("this is not a plan; write one with: pulumi preview --json > plan.json");
    }
}

interface MergedStep extends Step {
    readonly deletesFirst?: boolean;
}

/** A replacement is told in up to three steps, the creation before the deletion or after it. */
function mergeReplacements(steps: readonly Step[]): MergedStep[] {
    const replaced = new Map<string, Step[]>();
    for (const step of steps.filter(({ op }) => OPERATIONS[op] === "replace")) {
        replaced.set(step.urn, [...(replaced.get(step.urn) ?? []), step]);
    }
    const told = new Set<string>();
    return steps.flatMap((step): MergedStep[] => {
        const parts = replaced.get(step.urn);
        if (parts === undefined || OPERATIONS[step.op] !== "replace") {
            return [step];
        }
        // It stands where the new one is created.
        const creation = parts.findIndex(
            ({ op }) => op === "create-replacement" || op === "import-replacement",
        );
        const main = parts[creation] ?? parts.find(({ op }) => op === "replace") ?? parts[0];
        if (step !== main || told.has(step.urn)) {
            return [];
        }
        told.add(step.urn);
        const deletion = parts.findIndex(({ op }) => op === "delete-replaced");
        const all = Object.assign({}, ...parts.filter((part) => part !== main), withoutEmpty(main)) as Step;
        return [
            {
                ...all,
                op: "replace",
                ...(creation < 0 || deletion < 0 ? {} : { deletesFirst: deletion < creation }),
            },
        ];
    });
}

function withoutEmpty(step: Step): Partial<Step> {
    return Object.fromEntries(
        Object.entries(step).filter(([, value]) => value !== null && value !== undefined),
    );
}

function resourceChange(step: MergedStep, gone: ReadonlySet<string>): ResourceChange {
    const operation = OPERATIONS[step.op] ?? "update";
    const [old, now] = [recorded(step.oldState), recorded(step.newState)];
    const { type, custom, options } = (now ?? old) as BaseResource;
    const inputs = comparable(type, old?.inputs ?? {}, now?.inputs ?? {});
    const isReplaced = operation === "replace";
    const goes = isReplaced || operation === "delete";
    return {
        urn: step.urn,
        type,
        name: nameOf(step.urn),
        operation,
        custom,
        ...(old === undefined || old.urn === step.urn ? {} : { previousUrn: old.urn }),
        deleteBeforeReplace: isReplaced && (step.deletesFirst ?? guessedOrder(step, type, inputs, options)),
        replaceReasons: isReplaced ? (step.replaceReasons ?? []) : [],
        ...(old === undefined ? {} : { before: sideOf(old, inputs.before) }),
        ...(now === undefined ? {} : { after: sideOf(now, inputs.after) }),
        properties: operation === "update" || isReplaced ? properties(step, old, now) : [],
        ...(goes && old?.options.retainOnDelete ? { retained: true } : {}),
        ...(operation === "delete" ? goesWith(old, gone) : {}),
        ...(goes && old?.options.protect ? { blockedByProtect: true } : {}),
    };
}

/** A plan in short form does not say which comes first; the providers' rules do. */
function guessedOrder(
    { replaceReasons }: Step,
    type: string,
    inputs: { before: WireObject; after: WireObject },
    { deleteBeforeReplace }: BaseResource["options"],
): boolean {
    const isAsked = !(replaceReasons ?? []).some((reason) => OUTSIDE_REASONS.includes(reason));
    return deleteBeforeReplace ?? (isAsked && deletesFirst({ type, ...inputs, provider: {} }));
}

function goesWith(old: BaseResource | undefined, gone: ReadonlySet<string>): { deletedWith?: string } {
    const deletedWith = old?.options.deletedWith;
    return deletedWith !== undefined && gone.has(deletedWith) ? { deletedWith } : {};
}

/** The provider's own words where it has some, else every difference of the inputs. */
function properties(
    step: Step,
    old: BaseResource | undefined,
    now: BaseResource | undefined,
): PropertyChange[] {
    if (old === undefined || now === undefined) {
        return [];
    }
    const stated = step.detailedDiff ?? {};
    if (Object.keys(stated).length > 0) {
        return statedProperties(stated, old, now);
    }
    const { before, after } = comparable(now.type, old.inputs, now.inputs);
    const named = step.diffReasons ?? [];
    const found = differences(before, after, leniencyOf(now.type)).filter(
        ({ path, unknown }) => (named.length > 0 ? named.includes(String(path[0])) : true) || !unknown,
    );
    return propertyChanges(found, (step.replaceReasons ?? []).map(parsePath));
}

function recorded(state: StateResource | undefined): BaseResource | undefined {
    return state === undefined ? undefined : recordedResource(closedEngineSecrets(state));
}

function snapshots(states: readonly (StateResource | undefined)[]): Map<string, Snapshot> {
    const known = states.map(recorded).filter((resource) => resource !== undefined);
    return new Map(known.map((resource) => [resource.urn, snapshotOf(resource)]));
}

/** The engine tells of deletions when it plans them, and carries them out at the end. */
function withDeletionsLast(changes: readonly ResourceChange[]): ResourceChange[] {
    const isDeletion = ({ operation }: ResourceChange) => operation === "delete";
    return [...changes.filter((change) => !isDeletion(change)), ...changes.filter(isDeletion)];
}
