import { isEmqxType } from "../../../provider/emqx/lines";
import { NODE_POOL_LABEL } from "../../../provider/naming/labels";
import { inheritedUrn } from "../../changes/aliases";
import type { ChangeSet, ResourceChange } from "../../changes/change";
import { nameOf, qualifiedTypeOf, STACK_TYPE, typeOf } from "../../monitor/urns";
import type { Alias, Rename } from "../facts/rename";
import { labelIn } from "./nodePoolReasons";
import { textAt } from "./values";

/** EMQX objects that go and come again since something around them, or they themselves, has another name, type or parent. */
export function renamesOf(changes: ChangeSet): ReadonlyMap<string, Rename> {
    const [gone, come] = (["delete", "create"] as const).map((operation) =>
        changes.changes.filter((change) => change.operation === operation && isEmqxType(change.type)),
    ) as [ResourceChange[], ResourceChange[]];
    const claimed = new Set<string>();
    const found = gone.flatMap((old): [string, Rename][] => {
        for (const now of come.filter((one) => !claimed.has(one.urn) && placeOf(one) === placeOf(old))) {
            const rename = renameBetween(old, now, changes);
            if (rename === undefined) continue;
            claimed.add(now.urn);
            return [[old.urn, rename]];
        }
        return [];
    });
    return new Map(found);
}

/** An object of another name or namespace is meant to be another one. */
export function placeOf(change: ResourceChange): string {
    const inputs = change.after?.inputs ?? change.before?.inputs;
    return [textAt(inputs, "metadata", "namespace"), textAt(inputs, "metadata", "name")].join("/");
}

/** The outermost new parent for which an alias makes the one what the other was. */
function renameBetween(old: ResourceChange, now: ResourceChange, changes: ChangeSet): Rename | undefined {
    const [formers, parents] = [chainOf(old, "before", changes), chainOf(now, "after", changes)];
    const created = new Set(
        changes.changes.filter(({ operation }) => operation === "create").map(({ urn }) => urn),
    );
    for (let i = parents.length - 1; i >= 0; i--) {
        const urn = parents[i] as string;
        if (!created.has(urn)) continue;
        for (const formerUrn of [...formers].reverse()) {
            if (selfBeneath(parents.slice(0, i + 1), formerUrn) !== old.urn) continue;
            return {
                urn,
                type: typeOf(urn),
                name: nameOf(urn),
                formerUrn,
                formerName: nameOf(formerUrn),
                alias: aliasOf(urn, parents[i + 1], formerUrn, formers[formers.indexOf(formerUrn) + 1]),
                elsewhere: isElsewhere(urn, changes),
                poolsFollow:
                    namesOfPools(formerUrn, "before", changes) !== namesOfPools(urn, "after", changes),
            };
        }
    }
    return undefined;
}

/** The resource and its parents, innermost first, without the stack. */
function chainOf(change: ResourceChange, side: "before" | "after", changes: ChangeSet): string[] {
    const chain = [change.urn];
    for (let parent = change[side]?.parent; parent !== undefined; ) {
        if (qualifiedTypeOf(parent) === STACK_TYPE || chain.includes(parent)) break;
        chain.push(parent);
        parent = changes[side].get(parent)?.side.parent;
    }
    return chain;
}

/** What the innermost would have been called, if the outermost was that: as the engine hands aliases down. */
function selfBeneath(chain: readonly string[], former: string): string {
    return chain.slice(0, -1).reduceRight(
        ({ urn, self }, child) => ({
            urn: child,
            self: inheritedUrn(typeOf(child), nameOf(child), nameOf(urn), self),
        }),
        { urn: chain.at(-1) as string, self: former },
    ).self;
}

function aliasOf(
    urn: string,
    parent: string | undefined,
    former: string,
    formerParent: string | undefined,
): Alias {
    return {
        ...(nameOf(urn) === nameOf(former) ? {} : { name: nameOf(former) }),
        ...(typeOf(urn) === typeOf(former) ? {} : { type: typeOf(former) }),
        ...(parent === formerParent
            ? {}
            : formerParent === undefined
              ? { noParent: true as const }
              : { parent: formerParent }),
    };
}

const KUBERNETES = /^alicloud:cs\/(managedKubernetes|kubernetes|serverlessKubernetes|edgeKubernetes):/;

function isElsewhere(urn: string, changes: ChangeSet): boolean {
    return changes.changes.some(
        (change) =>
            change.operation === "create" &&
            KUBERNETES.test(change.type) &&
            isWithin(change, urn, "after", changes),
    );
}

/** What the nodes of its pools are labelled with, and EMQX's pods select. */
function namesOfPools(urn: string, side: "before" | "after", changes: ChangeSet): string {
    return changes.changes
        .filter((change) => isWithin(change, urn, side, changes))
        .flatMap((change) => labelIn(change[side]?.inputs ?? {}, NODE_POOL_LABEL) ?? [])
        .sort()
        .join();
}

/** Whether a resource is a component, or beneath it. */
export function isWithin(
    change: ResourceChange,
    component: string,
    side: "before" | "after",
    changes: ChangeSet,
): boolean {
    return chainOf(change, side, changes).includes(component);
}
