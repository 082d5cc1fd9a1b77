import type { LineWords } from "../line/words";

export const words: LineWords = {
    operator: "operator 3.0",
    replacement: "in its own place",
    leftBehind:
        "Sessions, retained messages, rules and users are gone with it: the operator's StatefulSet deletes the claims of its disks. Only disks whose class says Retain stay, without a claim.",
    unreadable:
        "The text has no form as JSON that EMQX reads back as it is: the object is not written, and nothing of it changes until it is mended.",
    newDisks:
        "The cores keep their disks; larger ones are grown in place on their claims, which takes a class that lets them (allowVolumeExpansion).",
    disksAlone: {
        happens:
            "Nothing restarts, and the operator stands still over it: it cannot change the claims of a running set, carries out no other change either until that is taken back, and every condition of the object stays good meanwhile.",
        instead:
            "Take it back, and grow the claims themselves (kubectl patch pvc). Smaller disks, and those of another class, need another cluster: an export of the data, and an import there.",
    },
    disksBack: {
        possible: false,
        sentence: "Disks that were grown stay as large: none can be made smaller.",
    },
    removedDisks: "Disks of the removed cores are deleted with them.",
    pushed: "It takes the place of its root: what was set in the dashboard beneath it is overwritten.",
    back: 'Revert the commit: node by node once more. Not before the rollout is over: replicants of a change that is taken back in its middle are left over for good, until the pods get a template that there never was (podAnnotations: { "emqx-ack.io/again": "1" }, another value each time).',
};
