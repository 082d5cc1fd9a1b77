import { textAt } from "../values";
import { type EmqxCase, rollsSentence, type Told } from "./emqxCase";

/** The cores' disks. */
export function storage(given: EmqxCase): Told {
    const { change, cluster, rollout } = given;
    const size = (side: "before" | "after") =>
        textAt(
            change[side]?.inputs,
            "spec",
            "coreTemplate",
            "spec",
            "volumeClaimTemplates",
            "resources",
            "requests",
            "storage",
        );
    const [from, to] = [size("before"), size("after")];
    const what =
        from !== to
            ? `disks of the cores ${from ?? "in memory of the node"} to ${to ?? "in memory of the node"}`
            : "disks of the cores";
    if (cluster.line === "3.0") {
        return {
            what,
            happens: "Claims of a StatefulSet cannot be changed: the operator ends in a loop of errors.",
            level: "rolling",
            advice: "Grow the claims by hand and leave the field alone.",
            sources: ["claim templates"],
        };
    }
    if (!cluster.ours && rollout === undefined) {
        return {
            what,
            happens:
                "Nothing restarts, and the operator ends in a loop of errors: it cannot change the claims of a set, and only a changed pod template makes a new set.",
            level: "rolling",
            advice: "Change an annotation of coreTemplate with it: new cores then get new disks, filled from the running ones.",
            sources: ["claim templates", "empty disks"],
        };
    }
    const durable = /durable_(sessions|storage)/.test(cluster.before?.configData ?? "");
    return {
        what,
        happens: `${rollsSentence(given)} The new disks are filled from the running cores; the old claims stay with the last three sets.`,
        ...(durable
            ? {
                  level: "data" as const,
                  data: "Durable sessions: operator 2.2 does not move them to new disks.",
              }
            : {}),
        back: {
            possible: true,
            sentence: "Revert the commit: new cores with new disks of the old size, once more.",
        },
        sources: ["empty disks", "blue-green"],
    };
}
