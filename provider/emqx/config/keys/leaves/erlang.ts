/** Whole numbers in Erlang's spellings. Source: ieQu1/typerefl, typerefl.erl, string_to_term; Erlang's erl_scan and erl_parse. */

const NUMBER = /^([+-]?)(?:(\d+(?:_\d+)*)|(\d{1,2})#([0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*)|\$(?:\\s|([^\\])))$/u;

/** `5`, `-5`, `1_000`, `16#ff`, `$a`, with blanks and a comment around. */
export function erlangInteger(text: string): bigint | undefined {
    const bare = text
        .replace(/%.*$/gm, "")
        .trim()
        .replace(/^([+-])\s+/, "$1");
    const [, sign, decimal, base, digits, character] = NUMBER.exec(bare) ?? [];
    const read = decimal ?? "";
    const value =
        decimal !== undefined
            ? BigInt(read.replaceAll("_", ""))
            : digits !== undefined
              ? inBase(Number(base), digits.replaceAll("_", "").toLowerCase())
              : character !== undefined
                ? BigInt(character.codePointAt(0) as number)
                : undefined;
    return value !== undefined && sign === "-" ? -value : value;
}

function inBase(base: number, digits: string): bigint | undefined {
    if (base < 2 || base > 36) return undefined;
    let value = 0n;
    for (const digit of digits) {
        const one = Number.parseInt(digit, 36);
        if (one >= base) return undefined;
        value = value * BigInt(base) + BigInt(one);
    }
    return value;
}
