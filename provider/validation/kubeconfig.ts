import { isMap, parseDocument } from "yaml";
import type { Rule } from "./rules";

/** The text of a kubeconfig. What it leads to shows when it is used. */
export const kubeconfig: Rule = (value) => {
    if (typeof value === "object") return "write its text, e.g. JSON.stringify(kubeconfig)";
    if (typeof value !== "string" || value.trim() === "") return "write a non-empty text, or leave it out";
    if (isMapping(inBase64(value)))
        return 'write the text itself and not its base64, e.g. Buffer.from(text, "base64").toString()';
    if (!value.includes("\n") && /^[~./\w][^{}:]*$/.test(value)) {
        return 'write the text of the kubeconfig and not where it is, e.g. readFileSync(path, "utf8")';
    }
    return isMapping(value) ? undefined : "write the text of a kubeconfig, as YAML or JSON";
};

/** What a text in base64 stands for; empty for another. */
function inBase64(text: string): string {
    const packed = text.replace(/\s/g, "");
    return /^[A-Za-z0-9+/]{16,}={0,2}$/.test(packed) ? Buffer.from(packed, "base64").toString() : "";
}

function isMapping(text: string): boolean {
    const document = parseDocument(text, { logLevel: "silent" });
    return document.errors.length === 0 && isMap(document.contents);
}
