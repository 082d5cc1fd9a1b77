import type { FactOf } from "../facts/fact";
import type { FoundationFact } from "../facts/foundations";
import type { Heading } from "./heading";
import type { Inputs } from "./inputs";
import { SOURCES } from "./sources";
import { because, listed } from "./wording";
import { cited, impossible, OPERATED, type Sayers } from "./words";

/** What everything else stands on. */
export const FOUNDATIONS: Sayers<FoundationFact> = {
    foundationCreated: ({ noun, thing }) => ({
        what: { lead: noun, thing: thing.name, tail: "created" },
        happens: "Nothing runs in it yet.",
        sources: [],
    }),
    foundationKept: ({ noun, thing, ending }) => ({
        what: {
            lead: noun,
            thing: thing.name,
            tail: ending === "replace" ? "replaced; the old one stays" : "leaves the stack",
        },
        happens: "It stays where it is (retainOnDelete), with all that is in it; this stack forgets it.",
        sources: [],
    }),
    ackClusterGone: ({ thing, ending, reasons }) => ({
        what: { lead: "ACK cluster", thing: thing.name, tail: `${OPERATED[ending]}${because(reasons)}` },
        happens:
            "Everything that runs in it goes: EMQX, its disks' claims, its load balancers. Every client is cut.",
        data: "All of EMQX's data and sessions.",
        back: EMPTY,
        advice: "Make the second cluster beside the first one, with another stack, and move the clients.",
        sources: [SOURCES["replaced cluster"]],
    }),
    ackClusterChanged: ({ thing, fields, restarts, version }) => ({
        what: { lead: `${listed(fields, 5)} of ACK cluster`, thing: thing.name },
        happens: restarts
            ? "The control plane restarts: for some minutes the API does not answer, and a pod that restarts meanwhile has to wait. EMQX's pods and their clients go on."
            : "EMQX's pods and their clients go on.",
        ...(version ? { back: impossible("Cannot be undone: Kubernetes versions only go up.") } : {}),
        sources: [SOURCES["replaced cluster"]],
    }),
    networkChanged: ({ noun, thing, fields, rules }) => ({
        what: { lead: `${listed(fields, 5)} of ${noun}`, thing: thing.name },
        happens: rules
            ? "Rules count at once, for connections that are open too: whom they let through is not known here."
            : "Changed in place; connections stay.",
        sources: [],
    }),
    networkGone: (fact, _, inputs) => ({
        what: networkGoneHeading(fact, inputs),
        happens: networkGoneSentence(fact),
        sources: [],
    }),
    providerRemoved: ({ thing }) => ({
        what: { lead: "provider", thing: thing.name, tail: "removed" },
        happens: "The resources that belonged to it are listed by themselves.",
        sources: [],
    }),
    providerReplaced: ({ thing, reasons, kubernetes, others }) => ({
        what: { lead: "provider", thing: thing.name, tail: `replaced${because(reasons)}` },
        happens: kubernetes
            ? `Every Kubernetes object that belongs to it is made again, as in another cluster${others > 0 ? ` (${others} resources here)` : ""}: EMQX, its Secrets, its Services.`
            : "Every resource that belongs to it is made again, as in another account or region.",
        data: "All that the objects hold, EMQX's cluster included.",
        back: EMPTY,
        ...(kubernetes
            ? {
                  advice: "Set clusterIdentifier on the provider: then a kubeconfig may change without replacing anything.",
              }
            : {}),
        sources: [SOURCES["replaced provider"]],
    }),
    namespaceChanged: ({ thing }) => ({
        what: { lead: "labels or annotations of namespace", thing: thing.name },
        happens: "Pods that run stay; Pod Security labels count for pods that are made from then on.",
        sources: [],
    }),
    namespaceGone: ({ thing, ending, reasons, emqx }) => ({
        what: { lead: "namespace", thing: thing.name, tail: `${OPERATED[ending]}${because(reasons)}` },
        happens: `Everything in it is deleted with it${emqx ? ": EMQX, its Secrets, the claims of its disks" : ""}.`,
        data: "All that is in the namespace, disks included unless their class keeps them.",
        back: EMPTY,
        advice: "Keep it (retainOnDelete) and take it out by hand when it is empty.",
        sources: [SOURCES.namespace, SOURCES.disks],
    }),
    crdChanged: ({ thing, versionsGo }) => ({
        what: { lead: "CRD", thing: thing.name, tail: "changed" },
        happens:
            "Objects stay as they are; what the new schema does not know is dropped at their next write.",
        ...(versionsGo
            ? {
                  advice: "Look at the versions that go: objects stored in one of them cannot be read any more.",
              }
            : {}),
        sources: [SOURCES.CRD],
    }),
    crdGone: ({ thing, ending, emqx }, line) => ({
        what: { lead: "CRD", thing: thing.name, tail: OPERATED[ending] },
        happens: `Every object of that kind is deleted with it, in every namespace${emqx ? ": all EMQX clusters of the Kubernetes cluster" : ""}.`,
        data: "Every object of that kind.",
        back: EMPTY,
        advice: "Keep it (retainOnDelete).",
        sources: [SOURCES.CRD, ...cited(line, "chart CRDs")],
    }),
    storageClass: ({ thing, operation }) => ({
        what: { lead: "StorageClass", thing: thing.name, tail: OPERATED[operation] },
        happens: "Disks that exist stay as they are; it counts for new claims.",
        sources: [SOURCES.disks],
    }),
    diskGone: ({ noun, thing, ending, reasons }) => ({
        what: { lead: noun, thing: thing.name, tail: `${OPERATED[ending]}${because(reasons)}` },
        happens: "What is stored on it goes with it, unless its class or policy keeps it.",
        data: `The content of ${thing.name}.`,
        back: EMPTY,
        sources: [SOURCES.disks],
    }),
};

/** A part of the network that an input of the cluster takes away, or the thing itself. */
function networkGoneHeading(fact: FactOf<"networkGone">, inputs: Inputs): Heading | string {
    const { noun, thing, ending, reasons, wayOut, vswitch, partly } = fact;
    if (!inputs.byHand && partly && ending === "delete") {
        if (wayOut) return `${inputs.path("newCluster.natGateway")} true to false`;
        if (vswitch?.zone !== undefined)
            return `${inputs.path("newCluster.zones")}: ${vswitch.zone} taken out`;
    }
    const lead = vswitch === undefined ? noun : "vSwitch";
    return { lead, thing: thing.name, tail: `${OPERATED[ending]}${because(reasons)}` };
}

function networkGoneSentence({ wayOut, ending, vswitch }: FactOf<"networkGone">): string {
    if (vswitch !== undefined) {
        return "Alibaba Cloud refuses to delete a vSwitch that nodes, pods or load balancers still use; connections through it end when they have left it.";
    }
    if (!wayOut) {
        return "Alibaba Cloud refuses to delete it as long as nodes or load balancers use it; connections through it end with it.";
    }
    return ending === "delete"
        ? "The way from the VPC to the internet goes: images from outside cannot be pulled any more, and rules of EMQX that send data outside fail. Clients inside the VPC do not notice."
        : "The way from the VPC to the internet is interrupted: images from outside cannot be pulled meanwhile, and rules of EMQX that send data outside fail. Clients inside the VPC do not notice.";
}

const EMPTY = impossible("Cannot be undone: what is made again starts empty.");
