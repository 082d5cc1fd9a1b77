import type { SetNames } from "./setNames";
import type { State } from "./state";

/**
 * A state in full, with hashes named and without what differs from run to run: times, and addresses of evacuated
 * nodes.
 */
export function settled({ sets, emqx }: State, names: SetNames): object {
    const revisions = (status: Readonly<Record<string, unknown>> | null) =>
        Object.fromEntries(
            Object.entries(status ?? {}).map(([key, value]) => [
                key,
                key.endsWith("Revision") ? names.ofHash(String(value)) : value,
            ]),
        );
    return {
        sets: Object.fromEntries(
            Object.entries(sets).map(([name, { kind, image, want, pods, ready }]) => [
                names.ofSet(name),
                { kind, image, want, pods, ready },
            ]),
        ),
        ...(emqx === undefined
            ? {}
            : {
                  emqx: {
                      ...emqx,
                      core: revisions(emqx.core),
                      replicant: revisions(emqx.replicant),
                      evacuating: emqx.evacuating.map(([, state]) => state),
                  },
              }),
    };
}
