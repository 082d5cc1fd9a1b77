import type { GeneratedFor, SecretFact } from "../facts/secrets";
import { howAnew } from "./rolls";
import { SOURCES } from "./sources";
import { counted, listed } from "./wording";
import { cited, impossible, possible, type Sayers, type Words } from "./words";

/** Secrets of an EMQX cluster and others. */
export const SECRETS: Sayers<SecretFact> = {
    cookieSecret: ({ thing, gone, origin }) => ({
        what: {
            lead: "Erlang cookie of",
            thing: thing.name,
            tail: gone ? "deleted" : origin === undefined ? "changed" : REPLACES[origin],
        },
        happens: `Running nodes keep the old cookie; every node that starts from then on has ${gone ? "another" : "the new"} one and cannot join them. A rollout stands still, or new cores start with an empty database.`,
        data: CORES,
        back: possible(
            "Revert the commit before any node restarts; a cookie that was generated anew is not brought back.",
        ),
        advice: "Leave the cookie alone for the life of the cluster; for another one make a second cluster.",
        sources: [SOURCES.cookie],
    }),
    licenseSecret: (_, __, inputs) => ({
        what: inputs.byHand ? "EMQX license" : inputs.path("licenseKey"),
        happens: "The nodes read it again by themselves; no pod restarts and no client notices.",
        arithmetic:
            "1 min until the kubelet has written the file + 2 min until EMQX reads it = 3 min at the most",
        back: possible("Revert the commit: the old license is read within 3 minutes."),
        sources: [SOURCES.license],
    }),
    licenseSecretGone: () => ({
        what: "EMQX license Secret removed or replaced",
        happens:
            "Pods that still name it do not start. Without a license EMQX Enterprise up to 5.8 takes 25 clients, and EMQX from 5.9 on is a single node.",
        sources: [SOURCES.license, SOURCES["trial license"]],
    }),
    dashboardPassword: ({ secret, origin }, _, inputs) => ({
        what: [
            inputs.byHand ? "dashboard password" : inputs.path("dashboard.password"),
            ...(origin === undefined ? [] : [REPLACES[origin]]),
        ].join(" "),
        happens: `Nothing changes in the running cluster: EMQX takes this password when its database is made, and keeps the one it has.${origin === "given" ? " That is the generated one, of which this update leaves no copy in Secret and state." : ""}`,
        ...(origin === "given"
            ? {
                  back: impossible(
                      "Cannot be undone by reverting: that generates another password, which EMQX does not have either.",
                  ),
                  advice: `Read the generated password first (Secret ${secret}): it stays the one to log in with. Then set the new one in the dashboard, or by emqx ctl admins passwd on a core.`,
              }
            : {
                  advice: "Change it in the dashboard too, or by emqx ctl admins passwd on a core, so that Secret and cluster agree.",
              }),
        sources: [SOURCES.password],
    }),
    bootSecret: ({ holds, restarts, origin }, line, inputs) => ({
        what: [
            inputs.byHand ? HELD[holds].name : inputs.path(HELD[holds].input),
            ...(origin === undefined ? [] : [REPLACES[origin]]),
        ].join(" "),
        ...(restarts
            ? {
                  happens: `EMQX reads them at boot only, so every pod is replaced, ${howAnew(line)}: cores first, then replicants.`,
                  sources: cited(line, "api keys", "rollout"),
              }
            : holds === "api keys" && origin !== undefined
              ? {
                    happens: OPERATOR_CUT_OFF,
                    advice: "Keep the operator's key as it is; other keys may change beside it.",
                    sources: cited(line, "api keys"),
                }
              : {
                    happens: "Running nodes do not read it again: it counts from their next restart on.",
                    advice: "To have it count now, change a value in podAnnotations: that restarts the nodes.",
                    sources: cited(line, "api keys"),
                }),
    }),
    secretFiles: ({ added, changed, removed, gone }, _, inputs) => ({
        what: `${inputs.byHand ? "EMQX's secretFiles" : inputs.path("secretFiles")} ${filesText(added, changed, removed, gone)}`.trim(),
        happens: gone
            ? "No pod mounts them any more."
            : "Running nodes see it within two minutes, and no pod restarts: EMQX reads a file again when it next uses what names it, at a connector's next connection for example.",
        arithmetic: "2 min until the kubelet has written the files",
        ...(removed.length > 0
            ? {
                  advice: `Take ${listed(removed)} out of config first: a text that names a file which is not there is refused whole.`,
              }
            : {}),
        sources: [],
    }),
    secretChanged: ({ thing, tls }) => ({
        what: { lead: tls ? "certificate" : "Secret", thing: thing.name },
        happens: tls
            ? "EMQX reads mounted certificates again within two minutes; connections that are open stay."
            : "Mounted files follow within a minute; what a pod read at its start stays until it restarts.",
        sources: tls ? [SOURCES.certificate] : [],
    }),
    secretGone: ({ thing, ending }) => ({
        what: { lead: "Secret", thing: thing.name, tail: ending === "delete" ? "deleted" : "replaced" },
        happens: "Pods that run keep what they have; one that starts while it is missing waits for it.",
        sources: [],
    }),
    generatedAnew: (fact, line) => {
        const tail = "generated anew";
        const { name } = fact.thing;
        const again = impossible("Cannot be undone by reverting: that generates a third one.");
        switch (fact.of) {
            case "cookie":
                return {
                    what: { lead: "Erlang cookie", thing: name, tail },
                    happens:
                        "Running nodes keep the old cookie; nodes that start from then on cannot join them. A rollout stands still, or new cores start with an empty database.",
                    data: CORES,
                    back: again,
                    advice: SAME_LENGTH,
                    sources: [SOURCES.cookie],
                };
            case "operator's API key":
                return {
                    what: { lead: "the operator's API key", thing: name, tail },
                    happens: OPERATOR_CUT_OFF,
                    back: again,
                    advice: SAME_LENGTH,
                    sources: cited(line, "api keys"),
                };
            case "dashboard password":
                return {
                    what: { lead: "dashboard password", thing: name, tail },
                    happens:
                        "The Secret takes the new one. EMQX keeps the password that it has, of which Secret and state have no copy any more.",
                    back: again,
                    advice: "Read the old one before merging; then set the new one in the dashboard, or by emqx ctl admins passwd on a core.",
                    sources: [SOURCES.password],
                };
            case "another secret":
                return otherGenerated(name, fact.users, again);
        }
    },
    generatedSupplanted: ({ thing, of }) => ({
        what: { lead: GENERATED[of], thing: thing.name, tail: "replaced by a given one" },
        happens: "Nothing reads the generated one any more in this program.",
        back: impossible("Cannot be undone by reverting: that generates another one."),
        sources: [],
    }),
    generatedFirst: ({ thing, of }) => ({
        what: { lead: GENERATED[of], thing: thing.name, tail: "in place of a given one" },
        happens: "The Secret takes it from now on, instead of what the program gave.",
        back: possible("Revert the commit: the given one is written back."),
        sources: [],
    }),
    generatedForgotten: ({ thing }) => ({
        what: { lead: "generated secret", thing: thing.name, tail: "forgotten" },
        happens: "Nothing reads it any more in this program.",
        back: impossible("Cannot be undone: generated anew it is another secret."),
        sources: [],
    }),
};

/** How a Secret's content changes that came from elsewhere so far. */
const REPLACES = {
    given: "given, in place of the generated one",
    generated: "generated, in place of the given one",
} as const;

const GENERATED: Readonly<Record<GeneratedFor, string>> = {
    cookie: "generated Erlang cookie",
    "operator's API key": "generated API key of the operator",
    "dashboard password": "generated dashboard password",
    "another secret": "generated secret",
};

const HELD = {
    "api keys": { name: "API keys of EMQX", input: "apiKeys" },
    environment: { name: "secret environment of EMQX", input: "secretEnvironment" },
} as const;

function filesText(
    added: readonly string[],
    changed: readonly string[],
    removed: readonly string[],
    gone: boolean,
): string {
    if (gone) return "taken out";
    const parts = [
        ...(added.length > 0 ? [`${listed(added)} added`] : []),
        ...(changed.length > 0 ? [`${listed(changed)} changed`] : []),
        ...(removed.length > 0 ? [`${listed(removed)} removed`] : []),
    ];
    return parts.join(", ");
}

const CORES = "The cores' database: new cores cannot copy it from the running ones.";
const OPERATOR_CUT_OFF =
    "The running nodes know the old key only: the operator cannot ask them any more and takes them out of service, until they restart.";
const SAME_LENGTH = "Leave its length and character classes as they are.";

function otherGenerated(name: string, users: number, back: Words["back"]): Words {
    const readers =
        users > 0
            ? `${counted(users, "Secret")} of the stack ${users === 1 ? "takes" : "take"} the new one.`
            : "What reads it gets the new one.";
    return {
        what: { lead: "generated secret", thing: name, tail: "generated anew" },
        happens: `${readers}`,
        back,
        sources: [],
    };
}
