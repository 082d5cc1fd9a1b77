import type { Wire, WireObject } from "../monitor/wire";
import type { BaseResource } from "./base";
import type { PropertyChange } from "./change";
import type { Difference } from "./difference";
import { covers, formatPath, type PropertyPath, parsePath } from "./path";
import { propertyChanges } from "./properties";
import { open } from "./secrets";

/** What a provider says that changes, by path (`PropertyDiff` in pulumi/pulumi, pkg/display/json.go). */
export type DetailedDiff = Readonly<Record<string, { readonly kind: string; readonly inputDiff?: boolean }>>;

/** The differences a provider named, with the values of both sides where the plan has them. */
export function statedProperties(diff: DetailedDiff, old: BaseResource, now: BaseResource): PropertyChange[] {
    const paths = Object.keys(diff).map(parsePath);
    const stated = Object.entries(diff).flatMap(([text, { kind, inputDiff }]) => {
        const path = parsePath(text);
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
    return propertyChanges(
        stated.map(({ difference }) => difference),
        replacing,
    ).map((change) => ({
        ...change,
        kind: (kinds.get(change.path) ?? change.kind).replace("-replace", "") as PropertyChange["kind"],
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
