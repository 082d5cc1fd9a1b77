import type { LineWords } from "../../../provider/emqx/lines/line/words";

export const words: LineWords = {
    operator: "operator 9.1",
    replacement: "node by node",
    leftBehind: "Nothing stays of it.",
    unreadable: "The operator keeps the settings of before.",
    newDisks: "The disk is grown in place.",
    disksAlone: { happens: "The disk is grown in place.", instead: "Nothing else is needed." },
    back: "Revert the commit: node by node once more.",
};
