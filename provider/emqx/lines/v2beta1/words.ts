import type { LineWords } from "../line/words";

export const words: LineWords = {
    operator: "operator 2.2",
    replacement: "blue-green",
    leftBehind:
        "Sessions, retained messages, rules and users stay behind on the old disks; the claims of those disks stay in the cluster.",
    unreadable:
        "The text is no HOCON that EMQX reads: the operator reports InvalidConfig, pushes nothing, and carries out no other change of the object until it is mended.",
    newDisks:
        "The new disks are filled from the running cores; the old claims stay with the last three sets.",
    disksAlone: {
        happens:
            "Nothing restarts, and the operator ends in a loop of errors: it cannot change the claims of a set, and only a changed pod template makes a new set.",
        instead:
            "Change an annotation of coreTemplate with it: new cores then get new disks, filled from the running ones.",
    },
    disksBack: {
        possible: true,
        sentence: "Revert the commit: new cores with new disks, as they were before.",
    },
    removedDisks: "Disks of the removed cores stay.",
    orphans: {
        happens:
            "The operator no longer looks at the replicants: their pods go on as they are, unwatched, and are never upgraded.",
        instead: "Scale the replicants to 0 instead, and keep the template.",
    },
    back: "Revert the commit: as long as the old nodes run the operator goes back to them and nobody reconnects; later it is one more rollout like this one.",
};
