import { type CapacityCeiling, WARN_ABOVE } from "../../../provider/capacity/ceiling";
import { capacityTopic } from "../../../provider/capacity/remarks";
import type { ChangeSet, Snapshot } from "../../changes/change";
import type { SaidWarning } from "../../changes/said";
import { containsUnknown } from "../../monitor/wire";
import type { Finding, FindingSince } from "../facts/finding";
import type { Level } from "../facts/level";
import { listAt, numberAt, textAt } from "../rules/values";

/** Utilisation that moved by less is the same, rounded. */
const TOLERANCE = 0.005;

const STACK = "emqx-ack:index:EmqxOnAck";

/** What the new program warns of, held against what the base comes to: capacity first, the tightest first. */
export function findingsOf(changes: ChangeSet): Finding[] {
    const stacks = stacksOf(changes);
    const found = changes.said.map((said) => capacityFinding(said, stacks) ?? plainWarning(said));
    const rank = ({ fact }: Finding) => (fact.kind === "capacity" ? (fact.after ?? 0) : -1);
    return found.sort((a, b) => rank(b) - rank(a));
}

function plainWarning({ message, since }: SaidWarning): Finding {
    return {
        fact: { kind: "warning", sentence: message },
        since,
        level: since === "new" ? "reload" : "none",
    };
}

function capacityFinding(said: SaidWarning, stacks: readonly Stack[]): Finding | undefined {
    for (const { name: stack, before, after } of stacks) {
        const ceiling = after.find(({ name, where }) =>
            said.message.startsWith(`${stack}: ${capacityTopic({ name, where })} `),
        );
        if (ceiling === undefined) continue;
        const { name, where, utilisation } = ceiling;
        const former = before?.find((other) => other.name === name && other.where === where)?.utilisation;
        const since = sinceWhen(said, before !== undefined, former, utilisation);
        return {
            fact: {
                kind: "capacity",
                stack,
                name,
                where,
                ...(former === undefined ? {} : { before: former }),
                ...(utilisation === undefined ? {} : { after: utilisation }),
                sentence: said.message,
            },
            since,
            level: levelOf(since),
        };
    }
    return undefined;
}

function sinceWhen(
    said: SaidWarning,
    baseKnown: boolean,
    before: number | undefined,
    after: number | undefined,
): FindingSince {
    if (!baseKnown) return said.since;
    if (before === undefined || before <= WARN_ABOVE) return "new";
    return after !== undefined && after > before + TOLERANCE ? "worse" : "standing";
}

/** Above the share that is warned of, the clients of a lost node may find no room on the others. */
function levelOf(since: FindingSince): Level {
    return since === "new" || since === "worse" ? "reconnect" : "none";
}

/** A stack of the new program with the ceilings of both sides. */
interface Stack {
    readonly name: string;
    /** Absent where they are not known. */
    readonly before?: readonly CapacityCeiling[];
    readonly after: readonly CapacityCeiling[];
}

function stacksOf({ before, after, source }: ChangeSet): Stack[] {
    // A plan of the engine has no outputs of components but those of the update before.
    if (source === "engine") return [];
    const [olds, news] = [before, after].map((side) =>
        [...side.values()].filter(({ type }) => type === STACK),
    );
    return (news ?? []).map((now) => {
        const only = olds?.length === 1 && news?.length === 1 ? olds[0] : undefined;
        const old = olds?.find(({ urn }) => urn === now.urn) ?? only;
        const ceilings = old && ceilingsOf(old);
        return { name: now.name, after: ceilingsOf(now) ?? [], ...(ceilings ? { before: ceilings } : {}) };
    });
}

function ceilingsOf({ side: { outputs } }: Snapshot): CapacityCeiling[] | undefined {
    if (outputs?.capacity === undefined || containsUnknown(outputs.capacity)) return undefined;
    return listAt(outputs, "capacity").map((ceiling) => ({
        name: textAt(ceiling, "name") ?? "",
        where: textAt(ceiling, "where") ?? "",
        unit: textAt(ceiling, "unit") ?? "",
        utilisation: numberAt(ceiling, "utilisation"),
        arithmetic: textAt(ceiling, "arithmetic") ?? "",
        input: textAt(ceiling, "input") ?? "",
        source: textAt(ceiling, "source") ?? "",
    }));
}
