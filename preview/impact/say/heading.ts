import type { Fact } from "../facts/fact";
import { listed } from "./wording";

/** What changes, with the name of the thing apart, so that what is alike of several things can be said once. */
export interface Heading {
    /** `node pool` */
    readonly lead?: string;
    /** `mqtt-core` */
    readonly thing: string;
    /** `created` */
    readonly tail?: string;
}

export function headingText(what: Heading | string): string {
    return typeof what === "string" ? what : assembled(what, what.thing);
}

function assembled({ lead, tail }: Heading, thing: string): string {
    return [lead, thing, tail].filter((part) => part !== undefined).join(" ");
}

/** A fact with its heading. */
export interface Headed {
    readonly fact: Fact;
    readonly what: Heading | string;
}

/** Several headings in one: those of facts that differ only in their thing, or in who uses it, become one. */
export function together(headed: readonly Headed[], limit = 4): string {
    const alike = new Map<string, Headed[]>();
    for (const one of headed) {
        const key = kinship(one.fact);
        alike.set(key, [...(alike.get(key) ?? []), one]);
    }
    const texts = [...alike.values()].map((group) => {
        const headings = group.flatMap(({ what }) => (typeof what === "string" ? [] : [what]));
        const last = headings.at(-1);
        if (last === undefined || headings.length < group.length) {
            return listed([...new Set(group.map(({ what }) => headingText(what)))], limit);
        }
        return assembled(last, listed([...new Set(headings.map(({ thing }) => thing))], limit));
    });
    return listed([...new Set(texts)], limit);
}

/** The same for facts that are alike in all but their thing and its users. */
function kinship(fact: Fact): string {
    return JSON.stringify({ ...fact, thing: undefined, users: undefined });
}
