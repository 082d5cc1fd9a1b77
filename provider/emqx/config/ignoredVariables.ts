import { meant } from "../../validation/nearest";
import { type KeyTable, keysAt } from "./keys/table";
import { isTemplate } from "./secretValues";
import { spelled } from "./variables";

/** A variable that EMQX ignores. */
export interface Ignored {
    /** What follows on the variable in a sentence. */
    readonly sentence: string;
    /** Nobody can mean it: it is refused. */
    readonly certain: boolean;
}

/**
 * Why EMQX ignores a variable; undefined where it does not. A placeholder below such a block does no harm, and releases whose
 * list of keys is another one's may know more roots. Source: emqx/hocon 0.43.1 and 0.44.0, hocon_tconf.erl (check_env).
 */
export function ignoredVariable(
    table: KeyTable,
    path: readonly string[],
    value: string | undefined,
): Ignored | undefined {
    const { roots } = table.list;
    const [root = ""] = path;
    if (keysAt(roots, [root]).length === 0) {
        // A name close to one of EMQX's is told as misspelt.
        if (meant(root, [...roots.keys.keys()]) !== undefined) return undefined;
        return {
            sentence: `sets ${path.join(".")}, and EMQX has no root ${root}: it ignores the variable. Leave it out, or take another beginning than EMQX_ where it is for another program`,
            certain: table.exact,
        };
    }
    const whole = wholeOf(table, path);
    if (whole === undefined) return undefined;
    return {
        sentence: `sets ${path.join(".")}, which EMQX ignores: it takes ${whole.join(".")} as a whole. Write all of it as ${spelled(whole.join("."))}, e.g. {name = value}`,
        certain: value === undefined || !isTemplate(value),
    };
}

/** The key above a variable's that is one value to EMQX, such as `headers`: what is below it no variable reaches. */
function wholeOf({ list }: KeyTable, path: readonly string[]): readonly string[] | undefined {
    const above = path.map((_, at) => path.slice(0, at)).slice(1);
    return above.find((one) => {
        const keys = keysAt(list.roots, one);
        return keys.length > 0 && keys.every(({ type }) => type.kind === "leaf");
    });
}
