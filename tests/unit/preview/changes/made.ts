import assert from "node:assert";
import type { ChangeSet, ResourceChange } from "../../../../preview/changes/change";
import { compareGraphs } from "../../../../preview/changes/compare";
import type { RecordedResource } from "../../../../preview/monitor/graph";
import { createUrn } from "../../../../preview/monitor/urns";
import type { WireObject } from "../../../../preview/monitor/wire";
import { graphOf, resource } from "../graphs";

export const POOL = "alicloud:cs/nodePool:NodePool";
export const CLUSTER = "alicloud:cs/managedKubernetes:ManagedKubernetes";
export const SWITCH = "alicloud:vpc/switch:Switch";
export const SECRET = "kubernetes:core/v1:Secret";
export const KUBERNETES = "pulumi:providers:kubernetes";

export function made(
    type: string,
    name: string,
    inputs: WireObject,
    more: Partial<RecordedResource> = {},
): RecordedResource {
    const urn = createUrn("dev", "p", more.parent ?? "", type, name);
    return resource({ urn, type, name, inputs, ...more });
}

export function changes(before: RecordedResource[], after: RecordedResource[]): ChangeSet {
    return compareGraphs(graphOf(before), graphOf(after));
}

export function only(before: RecordedResource, after: RecordedResource): ResourceChange {
    const found = changes([before], [after]).changes;
    assert.strictEqual(found.length, 1);
    return found[0]!;
}

export const operations = (set: ChangeSet) =>
    set.changes.map(({ operation, name }) => `${operation} ${name}`);

export const object = (
    type: string,
    name: string,
    body: WireObject = {},
    more: Partial<RecordedResource> = {},
) => made(type, name, { metadata: { name, namespace: "mqtt" }, ...body }, more);
