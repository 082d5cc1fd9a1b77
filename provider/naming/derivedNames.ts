import { dnsLabel } from "../validation/kubernetesNames";
import type { Problems } from "../validation/problems";

/** A name that is made of one that the user chose, and what the one who takes it allows. */
export interface DerivedName {
    /** What carries it, as a person knows it. */
    readonly what: string;
    readonly name: string;
    /** Characters at the most. */
    readonly max: number;
    /** Whether it must begin with a letter. */
    readonly letterFirst?: boolean;
}

/** Lengths that Kubernetes allows. Source: apimachinery, pkg/util/validation. */
export const LABEL_MAX = 63;
export const OBJECT_MAX = 253;

/**
 * The chosen name itself, as a DNS label of at most `max` characters, and all that is made of it. `problems` are those at the
 * name's own path.
 */
export function checkNames(
    problems: Problems,
    name: string,
    derive: (name: string) => readonly DerivedName[],
    max: number,
): void {
    const wrong = dnsLabel(max)(name);
    if (wrong !== undefined) {
        problems.add("", `is ${JSON.stringify(name)}; ${wrong}`);
        return;
    }
    checkDerived(problems, name, derive(name));
}

/** The first derived name that nobody would take; what is wrong with the others is the same. */
export function checkDerived(problems: Problems, name: string, derived: readonly DerivedName[]): void {
    for (const one of derived) {
        const over = one.name.length - one.max;
        if (over > 0) {
            problems.add(
                "",
                `is "${name}", and ${one.what} "${one.name}" would have ${one.name.length} characters, of ${one.max}; write a name of at most ${name.length - over}`,
            );
            return;
        }
        if (one.letterFirst && !/^[A-Za-z]/.test(one.name)) {
            problems.add(
                "",
                `is "${name}", and ${one.what} "${one.name}" has to begin with a letter; write a name that does`,
            );
            return;
        }
    }
}
