import { isObject, UNKNOWN, type Wire, type WireObject } from "../monitor/wire";
import { isUndecrypted } from "../project/placeholders";
import { alignLists } from "./lists";
import type { PropertyPath } from "./path";
import { open } from "./secrets";

/** Two values that are not the same, or of which one is not known. */
export interface Difference {
    readonly path: PropertyPath;
    /** Absent where there is nothing on that side. */
    readonly before?: Wire;
    readonly after?: Wire;
    /** One of them is not known, so that they may be the same. */
    readonly unknown: boolean;
    /** One of them is a secret, or lies in one. */
    readonly secret: boolean;
    /** A list whose members are the same things in another order; what else differs in them is told apart. */
    readonly order?: true;
}

/** What a provider does not tell apart. */
export interface Leniency {
    /** `3` and `"3"`, `true` and `"true"`. */
    readonly scalarsAsText: boolean;
    /** An empty text, list or object, `false` and `0` are as good as nothing. */
    readonly emptyAsAbsent: boolean;
}

/**
 * All differences between two property bags, each at the innermost path where it shows. What only one side has is one
 * difference, however large it is; what lies in a secret is one at the secret.
 */
export function differences(before: WireObject, after: WireObject, leniency: Leniency): Difference[] {
    const found: Difference[] = [];
    compare([], before, after, leniency, found);
    return found;
}

function compare(
    path: PropertyPath,
    before: Wire | undefined,
    after: Wire | undefined,
    leniency: Leniency,
    found: Difference[],
): void {
    if (before === after && before !== UNKNOWN) {
        return;
    }
    const [was, is] = [open(before), open(after)];
    const secret = was.secret || is.secret;
    const add = (unknown: boolean) => {
        found.push({
            path,
            ...(isAbsent(was.value) ? {} : { before }),
            ...(isAbsent(is.value) ? {} : { after }),
            unknown,
            secret,
        });
    };
    if (
        was.value === UNKNOWN ||
        is.value === UNKNOWN ||
        isUndecrypted(was.value) !== isUndecrypted(is.value)
    ) {
        add(true);
    } else if (secret) {
        // Inside of a secret even the paths may tell something.
        const inside: Difference[] = [];
        compare([], was.value, is.value, leniency, inside);
        if (inside.length > 0) {
            add(inside.every(({ unknown }) => unknown));
        }
    } else if (isObject(was.value) && isObject(is.value)) {
        compareObjects(path, was.value, is.value, leniency, found);
    } else if (Array.isArray(was.value) && Array.isArray(is.value)) {
        compareLists(path, was.value, is.value, leniency, found);
    } else if (!sameScalars(was.value, is.value, leniency)) {
        add(false);
    }
}

function compareLists(
    path: PropertyPath,
    before: readonly Wire[],
    after: readonly Wire[],
    leniency: Leniency,
    found: Difference[],
): void {
    const positions: number[] = [];
    for (const { position, before: old, after: now, from, identified } of alignLists(before, after)) {
        const inside: Difference[] = [];
        compare([...path, position], old, now, leniency, inside);
        found.push(...inside);
        if (from !== undefined && (identified || inside.length === 0)) {
            positions.push(from);
        }
    }
    if (positions.some((from, i) => from < (positions[i - 1] ?? from))) {
        found.push({
            path,
            before: [...before],
            after: [...after],
            unknown: false,
            secret: false,
            order: true,
        });
    }
}

function compareObjects(
    path: PropertyPath,
    before: WireObject,
    after: WireObject,
    leniency: Leniency,
    found: Difference[],
): void {
    const keys = [...Object.keys(before), ...Object.keys(after).filter((key) => !(key in before))];
    for (const key of keys) {
        compare([...path, key], before[key], after[key], leniency, found);
    }
}

function sameScalars(before: Wire | undefined, after: Wire | undefined, leniency: Leniency): boolean {
    if (isAbsent(before) && isAbsent(after)) {
        return true;
    }
    if (isAbsent(before) || isAbsent(after)) {
        const present = isAbsent(before) ? after : before;
        return leniency.emptyAsAbsent ? isEmpty(present) : isObject(present) && isEmpty(present);
    }
    if (before === after) {
        return true;
    }
    return leniency.scalarsAsText && isScalar(before) && isScalar(after) && String(before) === String(after);
}

function isAbsent(value: Wire | undefined): value is null | undefined {
    return value === undefined || value === null;
}

function isScalar(value: Wire | undefined): boolean {
    return typeof value !== "object";
}

function isEmpty(value: Wire | undefined): boolean {
    if (typeof value === "object" && value !== null) {
        return Object.values(value).every((member) => isAbsent(open(member).value));
    }
    return value === "" || value === false || value === 0;
}
