import type { RecordedResource } from "../monitor/graph";
import { downgradeOutputs, isSecret, secret, UNKNOWN, type Wire, type WireObject } from "../monitor/wire";
import { alignLists } from "./lists";
import { isKubernetesObject } from "./replaceRules";
import { open } from "./secrets";

/** The inputs of one resource on both sides, in a form in which only what a program asked for differs. */
export interface Comparable {
    readonly before: WireObject;
    readonly after: WireObject;
}

const SECRET = "kubernetes:core/v1:Secret";
const RELEASE = "kubernetes:helm.sh/v3:Release";

/** What pulumi-kubernetes fills in for a release that does not say (helm_release.go, Check), and what the SDK adds. */
const RELEASE_ADDITIONS = ["name", "namespace", "version", "timeout", "keyring", "checksum", "resourceNames"];
const RELEASE_SDK_ONLY = "compat";

const AUTONAMED = "pulumi.com/autonamed";
const MANAGED_BY = "app.kubernetes.io/managed-by";

/** Brings two property bags together: recorded ones carry what engine and providers added, a program's do not. */
export function comparable(type: string, before: WireObject, after: WireObject): Comparable {
    const own = (inputs: WireObject) => secretData(type, downgradeOutputs(inputs) as WireObject);
    const [old, now] = [own(before), own(after)];
    const pair = {
        before: withoutAdditions(old, now) as WireObject,
        after: withoutAdditions(now, old) as WireObject,
    };
    if (type === RELEASE) {
        return {
            before: withoutReleaseDefaults(pair.before, pair.after),
            after: without(pair.after, RELEASE_SDK_ONLY),
        };
    }
    return isKubernetesObject(type)
        ? { before: withoutObjectDefaults(pair.before, pair.after), after: pair.after }
        : pair;
}

/** The resources that a property's value comes from, by the property's name in the comparable form. */
export function dependenciesOf(resource: RecordedResource, property: string): readonly string[] {
    const { propertyDependencies, type } = resource;
    const own = propertyDependencies[property] ?? [];
    return type === SECRET && property === "data"
        ? [...own, ...(propertyDependencies.stringData ?? [])]
        : own;
}

/** Defaults that Terraform's bridge filled in are listed in `__defaults`; they count only where both sides have them. */
function withoutAdditions(value: Wire, other: Wire | undefined): Wire {
    if (isSecret(value)) {
        return secret(withoutAdditions(value.value, open(other).value));
    }
    const counterpart = open(other).value;
    if (Array.isArray(value)) {
        const pairs = alignLists(Array.isArray(counterpart) ? counterpart : [], value);
        return pairs.flatMap(({ before, after }) =>
            after === undefined ? [] : [withoutAdditions(after, before)],
        );
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const others =
        typeof counterpart === "object" && counterpart !== null && !Array.isArray(counterpart)
            ? counterpart
            : {};
    const added = new Set(Array.isArray(value.__defaults) ? value.__defaults : []);
    const kept = Object.entries(value).filter(
        ([key, member]) =>
            key !== "__defaults" &&
            key !== "__internal" &&
            member !== null &&
            (!added.has(key) || key in others),
    );
    return Object.fromEntries(kept.map(([key, member]) => [key, withoutAdditions(member, others[key])]));
}

/**
 * A Secret's `stringData` as the `data` it becomes, each value a secret of its own and readable, so that one changed key
 * is one difference. Keys of a Kubernetes Secret are no secrets.
 */
function secretData(type: string, inputs: WireObject): WireObject {
    if (type !== SECRET) {
        return inputs;
    }
    const { data, stringData, ...others } = inputs;
    const [encoded, plain] = [open(data).value, open(stringData).value];
    if (encoded === UNKNOWN || plain === UNKNOWN) {
        return { ...others, data: secret(UNKNOWN) };
    }
    const decoded = mapSecrets(encoded, (text) => Buffer.from(text, "base64").toString("utf8"));
    const all = { ...decoded, ...mapSecrets(plain, (text) => text) };
    return Object.keys(all).length === 0 ? others : { ...others, data: all };
}

function mapSecrets(object: Wire | undefined, change: (text: string) => string): WireObject {
    if (typeof object !== "object" || object === null || Array.isArray(object)) {
        return {};
    }
    return Object.fromEntries(
        Object.entries(object).map(([key, member]) => {
            const { value } = open(member);
            return [
                key,
                secret(typeof value === "string" && value !== UNKNOWN ? change(value) : (value ?? null)),
            ];
        }),
    );
}

function withoutReleaseDefaults(before: WireObject, after: WireObject): WireObject {
    const added = RELEASE_ADDITIONS.filter((key) => !(key in after));
    return without(before, RELEASE_SDK_ONLY, ...added);
}

/** A name that Pulumi made up, its mark, the label of client-side apply, and the namespace that is the default. */
function withoutObjectDefaults(before: WireObject, after: WireObject): WireObject {
    const [old, now] = [objectOf(before.metadata), objectOf(after.metadata)];
    if (old === undefined || after.metadata === UNKNOWN) {
        return before;
    }
    const annotations = objectOf(old.annotations);
    const isAutonamed = annotations?.[AUTONAMED] !== undefined && now?.name === undefined;
    const labels = objectOf(old.labels);
    const addedLabel = labels?.[MANAGED_BY] === "pulumi" && objectOf(now?.labels)?.[MANAGED_BY] === undefined;
    const cleaned: WireObject = {
        ...old,
        ...(isAutonamed && annotations ? { annotations: without(annotations, AUTONAMED) } : {}),
        ...(addedLabel && labels ? { labels: without(labels, MANAGED_BY) } : {}),
    };
    const isDefaultNamespace = old.namespace === "default" && now?.namespace === undefined;
    const dropped = [...(isAutonamed ? ["name"] : []), ...(isDefaultNamespace ? ["namespace"] : [])];
    return { ...before, metadata: without(cleaned, ...dropped) };
}

function objectOf(value: Wire | undefined): WireObject | undefined {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !isSecret(value)
        ? value
        : undefined;
}

function without(object: WireObject, ...keys: string[]): WireObject {
    return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
