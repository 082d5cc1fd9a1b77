import { isOutput, isSecret, mapMembers, secret, UNKNOWN, type Wire, type WireObject } from "../monitor/wire";

/** What every secret looks like in a result: the text itself is nowhere. */
export const MASKED: Wire = secret("[secret]");

/** The value without its mark, and whether it, or what it was in, is a secret. */
export function open(value: Wire | undefined): { value: Wire | undefined; secret: boolean } {
    if (isSecret(value)) {
        return { value: open(value.value).value, secret: true };
    }
    if (isOutput(value)) {
        return { value: value.value ?? UNKNOWN, secret: value.secret === true };
    }
    return { value, secret: false };
}

/** The value with every secret in it replaced; one that is not known stays recognizable as such. */
export function mask(value: Wire): Wire {
    if (isSecret(value) || (isOutput(value) && value.secret)) {
        return open(value).value === UNKNOWN ? secret(UNKNOWN) : MASKED;
    }
    return mapMembers(value, mask);
}

export function maskObject(object: Readonly<WireObject>): WireObject {
    return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, mask(value)]));
}
