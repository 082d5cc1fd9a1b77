/**
 * Makes an error one sentence for a person, whatever it passes through. Pulumi's SDK puts `error serializing property ...`
 * in front of the message at every Output that the error goes through, and formats the stack of even those errors whose
 * stack it does not print, which takes minutes for one that refers to a resource.
 */
export function forPeople<T extends Error>(error: T): T {
    const { message } = error;
    Object.defineProperty(error, "message", { get: () => message, set: () => undefined });
    Object.defineProperty(error, "stack", { value: undefined });
    return error;
}
