import { matching, type Rule } from "./rules";

/** Names, labels and annotations that the Kubernetes API server takes. Source: apimachinery, pkg/util/validation. */

const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const DNS_LABEL = new RegExp(`^${LABEL}$`);
const DNS_SUBDOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`);
const FILE_NAME = /^(?!\.\.|\.$)[-._A-Za-z0-9]+$/;
const NAME_PART = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

function atMost(max: number, form: RegExp, instead: string): Rule {
    return (value) =>
        typeof value === "string" && value.length <= max && form.test(value) ? undefined : instead;
}

/** A name that also becomes part of longer names: a DNS label of at most `max` characters. */
export function dnsLabel(max = 63): Rule {
    return atMost(
        max,
        DNS_LABEL,
        `write at most ${max} lower-case letters, digits and "-", beginning and ending with a letter or digit`,
    );
}

/** Name of a Secret, a StorageClass and most other objects. */
export const objectName = atMost(
    253,
    DNS_SUBDOMAIN,
    'write at most 253 lower-case letters, digits, "-" and ".", beginning and ending with a letter or digit',
);

export const labelKey: Rule = (value) =>
    typeof value === "string" && isLabelKey(value) ? undefined : LABEL_KEY;

const LABEL_KEY =
    'write at most 63 letters, digits, "-", "_" and ".", with a DNS name and "/" in front where wanted, e.g. "example.com/team"';

function isLabelKey(key: string): boolean {
    const [name = "", prefix, ...more] = key.split("/").reverse();
    const hasPrefix = prefix === undefined || (prefix.length <= 253 && DNS_SUBDOMAIN.test(prefix));
    return more.length === 0 && hasPrefix && isNamePart(name);
}

function isNamePart(name: string): boolean {
    return name.length <= 63 && NAME_PART.test(name);
}

export const labelValue: Rule = (value) =>
    typeof value === "string" && (value === "" || isNamePart(value))
        ? undefined
        : 'write a text of at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit';

/** The prefix of an annotation's key may have capitals, its name is a label's. */
export const annotationKey: Rule = (value) =>
    typeof value === "string" && isLabelKey(value.toLowerCase()) ? undefined : LABEL_KEY;

/** A name of an environment variable that a shell takes, too. */
export const environmentName = matching(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    "write letters, digits and _, beginning with a letter",
);

/** A key of a Secret that is mounted as a file of that name. */
export const fileName: Rule = (value) =>
    typeof value === "string" && value.length <= 253 && FILE_NAME.test(value)
        ? undefined
        : 'write at most 253 letters, digits, "-", "_" and ".", not beginning with ".."';
