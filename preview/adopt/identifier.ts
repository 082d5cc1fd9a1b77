/** A name for a program and for a resource, from that of the object. */
export function identifierOf(instance: string): string {
    const words = instance.split(/[^A-Za-z0-9]+/).filter(Boolean);
    const name = words
        .map((word, i) => (i === 0 ? word : `${word[0]?.toUpperCase()}${word.slice(1)}`))
        .join("");
    return /^[A-Za-z]/.test(name) ? name : `emqx${name}`;
}
