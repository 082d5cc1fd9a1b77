import { secretNames } from "../../../provider/emqx/secrets/secretNames";
import type { ResourceChange, Side } from "../../changes/change";
import { typeOf } from "../../monitor/urns";
import type { Effect } from "../facts/effect";
import type { GeneratedFor, Origin, SecretFact } from "../facts/secrets";
import { type Context, effect, endingOf } from "./context";
import { PASSWORD, SECRET } from "./types";
import { textAt } from "./values";

/** Secrets that a program has generated for it: another length is another secret. */
export function randomPassword(change: ResourceChange, context: Context): Effect[] {
    const thing = { name: change.name };
    const users = secretsOf(change, context);
    const of = purposeOf(change, users, context);
    const told = (fact: SecretFact) => [effect(change, { subject: "secret", level: "none", fact })];
    if (change.operation === "create") {
        const first = users.some(({ before }) => before !== undefined && !isGenerated(before));
        return first ? told({ kind: "generatedFirst", thing, of }) : [];
    }
    if (endingOf(change.operation) === undefined) return [];
    if (change.operation === "delete") {
        const living = users.filter(({ after }) => after?.dependencies.includes(change.urn) === false);
        if (living.length === 0) return told({ kind: "generatedForgotten", thing });
        if (!living.some(({ after }) => isGenerated(after))) {
            return told({ kind: "generatedSupplanted", thing, of });
        }
    }
    return [anew(change, of, users.length, context)];
}

function anew(change: ResourceChange, of: GeneratedFor, users: number, { line }: Context): Effect {
    const fact = { kind: "generatedAnew", thing: { name: change.name }, of, users } as const;
    switch (of) {
        case "cookie":
            return effect(change, { subject: "cookie", level: "data", fact, line });
        case "operator's API key":
            return effect(change, { subject: "api keys", level: "reconnect", fact, line });
        default:
            return effect(change, { subject: "secret", level: "none", fact, line });
    }
}

/** A Secret on both sides of an update, under its old and its new name in the program. */
interface UsingSecret {
    readonly before?: Side;
    readonly after?: Side;
}

/** Secrets that take what is generated, before or from now on. */
function secretsOf({ urn, previousUrn }: ResourceChange, { changes }: Context): UsingSecret[] {
    const former = new Map(changes.changes.map((change) => [change.urn, change.previousUrn ?? change.urn]));
    const renamed = new Set(
        changes.changes.flatMap((change) => (change.previousUrn === undefined ? [] : [change.previousUrn])),
    );
    const takes = (side: Side | undefined) =>
        side !== undefined && [urn, previousUrn ?? urn].some((own) => side.dependencies.includes(own));
    const urns = new Set([
        ...changes.after.keys(),
        ...[...changes.before.keys()].filter((u) => !renamed.has(u)),
    ]);
    return [...urns].flatMap((secret): UsingSecret[] => {
        const [old, now] = [changes.before.get(former.get(secret) ?? secret), changes.after.get(secret)];
        if ((now ?? old)?.type !== SECRET || !(takes(old?.side) || takes(now?.side))) return [];
        return [
            {
                ...(old === undefined ? {} : { before: old.side }),
                ...(now === undefined ? {} : { after: now.side }),
            },
        ];
    });
}

/** What it is generated for, by the Secrets that take it; by its own name where none tells. */
function purposeOf(
    change: ResourceChange,
    users: readonly UsingSecret[],
    { clusters }: Context,
): GeneratedFor {
    const names = users.flatMap(({ before, after }) =>
        [before, after].flatMap((side) => textAt(side?.inputs, "metadata", "name") ?? []),
    );
    for (const { name } of clusters) {
        const { nodeCookie, bootstrapApiKey, dashboard } = secretNames(name);
        if (names.includes(nodeCookie)) return "cookie";
        if (names.includes(bootstrapApiKey)) return "operator's API key";
        if (names.includes(dashboard)) return "dashboard password";
    }
    if (/node-?cookie$|^cookie$/.test(change.name)) return "cookie";
    return /operator-api-key$/.test(change.name) ? "operator's API key" : "another secret";
}

/** Whether a Secret's content comes from a generator. */
function isGenerated(side: Side | undefined): boolean {
    return side?.dependencies.some((urn) => typeOf(urn) === PASSWORD) ?? false;
}

/** Whether what a Secret takes is generated anew in the same update. */
export function isGeneratedAnew(change: ResourceChange, { changes }: Context): boolean {
    return changes.changes.some(
        ({ type, operation, urn }) =>
            type === PASSWORD &&
            endingOf(operation) !== undefined &&
            (change.after ?? change.before)?.dependencies.includes(urn),
    );
}

/** Set where a given secret takes the place of a generated one, or the other way round. */
export function originOf({ before, after }: ResourceChange): Origin | undefined {
    if (before === undefined || after === undefined) return undefined;
    const [was, is] = [isGenerated(before), isGenerated(after)];
    if (was === is) return undefined;
    return is ? "generated" : "given";
}
