import type { EmqxState } from "../emqxState";
import { listed } from "../wording";
import { type EmqxCase, rollsSentence, type Told } from "./emqxCase";
import { variablesOf } from "./emqxEnvironment";

/** Listeners that come, go, move or are tuned at boot. */
export function listeners(given: EmqxCase): Told {
    const { before, after } = given.cluster;
    const [old, young] = [listening(before), listening(after)];
    const added = [...young.keys()].filter((kind) => !old.has(kind));
    const removed = [...old.keys()].filter((kind) => !young.has(kind));
    const moved = [...young.keys()].filter(
        (kind) => old.get(kind) !== undefined && young.get(kind) !== old.get(kind),
    );
    const port = (from: ReadonlyMap<string, string | undefined>) => (kind: string) =>
        from.get(kind) === undefined ? kind : `${kind} ${from.get(kind)}`;
    const parts = [
        ...(added.length > 0 ? [`${listed(added.map(port(young)))} added`] : []),
        ...(removed.length > 0 ? [`${listed(removed.map(port(old)))} removed`] : []),
        ...moved.map((kind) => `${kind} ${old.get(kind)} to ${young.get(kind)}`),
    ];
    const names = variablesOf(given, "EMQX_LISTENERS__");
    const what =
        parts.length > 0 ? `EMQX listener ${parts.join(", ")}` : `EMQX listener settings ${listed(names, 4)}`;
    const lost = [...removed, ...moved];
    return {
        what: what.trim(),
        happens: [
            rollsSentence(given),
            ...(removed.length > 0
                ? [`Clients of ${listed(removed)} cannot come back: nothing listens there any more.`]
                : []),
            ...(moved.length > 0 ? [`Clients of ${listed(moved)} have to learn the new port.`] : []),
        ].join(" "),
        ...(lost.length > 0 ? { level: "reconnect" as const } : {}),
        sources: ["blue-green", "evacuation"],
    };
}

/** Port by kind of what the environment switches on. */
function listening(state: EmqxState | undefined): Map<string, string | undefined> {
    const found = new Map<string, string | undefined>();
    const variables = new Map([
        ...(state?.environment.core ?? new Map()),
        ...(state?.environment.replicant ?? new Map()),
    ]) as Map<string, string | undefined>;
    for (const [name, value] of variables) {
        const kind = /^EMQX_LISTENERS__([A-Z]+)__DEFAULT__ENABLE$/.exec(name)?.[1];
        if (kind === undefined || value !== "true") continue;
        found.set(kind.toLowerCase(), variables.get(`EMQX_LISTENERS__${kind}__DEFAULT__BIND`));
    }
    return found;
}
