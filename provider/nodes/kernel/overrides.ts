import type { Problems } from "../../validation/problems";
import { isKnown, meantKey } from "./keyNames";
import { matterInTheNodesNamespace, scopeOf } from "./namespaces";
import type { Parameter } from "./parameter";
import { findParameter } from "./parameters";
import { placeOf } from "./spellings";

/** The word that leaves a parameter to the kernel. */
export const KERNEL_DEFAULT = "default";

const OWN_PROPERTY = "open files have a property of their own: write them as nofile.";

/** What the API server takes. Source: Kubernetes, pkg/apis/core/validation, SysctlFmt. */
const POD_SYSCTL_NAME = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?\.)*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;

const SYSCTL_KEY = /^[a-z][a-z0-9_-]*(\.[A-Za-z0-9_-]+)+$/;
// What a value may hold: it is written into shell scripts between quotes.
const PLAIN_VALUE = /^[A-Za-z0-9_.,:%/+-]+( [A-Za-z0-9_.,:%/+-]+)*$/;

/** Values that the user gives instead of the formulas, those of known keys in the right shape. */
export function checkedOverrides(
    overrides: { readonly [key: string]: string },
    problems: Problems,
): Map<string, string> {
    const checked = new Map<string, string>();
    for (const [key, raw] of Object.entries(overrides)) {
        const wrong = (reason: string) => problems.at(key).add("", reason);
        const parameter = findParameter(key);
        const value = normalize(raw);
        if (!parameter) {
            wrong(unknownKey(key));
        } else if (key === "nofile") {
            wrong(OWN_PROPERTY);
        } else if (key === "conntrackHashsize" && value === KERNEL_DEFAULT) {
            wrong("leave out net.netfilter.nf_conntrack_max instead: the two go together.");
        } else if (value !== KERNEL_DEFAULT && !fits(parameter, value)) {
            wrong(`"${raw}" is not what this parameter takes: write ${shapeInWords(parameter)}.`);
        } else {
            checked.set(key, value);
        }
    }
    return checked;
}

/** Further host-wide keys; one of a pod's own namespace is refused, since it would never reach the broker. */
export function checkedNodeExtras(
    extras: { readonly [key: string]: string },
    problems: Problems,
): Map<string, string> {
    return checkedExtras(extras, problems, (key) =>
        scopeOf(key) === "netns" && !matterInTheNodesNamespace(key)
            ? `every network namespace has its own: a value on the node never reaches the broker's pod. Write it under ${placeOf(key)}.`
            : undefined,
    );
}

/** Further keys of the pod's namespace; one that its kubelet or its container refuses would let no pod start. */
export function checkedPodExtras(
    extras: { readonly [key: string]: string },
    problems: Problems,
): Map<string, string> {
    return checkedExtras(extras, problems, (key) => {
        if (scopeOf(key) === "host") {
            return `this key is host-wide: containers refuse it and the pod would not start. Write it under ${placeOf(key)}.`;
        }
        return POD_SYSCTL_NAME.test(key)
            ? undefined
            : "Kubernetes takes small letters, digits, dots and dashes only: write the name as Linux has it.";
    });
}

function checkedExtras(
    extras: { readonly [key: string]: string },
    problems: Problems,
    misplaced: (key: string) => string | undefined,
): Map<string, string> {
    const checked = new Map<string, string>();
    for (const [key, raw] of Object.entries(extras)) {
        const value = normalize(raw);
        const reason = wrongKey(key) ?? misplaced(key) ?? ownedKey(key) ?? wrongValue(raw, value);
        if (reason) {
            problems.at(key).add("", reason);
        } else {
            checked.set(key, value);
        }
    }
    return checked;
}

function wrongKey(key: string): string | undefined {
    if (findParameter(key) !== undefined) return undefined;
    if (!SYSCTL_KEY.test(key)) {
        return "this is no sysctl key: write it with dots, e.g. net.ipv4.tcp_sack.";
    }
    if (isKnown(key)) return undefined;
    // Fewer letters than for the profile's own: a module's key may resemble another one.
    const near = meantKey(key, 2);
    return near === undefined
        ? undefined
        : `Linux has no such key that is known: did you mean ${near}? Write that, under ${placeOf(near)}.`;
}

function ownedKey(key: string): string | undefined {
    if (key === "nofile") return OWN_PROPERTY;
    return findParameter(key) ? "the profile has this key: write your value under parameters." : undefined;
}

function wrongValue(raw: string, value: string): string | undefined {
    if (value === KERNEL_DEFAULT) {
        return `"${KERNEL_DEFAULT}" leaves a parameter of the profile to the kernel: this key is none, leave it out.`;
    }
    return PLAIN_VALUE.test(value)
        ? undefined
        : `"${raw}" cannot be a kernel parameter's value: write numbers or words with single spaces.`;
}

function normalize(value: string): string {
    return String(value).trim().replace(/\s+/g, " ");
}

function unknownKey(key: string): string {
    if (isKnown(key)) return `the profile has no such parameter: write it under ${placeOf(key)}.`;
    const near = meantKey(key, 3);
    if (near === undefined) {
        return `the profile has no such parameter (\`emqx-ack kernel\` lists them). To add a key of your own write it under ${placeOf(key)}.`;
    }
    const place = placeOf(near);
    const elsewhere = place === "parameters" ? "" : ` Write that, under ${place}.`;
    return `the profile has no such parameter: did you mean ${near}?${elsewhere}`;
}

function fits(parameter: Parameter, value: string): boolean {
    if (typeof parameter.takes !== "string") {
        return parameter.takes.includes(value);
    }
    if (parameter.takes === "ports") {
        return /^\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?)*$/.test(value);
    }
    const numbers = value.split(" ");
    return (
        numbers.length === Number(parameter.takes[0]) && numbers.every((n) => /^(0|[1-9]\d{0,14})$/.test(n))
    );
}

function shapeInWords(parameter: Parameter): string {
    if (typeof parameter.takes !== "string") {
        return [...parameter.takes, KERNEL_DEFAULT].join(" or ");
    }
    if (parameter.takes === "ports") {
        return "ports and ranges with commas, e.g. 1883,30000-32767, or default";
    }
    const count =
        parameter.takes === "1 number" ? "1 whole number" : `${parameter.takes} with a space between`;
    return `${count} (${parameter.unit}), or default`;
}
