import { NODE_POOL_LABEL } from "../../../provider/naming/labels";
import { KERNEL_PROFILE_LABEL } from "../../../provider/nodes/kernel/labels";
import type { ResourceChange } from "../../changes/change";
import { containsUnknown, type WireObject } from "../../monitor/wire";
import type { PoolPart, PoolReason } from "../facts/nodes";
import { listAt, textAt } from "./values";

/** Where a part of the identity stands in the pool's inputs. Source: provider/nodes/identity.ts. */
const PARTS: readonly { readonly part: PoolPart; readonly of: (pool: WireObject) => string | undefined }[] = [
    { part: "instanceType", of: (pool) => textAt(listAt(pool, "instanceTypes")[0]) },
    { part: "imageType", of: (pool) => textAt(pool, "imageType") },
    { part: "diskCategory", of: (pool) => textAt(pool, "systemDiskCategory") },
    { part: "diskSize", of: (pool) => textAt(pool, "systemDiskSize") },
    { part: "keyPair", of: (pool) => textAt(pool, "keyName") },
];

/** Why a pool is replaced: each part of its identity that differs, where its name alone replaces it, or the properties that do. */
export function reasonsOf(change: ResourceChange, ours: boolean): PoolReason[] {
    const { replaceReasons, before, after } = change;
    const others = replaceReasons
        .filter((property) => !ours || property !== "nodePoolName")
        .map((property): PoolReason => ({ reason: "property", property }));
    if (!ours || !replaceReasons.includes("nodePoolName")) return others;
    const [old, now] = [before?.inputs ?? {}, after?.inputs ?? {}];
    const found = [...nameReason(old, now), ...profileReason(old, now), ...partReasons(old, now)];
    return [...(found.length > 0 ? found : [notKnown(old, now)]), ...others];
}

function nameReason(old: WireObject, now: WireObject): PoolReason[] {
    const [from, to] = [labelIn(old, NODE_POOL_LABEL), labelIn(now, NODE_POOL_LABEL)];
    return from === undefined || to === undefined || from === to ? [] : [{ reason: "name", from, to }];
}

function profileReason(old: WireObject, now: WireObject): PoolReason[] {
    const [from, to] = [labelIn(old, KERNEL_PROFILE_LABEL), labelIn(now, KERNEL_PROFILE_LABEL)];
    return from === to ? [] : [{ reason: "kernelProfile" }];
}

function partReasons(old: WireObject, now: WireObject): PoolReason[] {
    return PARTS.flatMap(({ part, of }): PoolReason[] => {
        const [from, to] = [of(old), of(now)];
        if (from === to) return [];
        return [
            {
                reason: "part",
                part,
                ...(from === undefined ? {} : { from }),
                ...(to === undefined ? {} : { to }),
            },
        ];
    });
}

/** A name that differs, and nothing that it is made of. */
function notKnown(old: WireObject, now: WireObject): PoolReason {
    return containsUnknown(old) || containsUnknown(now)
        ? { reason: "identityNotKnown" }
        : { reason: "property", property: "nodePoolName" };
}

/** A label that the pool gives its nodes. */
export function labelIn(inputs: WireObject, key: string): string | undefined {
    return textAt(
        listAt(inputs, "labels").find((label) => textAt(label, "key") === key),
        "value",
    );
}
