import type * as pulumi from "@pulumi/pulumi";
import type { EmqxOnAckArgs } from "../emqxOnAckArgs";
import { takersOf } from "../plan/stackPlan";
import { isPlain } from "../validation/conform";
import type { Problems } from "../validation/problems";
import { tell } from "../validation/tell";
import { type CapacityCeiling, type Finding, percent, WARN_ABOVE } from "./ceiling";
import { ceilings } from "./ceilings";
import { oversized } from "./oversized";
import { type Known, knownLater, knownNow } from "./stackInputs";
import { loadOf, shapeOf } from "./stackShape";

/**
 * What is too much for the stack, before its first resource: after losing `capacity.nodesLost` nodes, since that is what was
 * asked for. Everything else about the arguments has been found sound.
 */
export function checkCapacity(problems: Problems, args: EmqxOnAckArgs): void {
    const { role, count } = takersOf(args);
    const lost = args.capacity?.nodesLost;
    if (isPlain(lost) && lost > 0 && lost >= count) {
        const fewer =
            count === 1 ? "leave it out: a single node has no reserve" : `write ${count - 1} or less`;
        problems.add(
            "capacity.nodesLost",
            `is ${lost}, and the stack has ${count} ${role}${count === 1 ? "" : "s"}; ${fewer}, or more ${role}s`,
        );
        return;
    }
    for (const finding of findings(args, knownNow(args))) {
        if (finding.refused) problems.add(finding.ceiling.input, refusal(finding));
    }
}

/**
 * Tells what is nearly too much, and gives all ceilings as an output. What was not known before the first resource is told
 * once it is.
 */
export function reportCapacity(name: string, args: EmqxOnAckArgs): pulumi.Output<CapacityCeiling[]> {
    const before = findings(args, knownNow(args));
    for (const { severity, sentence } of remarks(before)) tell(severity, name, sentence);
    const seen = new Set(before.map(identity));
    return knownLater(args).apply((known) => {
        const all = findings(args, known);
        const late = all.filter((finding) => !seen.has(identity(finding)));
        for (const { severity, sentence } of late.flatMap(warning)) tell(severity, name, sentence);
        return all.map(({ ceiling }) => ceiling);
    });
}

function findings(args: EmqxOnAckArgs, known: Known): Finding[] {
    return ceilings(shapeOf(args, known), loadOf(args, known));
}

function identity({ ceiling }: Finding): string {
    return `${ceiling.where}: ${ceiling.name}`;
}

export interface Remark {
    readonly severity: "info" | "warn";
    readonly sentence: string;
}

/** What a person reads before an update of a stack that is not refused: nothing where there is room. */
export function remarks(all: readonly Finding[]): Remark[] {
    const unknown = all.filter(({ ceiling, silent }) => ceiling.utilisation === undefined && !silent);
    const list = unknown.map(({ ceiling }) => `${ceiling.name} of a ${ceiling.where} (${ceiling.input})`);
    const idle = oversized(all);
    return [
        ...all.flatMap(warning),
        ...(list.length > 0
            ? [
                  {
                      severity: "warn" as const,
                      sentence: `Capacity not checked: ${list.join(", ")}. Give the figures in brackets.`,
                  },
              ]
            : []),
        ...(idle === undefined ? [] : [{ severity: "info" as const, sentence: idle }]),
    ];
}

function warning(finding: Finding): Remark[] {
    const { ceiling, refused, remedy, silent } = finding;
    if (refused || silent || ceiling.utilisation === undefined || ceiling.utilisation <= WARN_ABOVE)
        return [];
    return [{ severity: "warn", sentence: `${headline(finding)}: ${ceiling.arithmetic}. ${remedy}.` }];
}

function headline({ ceiling }: Finding): string {
    return `Capacity: ${ceiling.name} of ${ceiling.where} at ${percent(ceiling.utilisation ?? 0)}`;
}

function refusal({ ceiling, remedy }: Finding): string {
    return `is too small: ${ceiling.name} of ${ceiling.where}: ${ceiling.arithmetic}. ${remedy}`;
}
