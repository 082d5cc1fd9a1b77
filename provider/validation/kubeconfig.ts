import { isMap, parseDocument } from "yaml";
import type { Rule } from "./rules";

/** The text of a kubeconfig. What it leads to shows when it is used. */
export const kubeconfig: Rule = (value) => {
    if (typeof value !== "string" || value.trim() === "") return "write a non-empty text, or leave it out";
    if (!value.includes("\n") && /^[~./\w][^{}:]*$/.test(value)) {
        return 'write the text of the kubeconfig and not where it is, e.g. readFileSync(path, "utf8")';
    }
    return isMapping(value) ? undefined : "write the text of a kubeconfig, as YAML or JSON";
};

function isMapping(text: string): boolean {
    const document = parseDocument(text, { logLevel: "silent" });
    return document.errors.length === 0 && isMap(document.contents);
}
