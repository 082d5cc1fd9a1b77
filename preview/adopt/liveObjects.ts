import { parseAllDocuments } from "yaml";
import { allLines, isEmqxType } from "../../provider/emqx/lines";
import { apiVersionOf, type OperatorLine } from "../../provider/emqx/lines/line/line";
import { at, listAt, textAt } from "../../provider/emqx/lines/line/plainObject";

/** An EMQX object as the API server has it. */
export interface LiveObject {
    readonly line: OperatorLine;
    readonly namespace: string;
    readonly instance: string;
    readonly object: unknown;
}

export interface LiveObjects {
    readonly objects: readonly LiveObject[];
    /** What of the text is none that can be adopted, in sentences. */
    readonly problems: readonly string[];
}

/** The EMQX objects of a text, as `kubectl get emqx --output yaml` or `json` gives them: one, a list, or several documents. */
export function liveObjects(text: string): LiveObjects {
    const documents = parseAllDocuments(text);
    const [broken] = [documents].flat().flatMap(({ errors }) => errors);
    if (broken !== undefined) {
        const [place] = broken.linePos ?? [];
        const where = place === undefined ? "" : ` (line ${place.line}, column ${place.col})`;
        return { objects: [], problems: [`is no YAML${where}: ${broken.message.split("\n")[0]}`] };
    }
    const found = [documents].flat().flatMap((document) => itemsOf(document.toJS()));
    const emqx = found.filter(isEmqx);
    const read = emqx.map(liveObject);
    return {
        objects: read.flatMap((one) => (typeof one === "string" ? [] : [one])),
        problems:
            emqx.length === 0
                ? [
                      "has no EMQX object in it; write what `kubectl get emqx --all-namespaces --output yaml` prints",
                  ]
                : read.filter((one) => typeof one === "string"),
    };
}

/** What else is in a list is somebody else's. */
function isEmqx(object: unknown): boolean {
    return isEmqxType(`kubernetes:${textAt(object, "apiVersion")}:${textAt(object, "kind")}`);
}

function itemsOf(document: unknown): readonly unknown[] {
    if (document === null || document === undefined) return [];
    const kind = textAt(document, "kind");
    return kind === "List" || at(document, "items") !== undefined ? listAt(document, "items") : [document];
}

function liveObject(object: unknown): LiveObject | string {
    const apiVersion = textAt(object, "apiVersion") ?? "";
    const name = textAt(object, "metadata", "name");
    const line = allLines().find((one) => apiVersionOf(one) === apiVersion);
    if (line === undefined) {
        const known = allLines().map(
            ({ resource }) => `${resource.plural}.${resource.version}.${resource.group}`,
        );
        return `EMQX "${name}" is in ${apiVersion}, which no line of the operator writes that this package knows; ask for one of ${known.join(", ")}: kubectl get ${known.at(0)} --output yaml`;
    }
    if (name === undefined) return "an EMQX object has no name; write it whole, with its metadata";
    return { line, namespace: textAt(object, "metadata", "namespace") ?? "default", instance: name, object };
}
