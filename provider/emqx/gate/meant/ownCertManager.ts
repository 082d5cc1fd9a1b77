import type { Problems } from "../../../validation/problems";

/** A cert-manager that a stack of this package made. */
export interface OwnCertManager {
    readonly namespace: string;
    /** `namespace/name` of Certificates that it renews; undefined where these credentials may not see them. */
    readonly certificates?: readonly string[];
}

const MOST_NAMED = 10;

/**
 * The operator's line needs none any more, and the program does not say what becomes of the one that the stack made: it would go with
 * whatever else it does. It stays until that is said.
 */
export function checkOwnCertManager(problems: Problems, there: OwnCertManager | undefined): void {
    if (there === undefined) return;
    problems.add(
        "certManager",
        `is not given, and the operator needs no cert-manager; the one in namespace "${there.namespace}", which this stack made, would be removed. ${renewed(there)}Write certManager: {} with what it was given so far to keep it, or certManager: false to let it go`,
    );
}

function renewed({ certificates }: OwnCertManager): string {
    if (certificates === undefined) return "Whether it renews Certificates may not be seen here. ";
    if (certificates.length === 0) return "It renews no Certificates. ";
    const more = certificates.length > MOST_NAMED ? ` and ${certificates.length - MOST_NAMED} more` : "";
    return `It renews ${certificates.slice(0, MOST_NAMED).join(", ")}${more}. `;
}
