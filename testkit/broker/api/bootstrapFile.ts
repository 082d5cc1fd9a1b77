import { isAtLeast, type Release } from "../../emqx/release";

export const ROLES = ["administrator", "viewer", "publisher"] as const;
export type Role = (typeof ROLES)[number];

export interface BootstrapLine {
    readonly key: string;
    readonly secret: string;
    readonly role: Role;
}

/**
 * One line of the file of API keys; undefined for one that EMQX stops at. A secret never has a colon in it: what
 * follows one is a role, or wrong. Source: emqx_mgmt_auth.erl, parse_bootstrap_line: 5.8.11 (two or three parts), 5.10.4
 * (a fourth has scopes), 6.3 (roles of namespaces, `ns:...`, which the double does not know).
 */
export function readBootstrapLine(line: string, release: Release): BootstrapLine | undefined {
    const [key, secret, role = "administrator", ...rest] = line.split(":");
    if (!key || !secret) return undefined;
    if (rest.length > (isAtLeast(release, "5.10") ? 1 : 0)) return undefined;
    // Source: emqx_mgmt_auth.erl, valid_role: open source has one role, which all keys have.
    if (release.edition === "Opensource" && role !== "administrator") return undefined;
    return isRole(role) ? { key, secret, role } : undefined;
}

export function isRole(role: unknown): role is Role {
    return (ROLES as readonly unknown[]).includes(role);
}
