import { clientsInWords, remedyInWords } from "../../../provider/emqx/gate/meant/clientsInWords";
import type { RolloutPart } from "../../../provider/emqx/lines/line/pace";
import { duration } from "../../../provider/wording/figures";
import type { ClientsFact, NodesOfRole, Rollout, SurgeOfRole } from "../facts/rollout";
import { inputsOf } from "./inputs";
import { rolloutStepDetail, rolloutStepTitle } from "./rolloutSteps";
import type { Duration, Step, ToldRollout } from "./told";
import { capital, counted, listed, number } from "./wording";

/** An update of EMQX's pods, in words. */
export function tellRollout(rollout: Rollout): ToldRollout {
    return {
        facts: rollout,
        clients: clientsSentence(rollout),
        clientsBrief: clientsBrief(rollout.clients),
        ...remedyOf(rollout),
        sessions: sessionsSentence(rollout),
        surge: surgeSentence(rollout.surge),
        duration: rolloutDuration(rollout),
        steps: rollout.steps.map(
            ({ fact, seconds, level }): Step => ({
                fact: { kind: "rollout", step: fact, rollout },
                part: "EMQX",
                title: rolloutStepTitle(fact),
                detail: rolloutStepDetail(fact),
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

function clientsSentence(rollout: Rollout): string {
    const { clients: fact, urn, line } = rollout;
    switch (fact.clients) {
        case "stay":
            return `The ${counted(fact.replicants, "replicant")} keep their clients: only cores are replaced.`;
        case "editionNotKnown":
            return `The image ${fact.image ?? "(not known here)"} does not tell its edition: Enterprise moves the clients off the ${running(fact.nodes)}, open source closes their connections.`;
        case "leave":
            return clientsInWords(fact.during, "The rollout", inputsOf(urn).path);
        case "closed":
            return `The rollout makes every client reconnect: ${closedSentence(fact, rollout)}, and sessions kept in memory are lost.`;
        case "moved": {
            const each = duration(Math.ceil(100_000 / fact.perSecond));
            const drain =
                fact.drainSeconds === undefined
                    ? ""
                    : `; what is not moved within ${duration(fact.drainSeconds)}${line.pace.leaves === "together" ? "" : " from its node's turn on"}, the load balancer's drain, is cut and reconnects at once`;
            return `The rollout moves the clients off the ${running(fact.nodes)} one after another, at ${number(fact.perSecond)} a second: ${each} for each 100,000. How many there are is not known here${drain}.`;
        }
    }
}

/** Why nobody moves them, and how their connections end. */
function closedSentence(
    { nodes, apartSeconds, notMoved }: Extract<ClientsFact, { readonly clients: "closed" }>,
    { line, urn }: Rollout,
): string {
    const apart =
        line.pace.leaves === "together"
            ? `one ${apartSeconds} s after the other`
            : "one after the other as they are made anew";
    const going = `the ${running(nodes)} close their connections when they go, ${apart}`;
    switch (notMoved) {
        case "off":
            return `${inputsOf(urn).path("evacuation.type")} is Disabled, ${going}`;
        case "nowhere":
            return "with a single core there is no other node, and nobody is served until it is up again";
        default:
            return `open-source EMQX cannot move clients, ${going}`;
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
            return fact.notMoved === "nowhere"
                ? NOBODY_SERVES
                : `Every client reconnects when its node goes: the ${old(fact.nodes)} are closed one after another.`;
        case "moved":
            return `Moved off the ${old(fact.nodes)} at ${number(fact.perSecond)} a second; how many there are is not known here.`;
        case "leave": {
            const { nodes, each, moving, drain, cutAtOnce, leaves, notMoved } = fact.during;
            if (notMoved === "nowhere") return NOBODY_SERVES;
            if (moving === undefined) {
                return `Every client reconnects, up to ${number(each)} at a time, as the ${old(nodes)} are closed one after another.`;
            }
            if (cutAtOnce > 0 && drain !== undefined) {
                const many = `Up to ${number(cutAtOnce)} of ${number(each * nodes.count)} are cut`;
                const when = `when the load balancer's drain of ${duration(drain.seconds)} ends`;
                return leaves === "together"
                    ? `${many} at once ${when}; the others are moved before.`
                    : `${many}, each node's ${when} for it; the others are moved before.`;
            }
            const again = leaves === "together" || nodes.count === 1 ? "" : ", some more than once";
            const moved = `Every client is moved off the ${old(nodes)} at ${number(moving.perSecond)} a second${again}`;
            return drain === undefined
                ? `${moved}; the stack has no load balancer that could cut them before.`
                : `${moved}; nobody is cut.`;
        }
    }
}

const NOBODY_SERVES = "Every client is cut, and nobody is served until the only core is up again.";

const LOST = "Sessions kept in the memory of the old nodes are lost; clients subscribe again.";
const TAKEN_OVER = "Sessions that outlive their connection are taken over by the new nodes.";
const TAKEN_OVER_BY_OTHERS = "Sessions that outlive their connection are taken over by other nodes.";

function sessionsSentence({ clients: fact, line }: Rollout): string {
    const takenOver = line.pace.leaves === "together" ? TAKEN_OVER : TAKEN_OVER_BY_OTHERS;
    switch (fact.clients) {
        case "stay":
            return "None is lost: sessions live on the replicants.";
        case "editionNotKnown":
            return "Lost with open source, taken over with Enterprise.";
        case "closed":
            return LOST;
        case "moved":
            return takenOver;
        case "leave":
            if (fact.during.moving === undefined) return LOST;
            return fact.during.cutAtOnce > 0
                ? `${takenOver} Those of clients that are cut are taken over while the old node lives.`
                : takenOver;
    }
}

function surgeSentence(surge: readonly SurgeOfRole[]): string {
    const beside = surge.filter(({ count }) => count > 0);
    if (beside.length === 0) return "None: each pod is made anew in its place.";
    const more = beside.reduce((sum, { count }) => sum + count, 0);
    const each = beside.map(({ role, count, cpu, memory }) => {
        const size = [cpu && `${cpu} CPU`, memory].filter(Boolean).join(", ");
        return `${counted(count, role)}${size === "" ? "" : ` (${size}${count === 1 ? "" : " each"})`}`;
    });
    return `${capital(listed(each))} beside the running ones: ${counted(more, "more pod")}, ${more === 1 ? "" : "each "}with an address and room on a node.`;
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
