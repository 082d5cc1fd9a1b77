import type { SecretFact } from "../facts/secrets";
import { howAnew } from "./rolls";
import { SOURCES } from "./sources";
import { counted, listed } from "./wording";
import { cited, impossible, possible, type Sayers, type Words } from "./words";

/** Secrets of an EMQX cluster and others. */
export const SECRETS: Sayers<SecretFact> = {
    cookieSecret: ({ thing, gone }) => ({
        what: { lead: "Erlang cookie of", thing: thing.name, tail: gone ? "deleted" : "changed" },
        happens: `Running nodes keep the old cookie; every node that starts from then on has ${gone ? "another" : "the new"} one and cannot join them. A rollout stands still, or new cores start with an empty database.`,
        data: CORES,
        back: possible(
            "Revert the commit before any node restarts; a cookie that was generated anew is not brought back.",
        ),
        advice: "Leave the cookie alone for the life of the cluster; for another one make a second cluster.",
        sources: [SOURCES.cookie],
    }),
    licenseSecret: () => ({
        what: "EMQX license",
        happens: "The nodes read it again by themselves; no pod restarts and no client notices.",
        arithmetic:
            "1 min until the kubelet has written the file + 2 min until EMQX reads it = 3 min at the most",
        back: possible("Revert the commit: the old license is read within 3 minutes."),
        sources: [SOURCES.license],
    }),
    licenseSecretGone: () => ({
        what: "EMQX license Secret removed or replaced",
        happens: "Pods that start without it stay pending, or run on the trial license of 25 connections.",
        sources: [SOURCES.license, SOURCES["trial license"]],
    }),
    dashboardPassword: () => ({
        what: "dashboard password",
        happens:
            "Nothing changes in the running cluster: EMQX takes this password when its database is made, and keeps the one it has.",
        advice: "Change it in the dashboard too, or by emqx ctl admins passwd on a core, so that Secret and cluster agree.",
        sources: [SOURCES.password],
    }),
    bootSecret: ({ holds, restarts }, line) => ({
        what: holds === "api keys" ? "API keys of EMQX" : "secret environment of EMQX",
        ...(restarts
            ? {
                  happens: `EMQX reads them at boot only, so every pod is made anew, ${howAnew(line)}: cores first, then replicants.`,
                  sources: cited(line, "api keys", "rollout"),
              }
            : {
                  happens: "Running nodes do not read it again: it counts from their next restart on.",
                  advice: "Restart the nodes by an annotation of the pod templates when it is to count now.",
                  sources: cited(line, "api keys"),
              }),
    }),
    secretFiles: ({ added, changed, removed, gone }) => ({
        what: filesHeading(added, changed, removed, gone),
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
                    happens:
                        "The running nodes know the old key only: the operator cannot ask them any more and takes them out of service, until they restart.",
                    back: again,
                    advice: SAME_LENGTH,
                    sources: cited(line, "api keys"),
                };
            case "another secret":
                return otherGenerated(name, fact.users, again);
        }
    },
    generatedForgotten: ({ thing }) => ({
        what: { lead: "generated secret", thing: thing.name, tail: "forgotten" },
        happens: "Nothing reads it any more in this program.",
        back: impossible("Cannot be undone: generated anew it is another secret."),
        sources: [],
    }),
};

function filesHeading(
    added: readonly string[],
    changed: readonly string[],
    removed: readonly string[],
    gone: boolean,
): string {
    if (gone) return "EMQX's secretFiles deleted";
    const parts = [
        ...(added.length > 0 ? [`${listed(added)} added`] : []),
        ...(changed.length > 0 ? [`${listed(changed)} changed`] : []),
        ...(removed.length > 0 ? [`${listed(removed)} removed`] : []),
    ];
    return ["EMQX's secretFiles", parts.join(", ")].filter(Boolean).join(" ");
}

const CORES = "The cores' database: new cores cannot copy it from the running ones.";
const SAME_LENGTH = "Leave its length and character classes as they are.";

function otherGenerated(name: string, users: number, back: Words["back"]): Words {
    const readers =
        users > 0
            ? `${counted(users, "Secret")} of the stack ${users === 1 ? "takes" : "take"} the new one.`
            : "What reads it gets the new one.";
    return {
        what: { lead: "generated secret", thing: name, tail: "generated anew" },
        happens: `${readers} EMQX keeps the dashboard password that it has.`,
        back,
        sources: [SOURCES.password],
    };
}
