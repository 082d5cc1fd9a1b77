import type { OperatorLine } from "../../../provider/emqx/lines/line/line";
import type { PodsAnew } from "../facts/emqx";

/** Whose pods are made anew, and how. */
export function anewSentence(anew: PodsAnew, line: OperatorLine): string {
    switch (anew.pods) {
        case "none":
            return "No pod restarts.";
        case "absent":
            return "No pod of it runs.";
        case "anew": {
            const how = howAnew(line);
            if (anew.roles.length === 2)
                return `Every pod is replaced, ${how}${line.pace.leaves === "together" ? ": cores first, then replicants" : ""}.`;
            return anew.roles.includes("core")
                ? `Every core is replaced, ${how}${anew.replicantsStay ? "; replicants stay and keep their clients" : ""}.`
                : `Every replicant is replaced, ${how}; cores stay.`;
        }
    }
}

/** As it goes on in a sentence: the line's word for it. */
export function howAnew({ words, pace }: OperatorLine): string {
    return pace.leaves === "together" ? words.replacement : `${words.replacement}, one after another`;
}
