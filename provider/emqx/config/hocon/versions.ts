import { compareVersions } from "../../../naming/versionNumbers";
import { quotedAt } from "./quoted";
import { HoconError, type Token, tokens } from "./tokens";

/**
 * What EMQX's readers do not read alike. Ours reads as 5.7 and 5.8 do, and what is written of it all read alike; but where a later
 * EMQX would take the user's own words for something else, they are not guessed at. Source: emqx/hocon 0.44.0 (EMQX 5.8.11), 0.45.9 (6.0
 * to 6.2), 0.46.1 (6.3) and 0.46.5, src/hocon_scanner.xrl, run on the texts of tests/data/oracle.
 */
export function readOtherwise(text: string, version: string): HoconError[] {
    if (compareVersions(version, SIX) < 0) return [];
    const plain = text.replace(/^\uFEFF/, "");
    const all = tokens(plain);
    const starts = lineStarts(plain);
    return all.flatMap((token, i) => {
        const at = (starts[token.line - 1] ?? 0) + token.column - 1;
        if (token.kind === "text") return quotes(plain, at, token, version);
        return token.kind === "number" ? bytes(token, all[i + 1], version) : [];
    });
}

const SIX = "6.0.0";
const SIX_THREE = "6.3.0";

function quotes(text: string, at: number, token: Token, version: string): HoconError[] {
    const raw = text.slice(at, at + (quotedAt(text, at)?.length ?? 0));
    if (raw.startsWith('"""') && raw.length >= 6)
        return raw.slice(3, -3).includes('"""')
            ? [
                  error(
                      token,
                      'three quotes behind a backslash end this text for EMQX 6; write it between single quotes, with \\" for each quote',
                  ),
              ]
            : [];
    const escapes = [...raw.slice(1, -1).matchAll(/\\(.)/gs)].map(([, letter]) => letter);
    return compareVersions(version, SIX_THREE) >= 0 && escapes.includes("u")
        ? [
              error(
                  token,
                  "\\u is the number of a character from EMQX 6.3 on, and was two characters before; write the character itself, or \\\\u for the two",
              ),
          ]
        : [];
}

/** `[100B]`: a number and a word, or one size in the newest reader. */
function bytes(number: Token, next: Token | undefined, version: string): HoconError[] {
    const adjacent =
        next?.kind === "word" &&
        next.line === number.line &&
        next.column === number.column + number.text.length &&
        /^[bB]/.test(next.text);
    if (!adjacent || !/^\d+$/.test(number.text) || compareVersions(version, SIX_THREE) < 0) return [];
    return [
        error(
            number,
            "a number with B is one size or two values, by the EMQX that reads it; write it without B",
        ),
    ];
}

function error({ line, column }: Token, reason: string): HoconError {
    return new HoconError(line, column, reason);
}

function lineStarts(text: string): number[] {
    const starts = [0];
    for (let i = 0; i < text.length; i++) if (text[i] === "\n") starts.push(i + 1);
    return starts;
}
