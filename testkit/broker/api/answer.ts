/** What a call gets back. */
export interface Answer {
    readonly status: number;
    /** Sent as JSON; a string as it is. */
    readonly body?: object | string;
    readonly headers?: Readonly<Record<string, string>>;
}

export function ok(body: object = {}): Answer {
    return { status: 200, body };
}

/** Source: emqx_http_api.hrl, ERROR_MSG. */
export function refused(status: number, code: string, message: string): Answer {
    return { status, body: { code, message } };
}

/** A name as Erlang prints an atom. */
export function atom(name: string): string {
    return /^[a-z][A-Za-z0-9_@]*$/.test(name) ? name : `'${name}'`;
}

/** A list of names as Erlang prints one of atoms. */
export function atoms(names: readonly string[]): string {
    return `[${names.map(atom).join(",")}]`;
}
