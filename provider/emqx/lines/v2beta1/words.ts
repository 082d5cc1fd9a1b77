import type { LineWords } from "../words";

export const words: LineWords = {
    operator: "operator 2.2",
    replacement: "blue-green",
};
