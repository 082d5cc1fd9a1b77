import { isAtLeast, type Release } from "../emqx";
import type { Accounts, ApiKey, User } from "./api/accounts";

/** What a file of `emqx ctl data export` holds of what the double has. Sessions are in none. */
export interface Backup {
    readonly release: Release;
    readonly users: readonly User[];
    readonly keys: readonly ApiKey[];
}

/** The command line leaves nothing out, as the API does for callers that may not see it. Source: emqx_mgmt_cli.erl (data), emqx_mgmt_data_backup.erl, release-63. */
export function exported(accounts: Accounts, release: Release): Backup {
    const { users, keys } = accounts;
    return structuredClone({ release, users: [...users.values()], keys: [...keys.values()] });
}

/**
 * `emqx ctl data import`: rows of the file take the place of rows of the same name, and nothing is deleted. The key that the operator uses
 * has one name in every cluster, so that of the file wins until a core starts and reads its own again. Source: emqx_mgmt_data_backup.erl
 * (import_local, check_version, format_error), emqx_mgmt_auth.erl and emqx_dashboard_admin.erl (backup_tables), e5.8.9 and release-63.
 */
export function imported(
    accounts: Accounts,
    { release, role }: Importer,
    backup: Backup,
): string | undefined {
    if (role !== "core") return "not_core_node";
    const [major = "0", minor = "0"] = backup.release.version.split(".");
    if (!isAtLeast(release, `${Number(major)}.${Number(minor)}`)) {
        return `[warning] Backup version ${backup.release.version} is newer than EMQX version ${release.version}, import is not allowed.`;
    }
    if (backup.release.edition === "Enterprise" && release.edition === "Opensource") {
        return "importing EMQX Enterprise data backup to EMQX is not allowed";
    }
    for (const user of backup.users) accounts.users.set(user.username, { ...user });
    for (const key of backup.keys) accounts.keys.set(key.name, { ...key });
    return undefined;
}

interface Importer {
    readonly release: Release;
    readonly role: "core" | "replicant";
}
