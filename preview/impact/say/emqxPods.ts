import { clientsInWords } from "../../../provider/emqx/gate/meant/clientsInWords";
import type { Role } from "../../../provider/emqx/lines/line/observation";
import type { EmqxFact } from "../facts/emqx";
import type { FactOf } from "../facts/fact";
import type { InputChange } from "../facts/input";
import type { WholeObject } from "./emqx";
import { type Inputs, inputText } from "./inputs";
import { causeText } from "./kernelCause";
import type { License } from "./license";
import { anewSentence } from "./rolls";
import { SOURCES } from "./sources";
import { variablesText } from "./variables";
import { because, capital, listed } from "./wording";
import { cited, type Sayers } from "./words";

/** What a change of an EMQX object does to pods, disks and numbers. */
type Told = Exclude<
    EmqxFact["kind"],
    | WholeObject
    | "configurationUnreadable"
    | "configuration"
    | "listeners"
    | "listenerPush"
    | "replicas"
    | License
>;

export const EMQX_PODS: Sayers<FactOf<Told>> = {
    cookieVariable: ({ anew }, line) => ({
        what: "Erlang cookie in the environment",
        happens: `${anewSentence(anew, line)} New nodes cannot join the old ones, which have another cookie: they start empty, or the rollout stands still.`,
        data: "The cores' database: the new cores cannot copy it.",
        sources: [SOURCES.cookie, ...cited(line, "rollout")],
    }),
    environment: ({ variables, anew, durableSessions }, line, inputs) => ({
        what:
            variables.length > 0
                ? variablesText(variables, inputs)
                : "EMQX environment, in values that are not shown",
        happens: anewSentence(anew, line),
        ...(durableSessions
            ? {
                  data: `Durable sessions: ${line.words.operator} gives new cores empty disks and does not move them.`,
              }
            : {}),
        sources: cited(
            line,
            "rollout",
            "evacuation",
            ...(durableSessions ? (["durable storage"] as const) : []),
        ),
    }),
    securityProfile: ({ hardened, anew }, line, inputs) => ({
        what: inputs.byHand
            ? `EMQX's security profile, ${hardened ? "hardened" : "legacy"}`
            : `${inputs.path("securityProfile")} ${hardened ? "Hardened" : "Legacy"}`,
        happens: `${anewSentence(anew, line)} ${
            hardened
                ? "On the new nodes clients have to prove who they are: without an authenticator nobody gets in, and what no rule allows is denied."
                : "On the new nodes who is not asked for a password is let in, and what no rule forbids is allowed."
        }`,
        sources: [SOURCES["security profile"], ...cited(line, "rollout", "evacuation")],
    }),
    podResources: ({ roles, inputs: changed, anew }, line, inputs) => ({
        what: ofInputs(changed, inputs) ?? `resources of ${rolesText(roles)}`,
        happens: anewSentence(anew, line),
        sources: cited(line, "rollout", "evacuation"),
    }),
    podPlacement: ({ fields, roles, toNewPool, anew }, line) => ({
        what: toNewPool
            ? `move of ${rolesText(roles)} to new nodes`
            : `${listed(fields)} of ${rolesText(roles)}`,
        happens: `${anewSentence(anew, line)} ${
            toNewPool
                ? "The new pods go to the nodes of the new pool only."
                : "A pod that finds no node by the new rule stays pending, and the rollout stands still with everybody served by the old pods."
        }`,
        sources: cited(line, "rollout", "evacuation"),
    }),
    podKernel: ({ roles, otherRollout, anew, causes }, line, inputs) => ({
        what:
            otherRollout && !inputs.byHand
                ? inputs.path("kernelProfile.rollout")
                : `kernel parameters of ${rolesText(roles)}${because([...new Set(causes.flatMap(({ inputs }) => inputs.map(causeText)))])}`,
        happens: `${anewSentence(anew, line)} ${
            otherRollout
                ? "The new pods go to nodes that are tuned in the new way only."
                : "The new pods go to nodes with the new profile only."
        }`,
        sources: [...cited(line, "rollout", "evacuation"), SOURCES["pool template"]],
    }),
    podFields: ({ fields, inputs: changed, otherFields, onlyDomain, anew }, line, inputs) => ({
        what: ofInputs(changed, inputs, otherFields) ?? `${listed(fields)} of EMQX's pods`,
        happens: `${anewSentence(anew, line)}${
            onlyDomain === undefined
                ? ""
                : ` ${capital(line.words.operator)} looks old cores up under ${onlyDomain}: elsewhere it removes them without evacuation.`
        }`,
        sources: cited(line, "rollout", "evacuation"),
    }),
    secretFilesMount: ({ anew }, line) => ({
        what: "mount of EMQX's secretFiles",
        happens: `${anewSentence(anew, line)} Later files come and go without a restart.`,
        sources: cited(line, "rollout", "evacuation"),
    }),
    apiKeyVariables: ({ anew }, line) => ({
        what: "API keys of EMQX",
        happens: anewSentence(anew, line),
        sources: cited(line, "api keys", "rollout"),
    }),
    apiKeysInObject: (_, line) => ({
        what: "API keys in the EMQX object",
        happens: "Nothing: the operator makes its Secret once and looks at later keys no more.",
        advice: "Write them into the Secret, and restart the nodes by an annotation.",
        sources: cited(line, "api keys"),
    }),
    bootSecretsRead: ({ anew }, line) => ({
        what: "secrets that EMQX reads at boot only",
        happens: `${anewSentence(anew, line)} They are secretEnvironment or the cookie.`,
        sources: cited(line, "api keys", "rollout"),
    }),
    pace: ({ fields, inputs: changed, otherFields, duringRollout, next }, line, inputs) => ({
        what: ofInputs(changed, inputs, otherFields) ?? `${listed(fields)} of EMQX`,
        happens: `${
            duringRollout
                ? "The rollout of this update uses it."
                : "Nothing moves now; the next rollout uses it."
        }${next === undefined ? "" : ` ${clientsInWords(next)}`}`,
        sources: cited(line, "budgets and pace", "evacuation"),
    }),
    operatorServiceOff: () => ({
        what: "the operator's listeners Service switched off",
        happens: "The operator removes the Service: clients that come through it lose their connection.",
        sources: [SOURCES.drain],
    }),
    operatorServices: () => ({
        what: "Services that the operator makes",
        happens:
            "The Services are written anew; a load balancer in front of them follows, and connections through a port or address that changes are closed.",
        sources: [SOURCES.drain],
    }),
    objectMetadata: (_, line) => ({
        what: "labels or annotations of the EMQX object",
        happens: "No pod carries them; nothing moves.",
        sources: cited(line, "budgets and pace"),
    }),
    replicantTemplateRemoved: (_, line) => ({
        what: "replicantTemplate removed",
        happens: line.words.orphans?.happens ?? "",
        advice: line.words.orphans?.instead,
        sources: cited(line, "orphaned replicants"),
    }),
    coreDisks: (fact, line, inputs) => ({
        what:
            ofInputs(fact.inputs.filter(isWritten(inputs)), inputs) ??
            (fact.from !== fact.to
                ? `disks of the cores ${fact.from ?? "in memory of the node"} to ${fact.to ?? "in memory of the node"}`
                : "disks of the cores"),
        ...(fact.stuck
            ? {
                  happens: line.words.disksAlone.happens,
                  advice: line.words.disksAlone.instead,
                  sources: cited(line, "claim templates", "empty disks"),
              }
            : {
                  happens: `${anewSentence(fact.anew, line)} ${line.words.newDisks}`,
                  ...(fact.durableSessions
                      ? { data: `Durable sessions: ${line.words.operator} does not move them to new disks.` }
                      : {}),
                  back: line.words.disksBack,
                  sources: cited(line, "empty disks", "rollout"),
              }),
    }),
};

/** In the outline the cluster brings a StorageClass of its own, which is called after the stack. */
function isWritten({ outlined }: Inputs) {
    return ({ input }: InputChange) => !(outlined && input === "cores.storage.storageClassName");
}

/** The inputs that changed, as a heading; none where the object is written by hand, or what changed is no input. */
function ofInputs(
    changes: readonly InputChange[],
    inputs: Inputs,
    others: readonly string[] = [],
): string | undefined {
    if (inputs.byHand || changes.length === 0) return undefined;
    return listed([...changes.map((change) => inputText(inputs, change)), ...others], 4);
}

function rolesText(roles: readonly Role[]): string {
    return listed(roles.map((role) => `${role}s`)) || "EMQX's pods";
}
