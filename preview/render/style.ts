/** Text attributes of a terminal, or nothing at all where the output is not one. */
export interface Style {
    bold(text: string): string;
    dim(text: string): string;
    accent(text: string): string;
    secret(text: string): string;
    warning(text: string): string;
    error(text: string): string;
}

const plain = (text: string) => text;

const codes =
    (start: number, end: number) =>
    (text: string): string =>
        text === "" ? "" : `\u001b[${start}m${text}\u001b[${end}m`;

export const PLAIN: Style = {
    bold: plain,
    dim: plain,
    accent: plain,
    secret: plain,
    warning: plain,
    error: plain,
};

export const COLOUR: Style = {
    bold: codes(1, 22),
    dim: codes(2, 22),
    accent: codes(36, 39),
    secret: codes(35, 39),
    warning: codes(33, 39),
    error: codes(31, 39),
};

/** Colour on a terminal; `FORCE_COLOR` and `NO_COLOR` (https://no-color.org) decide otherwise. */
export function styleFor(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): Style {
    if (env.FORCE_COLOR !== undefined) {
        return env.FORCE_COLOR === "0" || env.FORCE_COLOR === "false" ? PLAIN : COLOUR;
    }
    const wanted = !env.NO_COLOR && env.TERM !== "dumb";
    return wanted && stream.isTTY === true ? COLOUR : PLAIN;
}
