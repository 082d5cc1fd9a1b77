import { duration } from "../../../provider/wording/figures";
import type { RolloutStepFact } from "../facts/rollout";
import { capital, counted, listed, number, plural } from "./wording";

/** One thing after another while EMQX is rolled, in words. */

export function rolloutStepTitle(fact: RolloutStepFact): string {
    switch (fact.step) {
        case "boot":
            return `New ${fact.role}s start`;
        case "leave":
            return "Old pods leave the load balancer";
        case "remove":
            return `Old ${fact.role}s are ${fact.clients === "moved" ? "emptied and removed" : "removed"}`;
        case "turn":
            return turnTitle(fact);
    }
}

export function rolloutStepDetail(fact: RolloutStepFact): string {
    switch (fact.step) {
        case "boot": {
            const { role, count, before, database } = fact;
            return `${capital(counted(count, `new ${role}`))} beside the ${before} that ${plural(before, "runs", "run")}${database === undefined ? "" : DATABASE[database]}. Nothing else moves until all of them are ready.`;
        }
        case "leave":
            return `${capital(listed(fact.old.map(({ role, count }) => counted(count, `old ${role}`))))} in the same second${drainText(fact.drainSeconds)}`;
        case "remove":
            return `One after another${
                {
                    moved: `, the clients at ${number(fact.perSecond)} a second`,
                    closed: ", each closing the connections it has",
                    none: "",
                }[fact.clients]
            }.`;
        case "turn":
            return turnDetail(fact);
    }
}

type TurnFact = Extract<RolloutStepFact, { readonly step: "turn" }>;

/** Nodes that are made anew at the same time: as many as come up beside the others and may be missing. */
function atOnce({ count, of, least, surge }: TurnFact): number {
    return Math.max(1, Math.min(count, surge + of - least));
}

function turnTitle(fact: TurnFact): string {
    const { role, count, part } = fact;
    if (part === "last")
        return count === 1 ? `The last ${role} is made anew` : `The other ${role}s are made anew`;
    const pace = atOnce(fact) === 1 ? "one after another" : `up to ${number(atOnce(fact))} at a time`;
    const who = count === 1 ? `One ${role} is made anew` : `${capital(role)}s are made anew ${pace}`;
    return part === "first" && count > 1 ? `${who}, but for the last` : who;
}

function turnDetail(fact: TurnFact): string {
    const { role, count, of, least, surge, clients, perSecond, drainSeconds, database } = fact;
    const goes = {
        moved: `is emptied (its clients at ${number(perSecond)} a second) and goes`,
        closed: "closes the connections it has and goes",
        none: "goes",
    }[clients];
    const anew = `and comes up anew${database === undefined ? "" : IN_PLACE[database]}`;
    const together = atOnce(fact);
    const theyGo = {
        moved: `are emptied (the clients of each at ${number(perSecond)} a second) and go`,
        closed: "close the connections they have and go",
        none: "go",
    }[clients];
    const old =
        together === 1
            ? `one old ${role} after another ${goes}, and a new one takes its place`
            : `up to ${number(together)} old ${role}s at a time ${theyGo}, and new ones take their place`;
    const first =
        surge > 0
            ? `${capital(counted(surge, `new ${role}`))} ${plural(surge, "comes", "come")} up beside the ${of}; then ${old}.`
            : together > 1
              ? `${capital(old)}.`
              : `${count === 1 ? "It" : "One after another"} ${goes.replace(" and goes", ", goes")} ${anew}.`;
    const serving =
        of === 1 && least === 0
            ? `No ${role} serves until it is up again.`
            : `${least === of ? `All ${of}` : `${least} of ${of}`} serve at any time.`;
    return [first, serving, ...drained(clients, drainSeconds, together > 1 ? "Each" : "It")].join(" ");
}

function drained(clients: TurnFact["clients"], seconds: number | undefined, who: "Each" | "It"): string[] {
    // Of a pod that is not emptied all connections end with it.
    if (clients !== "moved" || seconds === undefined) return [];
    return [
        seconds === 0
            ? `${who} takes no new clients from its turn on; the load balancer does not drain, so its connections may be cut then.`
            : `${who} takes no new clients from its turn on; the load balancer lets those that it has stay for ${duration(seconds)} at the most.`,
    ];
}

const IN_PLACE = {
    memory: ", with the database of the others",
    disks: " on the disk that it has",
} as const;

const DATABASE = {
    memory: "; their database is copied from the running cores",
    disks: "; their disks are new and are filled from the running cores",
} as const;

function drainText(seconds: number | undefined): string {
    if (seconds === undefined) return ".";
    return seconds === 0
        ? "; the load balancer does not drain, so their connections may be cut then."
        : `; connections to them live on for ${duration(seconds)} at the most.`;
}
