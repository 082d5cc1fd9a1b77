import type { FactOf } from "../facts/fact";
import type { AnnotationDoes, AnnotationFact, LoadBalancerFact, Users } from "../facts/loadBalancer";
import type { Inputs } from "./inputs";
import { annotationsHeading, goneHeading, kindOf, numbers, of, portsHeading } from "./loadBalancerHeadings";
import { SOURCES } from "./sources";
import { capital, listed, number } from "./wording";
import { impossible, OPERATED, possible, type Sayers } from "./words";

/** Services and the load balancers in front of them. */
export const LOAD_BALANCER: Sayers<LoadBalancerFact> = {
    serviceCreated: (fact) => ({
        what: { lead: kindOf(fact), thing: fact.thing.name, tail: "created" },
        happens: fact.balanced
            ? "A new load balancer with an address of its own; nobody uses it yet."
            : "Nobody uses it yet.",
        arithmetic: MINUTES,
        sources: [SOURCES["load balancer kind"]],
    }),
    serviceGone: (fact, _, inputs) => ({
        what: goneHeading(fact, inputs),
        happens: goneSentence(fact),
        arithmetic: MINUTES,
        back: fact.balanced
            ? impossible("Cannot be undone: reverting makes a load balancer with yet another address.")
            : possible("Revert the commit: the Service is made again."),
        ...(fact.balanced && !fact.kept ? { advice: sideBySide(fact, inputs) } : {}),
        sources: [SOURCES["load balancer kind"]],
    }),
    serviceAnnotations: (fact, _, inputs) => ({
        what: annotationsHeading(fact, inputs),
        happens: [...new Set(fact.annotations.map((one) => annotationSentence(one, fact.users)))].join(" "),
        ...(fact.annotations.some(({ does }) => CUTS_BOTH_WAYS.includes(does)) ? { back: BOTH_WAYS } : {}),
        sources: [SOURCES["load balancer settings"], SOURCES.drain],
    }),
    servicePorts: (fact, _, inputs) => ({
        what: portsHeading(fact, inputs),
        happens: portsSentence(fact),
        ...(fact.added.length > 0 && fact.removed.length > 0 && fact.users === "clients"
            ? { advice: WITHOUT_A_CUT }
            : {}),
        sources: [SOURCES["load balancer settings"]],
    }),
    serviceSpec: (fact) => ({
        what: of(listed(fact.fields), fact),
        happens: fact.otherPods
            ? `The pods behind it change: connections of ${who(fact.users)} to the old ones live on for ${fact.drainSeconds} s at the most, then they are cut.`
            : "Counts for new connections.",
        sources: [SOURCES.drain],
    }),
    serviceLabels: (fact) => ({
        what: of("labels", fact),
        happens: "No connection depends on them.",
        sources: [],
    }),
    serviceElsewhere: ({ thing, operation }) => ({
        what: { lead: "Service", thing: thing.name, tail: OPERATED[operation] },
        happens: "It leads to no pod of EMQX.",
        sources: [],
    }),
};

/** What closes connections each time it changes, whichever way. */
const CUTS_BOTH_WAYS: readonly AnnotationDoes[] = [
    "addressesChange",
    "usersCut",
    "backendsAnew",
    "listenersAnew",
    "zoneLeaves",
];

const BOTH_WAYS = possible(
    "Revert the commit: the old value is written back, and that closes the connections which are open then, as this change does.",
);

/** A kind is changed in one place, and two load balancers stand beside each other in two components. */
function sideBySide({ otherKind, users }: FactOf<"serviceGone">, inputs: Inputs): string {
    if (otherKind === undefined || users === "dashboard" || inputs.byHand) {
        return "Let both stand side by side for a while: move DNS to the new address first, take the old one away later.";
    }
    const beside = `an MqttLoadBalancer of kind ${otherKind.to} beside it, with the same namespace, instanceName, listeners and vswitches and dashboard: false: it has the new address, and clients move to it by DNS before anything goes`;
    return inputs.outlined
        ? `Leave ${inputs.path("kind")} as it is and make ${beside}. It stays from then on, beside the stack's own.`
        : `Make ${beside}. Take the old one away in a later update.`;
}

const MINUTES = "about 3 min until the load balancer is there";

const WITHOUT_A_CUT =
    "Nobody is cut when the new port comes first, as one of additionalPorts, and the old one goes in a later update, when its clients have learnt the new one.";

function who(users: Users): string {
    return users === "dashboard" ? "users of the dashboard and the API" : "clients";
}

function goneSentence(fact: FactOf<"serviceGone">): string {
    const { kept, ending, oldFirst, users, balanced, preserved, connections } = fact;
    if (kept) return "It stays in the cluster; this stack forgets it.";
    const first = ending === "replace" && !oldFirst ? "A new one is made first. " : "";
    return `${first}${capital(who(users))} that came through it${connections === undefined || users === "dashboard" ? "" : `, up to ${number(connections)},`} are cut${balanced ? " and have to know another address" : ""}.${preserved ? " Its annotation keeps the load balancer itself in the account." : ""}`;
}

function portsSentence({ removed, retargeted, users }: FactOf<"servicePorts">): string {
    if (removed.length > 0) {
        return `The load balancer closes connections of ${who(users)} through ${numbers(removed)}, and nobody comes in there any more.`;
    }
    return retargeted
        ? `The port leads to another port of the pods: connections of ${who(users)} through it are closed.`
        : "Connections that are open stay.";
}

/** Sentences that hang on nothing else. */
const ANNOTATIONS: Readonly<Record<Exclude<AnnotationDoes, OfUsers>, string>> = {
    drainFromNextPod: "Counts from the next pod on that leaves.",
    idleLimit: "Clients that are silent for longer are cut from then on: keep-alive has to be shorter.",
    connectRateGone: "New connections are limited no more.",
    connectRate: "Counts for new connections; what exceeds it is dropped, and clients try again.",
    newConnections: "Counts for new connections.",
    zoneLeaves: "The address of a zone that leaves goes, and with it the connections through it.",
    zoneStays:
        "Its controller takes no zone away by itself: the load balancer keeps its address there, and the connections through it, until somebody takes the zone out in the NLB console.",
    zoneJoins: "Addresses in the zones that join are added; connections stay.",
    fixed: "Counts when a load balancer is made: one that is there keeps what it has, and for another a new Service is needed.",
    proxyProtocol: "Load balancer and listener do not switch in the same moment: in between nobody gets in.",
    proxyProtocolOff:
        "The load balancer sends no PROXY header from then on: new connections get in at listeners that expect none, and nowhere else.",
    saidOff: "Said to be off, as it is where nobody switched it on by hand.",
    backendsAnew: "Backends are set up again; connections through them are closed.",
    listenersAnew: "Listeners whose protocol changes are made again; their connections are closed.",
    newCertificate: "New TLS connections get the new certificate.",
    addressFixed:
        "The controller never binds a Service that has an address to another load balancer: it refuses, and takes up no change of this Service any more, new pods included. Revert it; for another load balancer make another Service.",
    size: "Changed in place; connections stay. Without PayBySpec it is not looked at.",
    inPlace: "Changed in place; connections stay.",
    nothing: "No connection depends on it.",
    atDeletion: "Counts when the Service is deleted.",
    accessList: "Counts for new connections: who is not on the list is refused.",
    healthCheck:
        "The load balancer asks its pods the new way; a check that they do not pass takes all of them out.",
    notRead: "No load balancer reads it.",
};

type OfUsers = "usersCut" | "addressesChange" | "addressTypeFixed" | "leftAsItIs" | "notKnown";

function annotationSentence({ name, does, exposes, off }: AnnotationFact, users: Users): string {
    const internet = exposes ? " Everybody on the internet can reach it from then on." : "";
    switch (does) {
        case "usersCut":
            return `Backends are set up again; connections of ${who(users)} are closed.`;
        case "addressesChange":
            return `The addresses change; connections of ${who(users)} through the old ones are closed.${internet}`;
        case "addressTypeFixed":
            return `The address type of a CLB is fixed: the controller refuses, or it takes a new Service with another address.${internet}`;
        case "leftAsItIs":
            return `Taken out, ${name} stays as it is at the load balancer, since its controller changes only what is written. ${off === undefined ? "For another value, write that" : `Write "${off}" to switch it off`}.`;
        case "notKnown":
            return `What ${name} does to open connections is not known here.`;
        default:
            return ANNOTATIONS[does];
    }
}
