import type * as pulumi from "@pulumi/pulumi";
import type { Field } from "./schema";
import { tell } from "./tell";

/** Where inputs of a component stand among the arguments of a whole stack. */
export interface Place {
    readonly inputs: Field;
    /** The argument that holds them. */
    readonly within: string;
}

/** Says a sentence for a component. */
export type Say = (severity: "info" | "warn", sentence: string) => void;

/** In a whole stack inputs are named as its user writes them; by itself a component names its own. */
export function sayerOf(name: string, parent: pulumi.Resource | undefined, places: readonly Place[]): Say {
    return (severity, sentence) => tell(severity, name, inWordsFor(parent, sentence, places));
}

/** The same for a sentence that is told otherwise; `resource` is the component or what is made in it. */
export function inWordsFor(
    resource: pulumi.Resource | undefined,
    sentence: string,
    places: readonly Place[],
): string {
    return isInStack(resource) ? namedFromOutside(sentence, places) : sentence;
}

/** By members that Pulumi's SDK sets on every resource (sdk/nodejs/resource.ts). */
function isInStack(resource: unknown): boolean {
    const { __pulumiType: type, __parentResource: parent } = (resource ?? {}) as Record<string, unknown>;
    return type === WHOLE_STACK || (parent !== undefined && isInStack(parent));
}

const WHOLE_STACK = "emqx-ack:index:EmqxOnAck";

/** What may be the path of an input: not what follows a path, a name in quotes or a URL. */
const PATH = /(?<![\w.:/"'`-])[a-z]\w*(?:\.\w+)*(?![\w(-])/g;

/** A sentence with the paths of inputs as the whole stack has them; a single word is one only if no English word looks like it. */
export function namedFromOutside(sentence: string, places: readonly Place[]): string {
    const named = sentence.replace(PATH, (path) => {
        const keys = path.split(".");
        const place =
            keys.length > 1 || /[A-Z]/.test(path)
                ? places.find(({ inputs }) => has(inputs, keys))
                : undefined;
        return place === undefined ? path : `${place.within}.${path}`;
    });
    return named.replace(/\ba (?=emqx\.)/g, "an ");
}

function has(field: Field | undefined, [key, ...rest]: readonly string[]): boolean {
    if (field === undefined) return false;
    if (key === undefined) return true;
    if (field.kind === "map") return has(field.value, rest);
    return field.kind === "object" && Object.hasOwn(field.schema, key) && has(field.schema[key], rest);
}
