import { knownInstanceTypes } from "../alibaba/instanceTable";
import { familiesWithSizes, instanceFacts } from "../alibaba/instanceTypes";
import { nearest, withMeant } from "../validation/nearest";
import type { Rule } from "../validation/rules";

/** The name of an ECS instance type, with what a misspelt one may have meant. */

const EXAMPLE = 'write an ECS instance type such as "ecs.c7.8xlarge"';

/** A family begins with a letter; a size is one word. Source: Alibaba Cloud, ECS "Instance family", naming rules. */
const FORM = /^ecs\.([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\.([a-z0-9]+)$/;
/** Nothing that is longer was meant to be a type. */
const LONGEST = 64;
const SIZES = ["nano", "tiny", "small", "medium", "large", "xlarge"];
const SIZE = new RegExp(`^(${SIZES.join("|")}|\\d+xlarge)$`);
/** Generations in sight: 5 to 9 are sold, and a new one comes every other year. */
const LATEST_GENERATION = 19;

/** A type that is newer than every table is taken: its figures are inputs. */
export const instanceType: Rule = (value) => {
    if (typeof value !== "string") return EXAMPLE;
    if (/[,;\s]/.test(value.trim()))
        return 'write each type by itself, e.g. ["ecs.c7.8xlarge", "ecs.g7.8xlarge"]';
    const [, family, size] = FORM.exec(value) ?? [];
    if (family === undefined || size === undefined) return withMeant(EXAMPLE, ofAnotherForm(value));
    const sizes = familiesWithSizes().get(family);
    if (sizes !== undefined && !sizes.includes(size)) {
        const meant = nearestSize(size, sizes);
        return withMeant(
            `write a size that ${family} has: ${sizes.join(", ")}`,
            meant && typeOf(family, meant),
        );
    }
    const meantFamily = isOfNoGeneration(family)
        ? nearest(family, [...familiesWithSizes().keys()], 1)
        : family;
    const meantSize = SIZE.test(size) ? size : nearestSize(size, SIZES);
    // A word that is no misspelt size may be a new one.
    if (meantFamily === family && (meantSize === size || meantSize === undefined)) return undefined;
    return withMeant(EXAMPLE, meantFamily && typeOf(meantFamily, meantSize ?? size));
};

function typeOf(family: string, size: string): string {
    return `ecs.${family}.${size}`;
}

/** In capitals, without `ecs.` in front, with other signs between its parts, or misspelt. */
function ofAnotherForm(value: string): string | undefined {
    if (value.length > LONGEST) return undefined;
    const words = value
        .trim()
        .toLowerCase()
        .replace(/^ecs\b/, "")
        .split(/[^a-z0-9]+/)
        .filter((word) => word !== "");
    const spelt = words.length === 2 ? typeOf(words[0] as string, words[1] as string) : undefined;
    if (spelt !== undefined && instanceFacts(spelt) !== undefined) return spelt;
    const given = spelt ?? value;
    const known = knownInstanceTypes().map(({ type }) => type);
    return sameLetters(given, known) ?? nearest(given, known, 1);
}

/** The one whose letters only changed places. */
function sameLetters(text: string, known: readonly string[]): string | undefined {
    const letters = sorted(text);
    return known.find((one) => sorted(one) === letters);
}

function sorted(text: string): string {
    return [...text].sort().join("");
}

/** `c77`: compute, general and memory families count their generations. */
function isOfNoGeneration(family: string): boolean {
    const generation = /^[cgr](\d+)/.exec(family)?.[1];
    return generation !== undefined && Number(generation) > LATEST_GENERATION;
}

/** With the same number in front where there is one: `8xlrage` is no `xlarge`. */
function nearestSize(size: string, known: readonly string[]): string | undefined {
    if (size.length > LONGEST) return undefined;
    const count = /^\d+/.exec(size)?.[0];
    if (count === undefined) return sameLetters(size, known) ?? nearest(size, known, 2);
    const numbered = `${count}xlarge`;
    const begun = numbered.startsWith(size) || nearest(size, [numbered], 2) !== undefined;
    if (begun && (known === SIZES || known.includes(numbered))) return numbered;
    return undefined;
}
