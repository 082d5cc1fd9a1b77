/** The value with every list and every plain object in it frozen, as a plan is handed on; Outputs and resources stay as they are. */
export function frozen<T>(value: T): T {
    if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null && !Array.isArray(value)) return value;
    for (const part of Object.values(value)) frozen(part);
    return Object.freeze(value);
}
