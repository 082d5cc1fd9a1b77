import { clientsInWords, remedyInWords } from "../../../provider/emqx/gate/meant/clientsInWords";
import type { RolloutPart } from "../../../provider/emqx/lines/line/pace";
import { duration } from "../../../provider/wording/figures";
import type { ClientsFact, NodesOfRole, Rollout, RolloutStepFact, SurgeOfRole } from "../facts/rollout";
import { inputsOf } from "./inputs";
import type { Duration, Step, ToldRollout } from "./told";
import { capital, counted, listed, number, plural } from "./wording";

/** An update of EMQX's pods, in words. */
export function tellRollout(rollout: Rollout): ToldRollout {
    return {
        facts: rollout,
        clients: clientsSentence(rollout),
        clientsBrief: clientsBrief(rollout.clients),
        ...remedyOf(rollout),
        sessions: sessionsSentence(rollout.clients),
        surge: surgeSentence(rollout.surge),
        duration: rolloutDuration(rollout),
        steps: rollout.steps.map(
            ({ fact, seconds, level }): Step => ({
                fact: { kind: "rollout", step: fact, rollout },
                part: "EMQX",
                title: rolloutStepTitle(fact),
                detail: rolloutStepDetail(fact, rollout),
                ...(seconds === undefined ? {} : { seconds }),
                untimed: seconds === undefined,
                level,
            }),
        ),
    };
}

const running = ({ role, count }: NodesOfRole) => counted(count, `running ${role}`);

function remedyOf({ clients, urn }: Rollout): { remedy?: string } {
    const remedy =
        clients.clients === "leave" ? remedyInWords(clients.during, inputsOf(urn).path) : undefined;
    return remedy === undefined ? {} : { remedy };
}

function clientsSentence({ clients: fact, urn }: Rollout): string {
    switch (fact.clients) {
        case "stay":
            return `The ${counted(fact.replicants, "replicant")} keep their clients: only cores are replaced.`;
        case "editionNotKnown":
            return `The image ${fact.image ?? "(not known here)"} does not tell its edition: Enterprise moves the clients off the ${running(fact.nodes)}, open source closes their connections.`;
        case "leave":
            return clientsInWords(fact.during, "The rollout", inputsOf(urn).path);
        case "closed":
            return `The rollout makes every client reconnect: open-source EMQX cannot move clients, the ${running(fact.nodes)} close their connections when they go, one ${fact.apartSeconds} s after the other, and sessions kept in memory are lost.`;
        case "moved": {
            const each = duration(Math.ceil(100_000 / fact.perSecond));
            const drain =
                fact.drainSeconds === undefined
                    ? ""
                    : `; what is not moved within ${duration(fact.drainSeconds)}, the load balancer's drain, is cut and reconnects at once`;
            return `The rollout moves the clients off the ${running(fact.nodes)} one after another, at ${number(fact.perSecond)} a second: ${each} for each 100,000. How many there are is not known here${drain}.`;
        }
    }
}

/** What becomes of the clients, in a line. */
function clientsBrief(fact: ClientsFact): string {
    const old = ({ role, count }: NodesOfRole) => counted(count, `old ${role}`);
    switch (fact.clients) {
        case "stay":
            return `Nobody is cut: the ${counted(fact.replicants, "replicant")} keep their clients, only cores are replaced.`;
        case "editionNotKnown":
            return "Moved with Enterprise, cut with open source: the image does not tell its edition.";
        case "closed":
            return `Every client reconnects when its node goes: the ${old(fact.nodes)} are closed one after another.`;
        case "moved":
            return `Moved off the ${old(fact.nodes)} at ${number(fact.perSecond)} a second; how many there are is not known here.`;
        case "leave": {
            const { nodes, each, moving, drain, cutAtOnce } = fact.during;
            if (moving === undefined) {
                return `Every client reconnects, up to ${number(each)} at a time, as the ${old(nodes)} are closed one after another.`;
            }
            if (cutAtOnce > 0 && drain !== undefined) {
                return `Up to ${number(cutAtOnce)} of ${number(each * nodes.count)} are cut at once when the load balancer's drain of ${duration(drain.seconds)} ends; the others are moved before.`;
            }
            const moved = `Every client is moved off the ${old(nodes)} at ${number(moving.perSecond)} a second`;
            return drain === undefined
                ? `${moved}; the stack has no load balancer that could cut them before.`
                : `${moved}; nobody is cut.`;
        }
    }
}

const LOST = "Sessions kept in the memory of the old nodes are lost; clients subscribe again.";
const TAKEN_OVER = "Sessions that outlive their connection are taken over by the new nodes.";

function sessionsSentence(fact: ClientsFact): string {
    switch (fact.clients) {
        case "stay":
            return "None is lost: sessions live on the replicants.";
        case "editionNotKnown":
            return "Lost with open source, taken over with Enterprise.";
        case "closed":
            return LOST;
        case "moved":
            return TAKEN_OVER;
        case "leave":
            if (fact.during.moving === undefined) return LOST;
            return fact.during.cutAtOnce > 0
                ? `${TAKEN_OVER} Those of clients that are cut are taken over while the old node lives.`
                : TAKEN_OVER;
    }
}

function surgeSentence(surge: readonly SurgeOfRole[]): string {
    const beside = surge.filter(({ count }) => count > 0);
    if (beside.length === 0) return "One pod at a time is replaced in place.";
    const more = beside.reduce((sum, { count }) => sum + count, 0);
    const each = beside.map(({ role, count, cpu, memory }) => {
        const size = [cpu && `${cpu} CPU`, memory].filter(Boolean).join(", ");
        return `${counted(count, role)}${size === "" ? "" : ` (${size} each)`}`;
    });
    return `${capital(listed(each))} beside the running ones: ${counted(more, "more pod")}, each with an address and room on a node.`;
}

export function rolloutDuration({ parts, seconds, clientsNotTimed }: Rollout): Duration {
    const boots = parts.filter(({ what }) => what === "boot");
    const summands = [
        `${boots.reduce((sum, { times }) => sum + times, 0)} x ${duration(boots[0]?.secondsEach ?? 0)} to boot (${boots.map(({ role }) => `${role}s`).join(", then ")})`,
        ...parts
            .filter(({ what, times, secondsEach }) => what !== "boot" && times * secondsEach > 0)
            .map(summand),
    ];
    const rest = clientsNotTimed ? ", and the time to move the clients, which is not known" : " at the most";
    return { seconds, arithmetic: `${summands.join(" + ")} = ${duration(seconds)}${rest}` };
}

function summand({ what, role, times, secondsEach }: RolloutPart): string {
    switch (what) {
        case "delay":
            return `${duration(secondsEach)} delay`;
        case "evacuation":
            return `${times} x ${duration(secondsEach)} to empty the old ${role}s`;
        default:
            return `${times} x ${duration(secondsEach)} to remove the old ${role}s`;
    }
}

export function rolloutStepTitle(fact: RolloutStepFact): string {
    switch (fact.step) {
        case "boot":
            return `New ${fact.role}s start`;
        case "leave":
            return "Old pods leave the load balancer";
        case "remove":
            return `Old ${fact.role}s are ${fact.clients === "moved" ? "emptied and removed" : "removed"}`;
        case "oneByOne":
            return "Pods are replaced one after another";
    }
}

export function rolloutStepDetail(fact: RolloutStepFact, { line }: Rollout): string {
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
        case "oneByOne":
            return `${capital(line.words.operator)} empties one pod and makes it anew, cores first, then replicants.`;
    }
}

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
