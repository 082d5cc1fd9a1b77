import { Crossing } from "../../../provider/emqx/lines/crossings";
import type { EmqxFact, ImageStep } from "../facts/emqx";
import type { FactOf } from "../facts/fact";
import { imageHeading } from "./image";
import type { Inputs } from "./inputs";
import { aliasAdvice, renameText, successorSentence } from "./renames";
import { anewSentence } from "./rolls";
import { SOURCES } from "./sources";
import type { Back } from "./told";
import { counted, listed } from "./wording";
import { cited, impossible, possible, type Sayers, type Words } from "./words";

/** What is about an EMQX object as a whole, and its image. */
export type WholeObject = Extract<
    EmqxFact["kind"],
    | "clusterCreated"
    | "clusterLeft"
    | "clusterDeleted"
    | "clusterReplaced"
    | "lineNotKnown"
    | "lineChanged"
    | "lineLeft"
    | "image"
>;

export const EMQX: Sayers<FactOf<WholeObject>> = {
    clusterCreated: ({ thing, cores, replicants }, line) => ({
        what: { lead: "EMQX cluster", thing: thing.name, tail: "created" },
        happens: `${counted(cores, "core")} start, then ${counted(replicants, "replicant")}; nobody uses it yet.`,
        back: possible(
            `Revert the commit: the cluster is removed; ${line.traps.deletesDisks ? "its disks go with it" : "claims of its disks stay"}.`,
        ),
        sources: cited(line, "rollout"),
    }),
    clusterLeft: ({ thing }, line) => ({
        what: { lead: "EMQX cluster", thing: thing.name, tail: "leaves the stack" },
        happens: "The object stays in the cluster and runs on; this stack forgets it.",
        back: possible("Revert the commit, with the import option: the stack takes it up again."),
        sources: cited(line, "identity"),
    }),
    clusterDeleted: ({ thing, successor }, line) => ({
        what: {
            lead: "EMQX cluster",
            thing: thing.name,
            tail: successor?.rename === undefined ? "deleted" : `deleted: ${renameText(successor.rename)}`,
        },
        happens: `Every pod of it goes within seconds; nobody is evacuated and every client is cut.${
            successor === undefined ? "" : ` ${successorSentence(successor)}`
        }`,
        data: line.words.leftBehind,
        back: impossible("Cannot be undone: a new cluster starts empty, and sessions are gone."),
        ...(successor === undefined ? {} : { advice: aliasAdvice(successor) }),
        sources: cited(line, "identity", "evacuation"),
    }),
    clusterReplaced: ({ thing, reasons, oldFirst }, line, inputs) => ({
        what: {
            lead: "EMQX cluster",
            thing: thing.name,
            tail: `replaced because of ${reasons.length > 0 ? listed(reasons.map((reason) => reasonText(reason, inputs))) : "a property that cannot change"}`,
        },
        happens: `A new, empty cluster is made${oldFirst ? " after the old one is gone" : ", then the old one goes"}; nobody is evacuated and every client reconnects.`,
        data: line.words.leftBehind,
        back: impossible(
            `Cannot be undone: reverting makes one more new cluster.${line.traps.deletesDisks ? "" : " The old disks' claims are still there."}`,
        ),
        advice: "Make the second cluster beside the first, move the clients, export and import the data, then remove the first.",
        sources: cited(line, "identity", "evacuation"),
    }),
    lineNotKnown: (fact) => notKnown(fact),
    lineChanged: ({ thing, from, to }, line) => {
        const old = from === undefined ? "a line that is not known here" : `operator line ${from}`;
        return {
            what: { lead: "EMQX cluster", thing: thing.name, tail: `from ${old} to ${to}` },
            happens: `The object moves from ${old} to ${to}: every pod is looked at anew by another operator.${line.words.takenOver === undefined ? "" : ` ${line.words.takenOver.happens}`}`,
            ...(line.words.takenOver === undefined ? {} : { advice: line.words.takenOver.before }),
            back: impossible(
                "Cannot be undone by reverting: no operator line takes over objects of a later one.",
            ),
            sources: cited(line, "operator lines", "rollout"),
        };
    },
    lineLeft: ({ thing, from, to }, line) => ({
        what: { lead: "EMQX cluster", thing: thing.name, tail: `from operator line ${from} to ${to}` },
        happens: `Operator ${to} takes over no objects of ${from}, and the two cannot be in one Kubernetes cluster: the object and its pods would go, and an empty cluster would take its name.`,
        data: "Everything in the cores' database, and all sessions.",
        back: impossible("Cannot be undone: a new cluster starts empty."),
        advice: LEAVE_LINE,
        sources: cited(line, "operator lines", "identity"),
    }),
    image: (fact, line, inputs) => {
        const { happens, ...rest } = imageWords(fact.step);
        return {
            what: imageHeading(fact, inputs),
            happens: `${anewSentence(fact.anew, line)}${happens}`,
            ...rest,
            sources: [...cited(line, "rollout", "evacuation"), SOURCES["upgrade matrix"]],
        };
    },
};

/** The way to a line that takes over no objects. */
export const LEAVE_LINE =
    "Make a second Kubernetes cluster with it, export the data of this one and import it there, move the clients, then take this one away: docs/upgrading.md, Operator lines.";

/** Properties that make another object of it, by the input that each is written from. */
const INPUT_OF_REASON: Readonly<Record<string, string>> = {
    "metadata.namespace": "namespace",
    "metadata.name": "instanceName",
};

function reasonText(reason: string, inputs: Inputs): string {
    const input = inputs.byHand ? undefined : INPUT_OF_REASON[reason];
    return input === undefined ? reason : inputs.path(input);
}

function notKnown({ thing, operation, kept }: FactOf<"lineNotKnown">): Words {
    const unknown = "is of an operator line that this version does not know";
    const words = {
        create: ["created", `It ${unknown}; nobody uses it yet.`],
        update: [
            "changed",
            `It ${unknown}: which pods restart, how clients are moved and how long it takes cannot be said here.`,
        ],
        replace: [
            "replaced",
            `Every client is cut. It ${unknown}: whether its disks stay cannot be said here.`,
        ],
        delete: [
            "deleted",
            `Every client is cut. It ${unknown}: whether its disks stay cannot be said here.`,
        ],
    } as const;
    const [tail, happens] = kept ? ["leaves the stack", LEFT] : words[operation];
    const ends = !kept && (operation === "replace" || operation === "delete");
    return {
        what: { lead: "EMQX cluster", thing: thing.name, tail },
        happens,
        ...(ends
            ? {
                  data: "Sessions, and perhaps all that is on its disks.",
                  back: impossible("Cannot be undone: a new cluster has no sessions, and may start empty."),
              }
            : {}),
        ...(operation === "update"
            ? {
                  advice: "Read the documentation of its operator, or review it with a later version of emqx-ack.",
              }
            : {}),
        sources: [],
    };
}

const LEFT = "The object stays in the cluster and runs on; this stack forgets it.";

const DATABASE = "Everything in the cores' database: users, rules, retained messages.";

/** What is said of a step from one image to the other; `happens` goes on after whose pods are made anew. */
function imageWords(step: ImageStep): Pick<Words, "happens" | "data" | "back" | "advice"> {
    switch (step.way) {
        case "editionBack":
            return {
                happens: " Open-source EMQX does not take over the data of Enterprise.",
                data: DATABASE,
                back: impossible("Cannot be undone once the new cores have the database."),
                advice: "Make a second cluster with another instanceName and move the clients.",
            };
        case "tagUnknown":
            return {
                happens: " A tag that is no version does not tell whether the vendor supports this step.",
                advice: 'Write a full version such as "5.8.11".',
            };
        case "minorBack":
            return {
                happens: ` EMQX ${step.toMinor} cannot read a database that ${step.fromMinor} has written.`,
                data: DATABASE,
                back: impossible("Cannot be undone: there is no way back to an older minor."),
                advice: "Import an export of the data into a second cluster with another instanceName.",
            };
        case "version":
            return {
                happens: step.patchBack ? ` A step back within ${step.minor}, whose database both read.` : "",
                ...(step.verdict.crossing === Crossing.Supported
                    ? {}
                    : { advice: `${step.from} to ${step.to}: ${step.verdict.because}.` }),
                ...backTo(step),
            };
    }
}

function backTo({ editionUp, minors }: Extract<ImageStep, { way: "version" }>): { back?: Back } {
    if (editionUp) {
        return {
            back: impossible(
                "Cannot be undone by reverting: open-source EMQX does not take over the data of Enterprise. While the old nodes run the operator goes back to them.",
            ),
        };
    }
    if (minors === undefined) return {};
    return {
        back: impossible(
            `Cannot be undone by reverting once no ${minors.from} node runs any more: a database written by ${minors.to} has no way back. Export the data before (emqx ctl data export on a core).`,
        ),
    };
}
