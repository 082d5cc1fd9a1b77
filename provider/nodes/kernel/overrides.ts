import { nearest } from "../../validation/nearest";
import type { Problems } from "../../validation/problems";
import { matterInTheNodesNamespace, scopeOf } from "./namespaces";
import type { Parameter } from "./parameter";
import { findParameter, PARAMETERS } from "./parameters";

/** The word that leaves a parameter to the kernel. */
export const KERNEL_DEFAULT = "default";

const SYSCTL_KEY = /^[a-z][a-z0-9_-]*(\.[A-Za-z0-9_-]+)+$/;
// What a value may hold: it is written into shell scripts between quotes.
const PLAIN_VALUE = /^[A-Za-z0-9_.,:%/+-]+( [A-Za-z0-9_.,:%/+-]+)*$/;

/** Values that the user gives instead of the formulas, those of known keys in the right shape. */
export function checkedOverrides(
    overrides: { [key: string]: string },
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
            wrong("open files have a property of their own: write them as nofile.");
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
    extras: { [key: string]: string },
    problems: Problems,
): Map<string, string> {
    return checkedExtras(extras, problems, (key) => {
        if (scopeOf(key) === "netns" && !matterInTheNodesNamespace(key)) {
            const property = findParameter(key) ? "parameters" : "extraPodParameters";
            return `every network namespace has its own: a value on the node never reaches the broker's pod. Write it under ${property}.`;
        }
        return undefined;
    });
}

/** Further keys of the pod's namespace; a host-wide one is refused, since the container would not start. */
export function checkedPodExtras(extras: { [key: string]: string }, problems: Problems): Map<string, string> {
    return checkedExtras(extras, problems, (key) => {
        if (scopeOf(key) === "host") {
            const property = findParameter(key) ? "parameters" : "extraNodeParameters";
            return `this key is host-wide: containers refuse it and the pod would not start. Write it under ${property}.`;
        }
        return undefined;
    });
}

function checkedExtras(
    extras: { [key: string]: string },
    problems: Problems,
    misplaced: (key: string) => string | undefined,
): Map<string, string> {
    const checked = new Map<string, string>();
    for (const [key, raw] of Object.entries(extras)) {
        const value = normalize(raw);
        const reason = !SYSCTL_KEY.test(key)
            ? "this is no sysctl key: write it with dots, e.g. net.ipv4.tcp_sack."
            : (misplaced(key) ??
              (findParameter(key)
                  ? "the profile has this key: write your value under parameters."
                  : PLAIN_VALUE.test(value)
                    ? undefined
                    : `"${raw}" cannot be a kernel parameter's value: write numbers or words with single spaces.`));
        if (reason) {
            problems.at(key).add("", reason);
        } else {
            checked.set(key, value);
        }
    }
    return checked;
}

function normalize(value: string): string {
    return String(value).trim().replace(/\s+/g, " ");
}

function unknownKey(key: string): string {
    const near = nearest(
        key,
        PARAMETERS.map((parameter) => parameter.key),
    );
    const property = scopeOf(key) === "host" ? "extraNodeParameters" : "extraPodParameters";
    return near
        ? `the profile has no such parameter: did you mean ${near}? If not, write it under ${property}.`
        : `the profile has no such parameter (\`emqx-ack kernel\` lists them). To add a key of your own write it under ${property}.`;
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
