import type { State } from "./state";

/**
 * Names for sets that do not depend on hashes: "core 1" is the first core set ever seen, and so on. One instance
 * serves all scenarios that were played on the same cluster.
 */
export class SetNames {
    private readonly names = new Map<string, string>();
    private readonly counts = new Map<string, number>();

    /** Gives names to what appears for the first time. */
    learn({ sets }: State): void {
        for (const [name, { kind }] of Object.entries(sets)) {
            const hash = name.slice(name.lastIndexOf("-") + 1);
            if (this.names.has(hash)) continue;
            const role = kind === "StatefulSet" ? "core" : "replicant";
            const number = (this.counts.get(role) ?? 0) + 1;
            this.counts.set(role, number);
            this.names.set(hash, `${role} ${number}`);
        }
    }

    ofSet(setName: string): string {
        return this.ofHash(setName.slice(setName.lastIndexOf("-") + 1));
    }

    /** Revisions are named by the status before the set is seen at times. */
    ofHash(hash: string): string {
        return this.names.get(hash) ?? "a set not seen yet";
    }
}
