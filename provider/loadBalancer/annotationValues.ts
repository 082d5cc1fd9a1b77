import { all, matching, type Rule } from "../validation/rules";

/**
 * What the controller makes something of, in an annotation's text. What it cannot read ends as an Event of the Service, and
 * what the cloud's API refuses does, too; `pulumi up` is green all the same.
 */

export const someText: Rule = matching(/\S/, "write a text that is not empty");

/** What the API is sent as it stands. */
export const onOff: Rule = matching(/^(on|off)$/, 'write "on" or "off"');

/** Whatever is not "on" is off to the controller, without a word. */
export const onOffAnyCase: Rule = matching(/^(on|off)$/i, 'write "on" or "off"');

export function oneOf(...texts: readonly string[]): Rule {
    return (value) =>
        texts.includes(value as string)
            ? undefined
            : `write one of ${texts.map((one) => `"${one}"`).join(", ")}`;
}

/** As `oneOf`, where the controller does not mind capitals. */
export function oneOfAnyCase(...texts: readonly string[]): Rule {
    const known = texts.map((one) => one.toLowerCase());
    return (value) =>
        known.includes(String(value).toLowerCase())
            ? undefined
            : `write one of ${texts.map((one) => `"${one}"`).join(", ")}`;
}

/** A whole number in digits. */
export function number(least: number, most: number): Rule {
    return (value) =>
        /^-?\d+$/.test(String(value)) && Number(value) >= least && Number(value) <= most
            ? undefined
            : `write a whole number from ${least} to ${most}, in quotes`;
}

/** Members with commas between them and no blank, which the controller would take for a part of one. */
export function listOfTexts(member: RegExp, example: string): Rule {
    return (value) =>
        String(value)
            .split(",")
            .every((one) => member.test(one))
            ? undefined
            : `write ${example}, with commas and no blanks between several`;
}

/** A text that may also be empty, which switches it off. */
export function orEmpty(rule: Rule): Rule {
    return (value) => (value === "" ? undefined : rule(value));
}

/** `80:443`: two numbers of ports. */
export const portPairs: Rule = listOfTexts(/^\d{1,5}:\d{1,5}$/, 'two ports, e.g. "80:443"');

/** An id and the Service's port that it is for. */
export const idsOfPorts: Rule = listOfTexts(
    /^[a-z]+-[a-z0-9]+:\d{1,5}$/,
    'an id and a port of the Service, e.g. "sgp-example:1883"',
);

/** A protocol and the Service's port that it is for. */
export function protocolsOfPorts(...protocols: readonly string[]): Rule {
    return listOfTexts(
        new RegExp(`^(${protocols.join("|")}):\\d{1,5}$`, protocols[0] === "tcp" ? "" : "i"),
        `a protocol (${protocols.join(", ")}) and a port of the Service, e.g. "${protocols[0]}:1883"`,
    );
}

/** Source: CLB and NLB name their own ids so. */
export function idWith(prefix: string): Rule {
    return matching(new RegExp(`^${prefix}-[a-z0-9]+$`), `write an id, e.g. "${prefix}-example"`);
}

export const address: Rule = all(matching(/^\d{1,3}(\.\d{1,3}){3}$/, "write an IPv4 address"), (value) =>
    String(value)
        .split(".")
        .every((part) => Number(part) <= 255)
        ? undefined
        : "write an IPv4 address",
);
