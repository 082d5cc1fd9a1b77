import type { Wire, WireObject } from "../monitor/wire";
import type { BaseResource } from "./base";
import type { PropertyChange } from "./change";
import { type Difference, differences } from "./difference";
import { leniencyOf } from "./equivalence";
import { alignLists } from "./lists";
import { covers, formatPath, type PropertyPath, parsePath } from "./path";
import { propertyChanges } from "./properties";
import { open } from "./secrets";

/** What a provider says that changes, by path (`PropertyDiff` in pulumi/pulumi, pkg/display/json.go). */
export type DetailedDiff = Readonly<Record<string, { readonly kind: string; readonly inputDiff?: boolean }>>;

/** The differences a provider named, with the values of both sides where the plan has them. */
export function statedProperties(diff: DetailedDiff, old: BaseResource, now: BaseResource): PropertyChange[] {
    const paths = Object.keys(diff).map(parsePath);
    const lists = movedLists(diff, old, now);
    const stated = Object.entries(diff).flatMap(([text, { kind, inputDiff }]) => {
        const path = parsePath(text);
        if (lists.some((list) => covers(list, path))) {
            return [];
        }
        // Terraform's bridge names a list besides those of its members that differ.
        if (paths.some((other) => other.length > path.length && covers(path, other))) {
            return [];
        }
        // A difference of outputs is between what was and what is asked for.
        const sources = inputDiff ? [old.inputs] : [old.inputs, old.outputs ?? {}];
        const before = kind.startsWith("add") ? NOTHING : firstAt(sources, path);
        const after = kind.startsWith("delete") ? NOTHING : firstAt([now.inputs], path);
        const difference: Difference = {
            path,
            ...(before.value === undefined ? {} : { before: before.value }),
            ...(after.value === undefined ? {} : { after: after.value }),
            unknown: false,
            secret: before.secret || after.secret,
        };
        return [{ difference, kind }];
    });
    const replacing = stated
        .filter(({ kind }) => kind.endsWith("-replace"))
        .map(({ difference }) => difference.path);
    const kinds = new Map(stated.map(({ difference, kind }) => [formatPath(difference.path), kind]));
    const inMovedLists = lists.flatMap((list) => listDifferences(list, old, now));
    return propertyChanges([...stated.map(({ difference }) => difference), ...inMovedLists], replacing).map(
        (change) => ({
            ...change,
            kind: (kinds.get(change.path) ?? change.kind).replace("-replace", "") as PropertyChange["kind"],
        }),
    );
}

/**
 * Lists in which members have moved, since one came or went before them: providers name what differs by position, and then
 * each member after it. Where one of these makes another resource of it, its words stand.
 */
function movedLists(diff: DetailedDiff, old: BaseResource, now: BaseResource): PropertyPath[] {
    const entries = Object.entries(diff).map(([text, { kind }]) => ({ path: parsePath(text), kind }));
    const found = new Map<string, PropertyPath>();
    for (const { path } of entries) {
        const list = path
            .map((_, length) => path.slice(0, length))
            .find((prefix) => typeof path[prefix.length] === "number" && hasMoved(prefix, old, now));
        if (list !== undefined) found.set(formatPath(list), list);
    }
    return [...found.values()].filter(
        (list) => !entries.some(({ path, kind }) => kind.endsWith("-replace") && covers(list, path)),
    );
}

function hasMoved(path: PropertyPath, old: BaseResource, now: BaseResource): boolean {
    const [before, after] = [at(old.inputs, path).value, at(now.inputs, path).value];
    return (
        Array.isArray(before) &&
        Array.isArray(after) &&
        alignLists(before, after).some(({ from, position }) => from !== undefined && from !== position)
    );
}

function listDifferences(path: PropertyPath, old: BaseResource, now: BaseResource): Difference[] {
    const [before, after] = [at(old.inputs, path), at(now.inputs, path)];
    const found = differences(
        { list: before.value ?? [] },
        { list: after.value ?? [] },
        leniencyOf(now.type),
    );
    return found.map((difference) => ({
        ...difference,
        path: [...path, ...difference.path.slice(1)],
        secret: difference.secret || before.secret || after.secret,
    }));
}

interface Found {
    readonly value?: Wire;
    readonly secret: boolean;
}

const NOTHING: Found = { secret: false };

function firstAt(sources: readonly WireObject[], path: PropertyPath): Found {
    for (const source of sources) {
        const found = at(source, path);
        if (found.value !== undefined) {
            return found;
        }
    }
    return NOTHING;
}

/** The value at a path; what lies in a secret is one. */
function at(source: Wire, path: PropertyPath): Found {
    let value: Wire | undefined = source;
    let secret = false;
    for (const part of path) {
        const opened = open(value);
        secret ||= opened.secret;
        const inner: Wire | undefined = opened.value;
        value =
            typeof inner === "object" && inner !== null
                ? (inner as Record<string | number, Wire>)[part]
                : undefined;
    }
    return value === undefined ? { secret } : { value, secret: secret || open(value).secret };
}
