import { Joiner } from "./join";
import { mergedFields } from "./merge";
import { type Parsed, parseHocon } from "./parse";
import { followed } from "./references";
import type { HoconObject } from "./tree";

/**
 * What EMQX makes of a text: one name a field, names unique, references followed, parts joined; throws a HoconError
 * for what it does not read. A number with a unit stays a text. Source: emqx/hocon 0.43.1 and 0.44.0, src/hocon.erl.
 */
export function evaluate({ root }: Parsed): HoconObject {
    const joiner = new Joiner();
    return {
        kind: "object",
        fields: mergedFields(followed(root).members.map((member) => joiner.field(member))),
    };
}

/** The tree of a text; what it includes is left out, as EMQX leaves out a file that is not there. */
export function readHocon(text: string): HoconObject {
    return evaluate(parseHocon(text));
}
