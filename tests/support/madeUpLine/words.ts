import type { LineWords } from "../../../provider/emqx/lines/line/words";

export const words: LineWords = {
    operator: "operator 9.1",
    replacement: "node by node",
    leftBehind: "Nothing stays of it.",
    unreadable: "The operator keeps the settings of before.",
    newDisks: "The disk is grown in place.",
    disksAlone: { happens: "The disk is grown in place.", instead: "Nothing else is needed." },
    disksBack: { possible: false, sentence: "Cannot be undone: a disk does not shrink." },
    removedDisks: "Disks of the removed cores go with them.",
    pushed: "What was set in the dashboard beneath it is overwritten.",
    takenOver: {
        happens: "The operator makes every pod anew.",
        before: "Export the data first.",
    },
    back: "Revert the commit: node by node once more.",
};
