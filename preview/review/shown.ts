import type { PropertyChange, ResourceChange } from "../changes/change";
import { pathNames } from "../impact/rules/values";
import { isOutput, isSecret, mapMembers, secret, type Wire } from "../monitor/wire";
import { showValue } from "../render/highlights";
import { memberNames } from "./shownPath";

/** How values are shown in a review: secrets never, long ones shortened, texts of several lines by the lines that differ. */

const HIDDEN = secret("[secret]");

/** Names whose values are secrets, whether or not the program says so. */
const SECRET_NAME =
    /^(kubeconfig|kube_config|password|passwd|secret|secret_?key|access_?key|client_?secret|private_?key|token|license_?key|api_?key|kms_?encrypted_?password)$/i;

/** The value with everything masked that is a secret by its mark, its name or its place. */
export function masked(change: ResourceChange, path: string, value: Wire): Wire {
    const names = pathNames(path);
    const inSecret =
        change.type === "kubernetes:core/v1:Secret" && /^(data|stringData)$/.test(names[0] ?? "");
    const inProvider = change.type.startsWith("pulumi:providers:") && SECRET_NAME.test(names[0] ?? "");
    if (inSecret || inProvider) return hideLeaves(value);
    if (SECRET_NAME.test(names.filter((name) => !/^\d+$/.test(name)).at(-1) ?? "")) {
        return hideScalar(value);
    }
    return maskNamed(value);
}

function maskNamed(value: Wire): Wire {
    if (isSecret(value) || (isOutput(value) && value.secret)) return HIDDEN;
    if (typeof value !== "object" || value === null || Array.isArray(value))
        return mapMembers(value, maskNamed);
    const sensitive = namesASecret(value);
    return Object.fromEntries(
        Object.entries(value).map(([key, member]) => [
            key,
            SECRET_NAME.test(key) || (sensitive && key === "value") ? hideScalar(member) : maskNamed(member),
        ]),
    );
}

/** An environment variable in Kubernetes' form whose name says that its value is a secret. */
function namesASecret(value: { readonly [key: string]: Wire }): boolean {
    return typeof value.name === "string" && /(PASSWORD|SECRET|TOKEN|PRIVATE_KEY|COOKIE)$/i.test(value.name);
}

/** `secret` is also what a volume of a Secret is called: only what could be one is hidden. */
function hideScalar(value: Wire): Wire {
    return typeof value === "object" && value !== null && !isSecret(value) && !isOutput(value)
        ? maskNamed(value)
        : HIDDEN;
}

function hideLeaves(value: Wire): Wire {
    const plain = typeof value !== "object" || value === null;
    return plain || isSecret(value) || isOutput(value) ? HIDDEN : mapMembers(value, hideLeaves);
}

export interface ShownLine {
    readonly sign: "-" | "+";
    readonly text: string;
}

const LONGEST = 300;
const MOST_LINES = 20;

/** What was and what is, as lines. */
export function shownLines(change: ResourceChange, property: PropertyChange): ShownLine[] {
    const text = (value: Wire | undefined) =>
        value === undefined ? undefined : masked(change, variablePath(change, property), value);
    const shown = (value: Wire | undefined) => text(property.order ? memberNames(value) : value);
    const [before, after] = [shown(property.before), shown(property.after)];
    const texts = [before, after].map((value) => readable(property.path, value));
    if (texts.some((value) => typeof value === "string" && value.includes("\n"))) {
        return differingLines(String(texts[0] ?? ""), String(texts[1] ?? ""));
    }
    return [
        ...(before === undefined ? [] : [{ sign: "-" as const, text: shortened(showValue(before)) }]),
        ...(after === undefined ? [] : [{ sign: "+" as const, text: shortened(showValue(after)) }]),
    ];
}

/** `spec.coreTemplate.spec.env[3].value` says by its neighbour whether it is a secret. */
function variablePath(change: ResourceChange, { path }: PropertyChange): string {
    const match = /^(.*\.env\[(\d+)\])\.value$/.exec(path);
    if (match === null) return path;
    const variable = pathNames(match[1] ?? "").reduce<Wire | undefined>(
        (at, key) =>
            typeof at === "object" && at !== null ? (at as { [key: string]: Wire })[key] : undefined,
        change.after?.inputs ?? change.before?.inputs,
    );
    const named =
        typeof variable === "object" &&
        variable !== null &&
        !Array.isArray(variable) &&
        namesASecret(variable);
    return named ? `${match[1]}.secret` : path;
}

/** Scripts of node pools travel in base64. */
function readable(path: string, value: Wire | undefined): Wire | undefined {
    if (typeof value !== "string" || !/(^|\.)(preUserData|userData)$/.test(path)) return value;
    const decoded = Buffer.from(value, "base64").toString("utf8");
    return Buffer.from(decoded, "utf8").toString("base64") === value ? decoded : value;
}

/** Lines of either text that the other does not have as often; their order is kept. */
function differingLines(before: string, after: string): ShownLine[] {
    const [old, now] = [before.split("\n"), after.split("\n")];
    const without = (lines: readonly string[], others: readonly string[]) => {
        const left = new Map<string, number>();
        for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
        return lines.filter((line) => {
            const count = left.get(line) ?? 0;
            left.set(line, count - 1);
            return count <= 0;
        });
    };
    const all: ShownLine[] = [
        ...without(old, now).map((text) => ({ sign: "-" as const, text: shortened(text) })),
        ...without(now, old).map((text) => ({ sign: "+" as const, text: shortened(text) })),
    ];
    if (all.length === 0) return [{ sign: "+", text: "(the same lines in another order)" }];
    if (all.length <= MOST_LINES) return all;
    return [...all.slice(0, MOST_LINES), { sign: "+", text: `... ${all.length - MOST_LINES} lines more` }];
}

function shortened(text: string): string {
    const oneLine = text.replace(/[\r\n]+/g, " ");
    return oneLine.length <= LONGEST
        ? oneLine
        : `${oneLine.slice(0, LONGEST)}... (${oneLine.length.toLocaleString("en-US")} characters)`;
}
