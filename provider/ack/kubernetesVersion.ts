import { KUBERNETES_MINORS, KUBERNETES_READ, OLDEST_FOR_OPERATOR } from "../alibaba/kubernetesVersions";
import { withMeant } from "../validation/nearest";
import type { Rule } from "../validation/rules";

/** The version of Kubernetes of a new cluster, as ACK spells it: `1.35.2-aliyun.1`. */

const FORM = /^1\.(\d{1,2})(\.\d{1,2}(-aliyun\.\d{1,2})?)?$/;
const EXAMPLE = 'write a version that ACK offers, e.g. "1.35.2-aliyun.1", or leave it out for the newest';

const NEWEST = Math.max(...KUBERNETES_MINORS.map(({ minor }) => minor));
/** Three minor versions come a year: what is further ahead is a slip. */
const IN_SIGHT = NEWEST + 9;

export const kubernetesVersion: Rule = (value) => {
    if (typeof value !== "string") return EXAMPLE;
    const minor = minorOf(value);
    if (minor !== undefined) {
        return minor <= IN_SIGHT ? undefined : `${EXAMPLE}; the newest was 1.${NEWEST} on ${KUBERNETES_READ}`;
    }
    const bare = value
        .trim()
        .replace(/^v/i, "")
        .replace(/-?aliyun\.?/i, "-aliyun.");
    return withMeant(EXAMPLE, FORM.test(bare) ? bare : undefined);
};

/** Sentences to be read before a cluster is made or upgraded. A running one may have what nobody gets any more. */
export function kubernetesWarnings(version: string, today: Date): string[] {
    const minor = minorOf(version);
    if (minor === undefined) return [];
    if (minor > NEWEST) {
        return [
            `Kubernetes ${version} is newer than all that this package knows, which was 1.${NEWEST} on ${KUBERNETES_READ}: where ACK does not offer it, no cluster is made.`,
        ];
    }
    const supported = KUBERNETES_MINORS.filter(({ until }) => today.getTime() <= endOf(until));
    if (supported.some((one) => one.minor === minor)) return [];
    const until = KUBERNETES_MINORS.find((one) => one.minor === minor)?.until;
    const ended = until === undefined ? `before ${KUBERNETES_READ}` : `on ${until}`;
    const others = supported.map((one) => `1.${one.minor}`).join(" or ");
    const tooOld =
        minor < OLDEST_FOR_OPERATOR ? `, and the EMQX operator needs 1.${OLDEST_FOR_OPERATOR}` : "";
    return [
        `ACK's support of Kubernetes 1.${minor} ended ${ended}${tooOld}: ACK may not make such a cluster any more, and a running one gets no fixes.${others === "" ? "" : ` Write a version of ${others}; a running cluster goes up one minor version after the other.`}`,
    ];
}

function minorOf(version: string): number | undefined {
    const minor = FORM.exec(version)?.[1];
    return minor === undefined ? undefined : Number(minor);
}

/** The last day counts to its end. */
function endOf(day: string): number {
    return Date.parse(`${day}T23:59:59Z`);
}
