/** EMQX reads an environment value as HOCON: quoted, so that `:`, `#` and `//` in it are text and not syntax. */
export function hoconText(value: string): string {
    return JSON.stringify(value);
}
