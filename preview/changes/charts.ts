import type { RecordedResource } from "../monitor/graph";
import { downgradeOutputs, type WireObject } from "../monitor/wire";
import type { Base, BaseResource } from "./base";
import type { Decision } from "./decision";
import { differences } from "./difference";
import { propertyChanges } from "./properties";

const CHART = "kubernetes:helm.sh/v4:Chart";

/** The label that charts give their objects, by convention (https://helm.sh/docs/chart_best_practices/labels). */
const LABEL = "helm.sh/chart";

/** `<name>-<version>`, also at the end of an archive's address; a plus sign cannot be in a label. */
const VERSION = /-v?(\d+\.\d+\.\d[^/]*?)(?:\.tgz)?$/;

/** A component whose inputs a state does not keep: its provider registers it without them. */
export function isWithoutInputs(base: Base, old: BaseResource): boolean {
    return base.recorded && !old.custom && old.type === CHART && Object.keys(old.inputs).length === 0;
}

/** Of such a chart only the version can be compared, by the labels of its objects. */
export function chartDecision(base: Base, old: BaseResource, resource: RecordedResource): Decision {
    const inputs = downgradeOutputs(resource.inputs) as WireObject;
    const [was, is] = [recordedVersion(base, old), wantedVersion(inputs)];
    const pair =
        was === undefined || is === undefined ? {} : { before: { version: was }, after: { version: is } };
    const { before = {}, after = {} } = pair as { before?: WireObject; after?: WireObject };
    const changed = differences(before, after, { scalarsAsText: false, emptyAsAbsent: false });
    return {
        resource,
        old,
        operation: changed.length > 0 ? "update" : "same",
        properties: propertyChanges(changed, []),
        possible: [],
        replaceReasons: [],
        deleteBeforeReplace: false,
        inputs: { before, after: inputs },
        uncompared: 0,
        hidden: true,
    };
}

function wantedVersion({ version, chart }: WireObject): string | undefined {
    if (typeof version === "string") {
        return version.replace(/^v/, "");
    }
    return typeof chart === "string" ? VERSION.exec(chart)?.[1] : undefined;
}

function recordedVersion(base: Base, chart: BaseResource): string | undefined {
    for (const child of base.resources) {
        const label = child.parent === chart.urn ? labelOf(child.inputs) : undefined;
        const version = label === undefined ? undefined : VERSION.exec(label)?.[1];
        if (version !== undefined) {
            return version;
        }
    }
    return undefined;
}

function labelOf(inputs: WireObject): string | undefined {
    const { labels } = (inputs.metadata ?? {}) as { labels?: Record<string, unknown> };
    const label = labels?.[LABEL];
    return typeof label === "string" ? label : undefined;
}
