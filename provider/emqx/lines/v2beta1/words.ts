import type { LineWords } from "../line/words";

export const words: LineWords = {
    operator: "operator 2.2",
    replacement: "blue-green",
};
