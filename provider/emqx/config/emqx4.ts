import { type Instead, insteadOfLegacy } from "./keys/legacy";

/** So many names are told one by one; the others are counted. */
const SHOWN = 12;

/**
 * What to say of a whole file of EMQX 4; undefined for every other text. Such a file is flat, one `name = value` a line, with values
 * that HOCON has no words for. Source: EMQX 4.4, etc/emqx.conf and etc/plugins.
 */
export function emqx4Sentence(text: string, isHocon: boolean): string | undefined {
    const lines = text.split(/\r?\n/).filter((line) => !/^\s*(#|$)/.test(line));
    if (lines.some((line) => /[{[]\s*$|^\s*[}\]]/.test(line))) return undefined;
    const names = new Set(lines.flatMap((line) => /^\s*([A-Za-z][\w.$-]*)\s*=/.exec(line)?.[1] ?? []));
    const old = [...names].flatMap((name) => {
        const instead = insteadOfLegacy(name);
        return instead === undefined ? [] : [{ name, instead: inWords(instead) }];
    });
    const whole = old.length >= (isHocon ? 2 : 1) && (old.length >= 5 || 3 * old.length >= names.size);
    if (!whole) return undefined;
    const places = new Map<string, string[]>();
    for (const { name, instead } of old) places.set(instead, [...(places.get(instead) ?? []), name]);
    const told = [...places].slice(0, SHOWN).map(([instead, [first, ...others]]) => {
        const more = others.length > 0 ? ` (and ${others.length} more like it)` : "";
        return `instead of ${first}${more} write ${instead}`;
    });
    const rest = places.size > SHOWN ? `, and so on for ${places.size - SHOWN} more` : "";
    return `is a configuration of EMQX 4, which EMQX 5 does not read; ${told.join(", ")}${rest}; leave out what is not named here`;
}

function inWords(instead: Instead): string {
    return "key" in instead ? instead.key : instead.words;
}
