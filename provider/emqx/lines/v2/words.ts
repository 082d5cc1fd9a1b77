import type { LineWords } from "../line/words";

export const words: LineWords = {
    operator: "operator 2.3",
    replacement: "blue-green",
    leftBehind:
        "Sessions, retained messages, rules and users stay behind on the old disks; the claims of those disks stay in the cluster.",
    unreadable:
        "The text is no HOCON that EMQX reads: the operator reports that it failed, pushes nothing, and carries out no other change of the object until it is mended.",
    newDisks:
        "The new disks are filled from the running cores, durable storage included; the old claims stay with the last three sets.",
    disksAlone: {
        happens:
            "Nothing restarts, and the operator ends in a loop of errors: it cannot change the claims of a set, and only a changed pod template makes a new set.",
        instead:
            "Change an annotation of coreTemplate with it: new cores then get new disks, filled from the running ones.",
    },
    orphans: {
        happens:
            "The operator no longer looks at the replicants: their pods go on as they are, unwatched, and are never upgraded.",
        instead: "Scale the replicants to 0 instead, and keep the template.",
    },
    disksBack: {
        possible: true,
        sentence: "Revert the commit: new cores with new disks, as they were before.",
    },
    removedDisks: "Disks of the removed cores stay.",
    pushed: "What was once set in the dashboard or through the API wins over it again after a restart.",
    takenOver: {
        happens:
            "Its pod templates differ, so that it makes every pod anew, the cores with new disks; webhooks and roles of the operator before go.",
        before: "Let this be an update of its own, with the version of EMQX as it is: what rolls is rolled once, and no other change waits for it.",
    },
    back: "Revert the commit as long as no old core is being emptied: the operator goes back to the old nodes. From then on let it end first, since a change in that phase leaves operator 2.3 waiting for itself; the old value is one more rollout like this one.",
};
