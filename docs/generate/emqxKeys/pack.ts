import type { PackedKey, PackedLists, PackedType } from "../../../provider/emqx/config/keys/packed";
import type { EditionKeys } from "./editions";
import { leafAt } from "./finer";
import { converterAt, isStillRead, needed, validatorsAt } from "./functions";
import type { Place } from "./pattern";
import { type KeyTree, type TypeTree, treeOf } from "./tree";

/** All lists in one, each type and each key written once however often it stands in them. */
export function pack(editions: readonly EditionKeys[]): PackedLists {
    const types = new Once<PackedType>();
    const keys = new Once<PackedKey>();

    function key({ is, type, path, members }: KeyTree, minor: string): number {
        const place = { path, members, minor };
        return keys.indexOf({
            t: packed(type, place),
            ...(is.default !== undefined && !needed(place) && { d: is.default }),
            ...((is.required || needed(place)) && { r: 1 as const }),
            ...(is.deprecated !== undefined && !isStillRead(place) && { x: 1 as const }),
            ...(is.aliases !== undefined && { a: is.aliases }),
            ...(is.sensitive && { s: 1 as const }),
            ...(is.hidden && { h: 1 as const }),
            ...given("c", converterAt(place)),
            ...given("v", nonEmpty(validatorsAt(place))),
        });
    }

    function packed(type: TypeTree, place: Place): number {
        switch (type.kind) {
            case "struct":
                return types.indexOf({
                    s: Object.fromEntries(type.keys.map((one) => [one.name, key(one, place.minor)])),
                });
            case "map":
                return types.indexOf({ m: packed(type.of, below(place, "<name>")) });
            case "list":
                return types.indexOf({ l: packed(type.of, below(place, "<n>")) });
            case "union":
                return types.indexOf({
                    u: type.of.map((member) => packed(member, place)),
                });
            case "enum":
                return types.indexOf({ e: type.words });
            case "word":
                return types.indexOf({ w: type.word });
            case "leaf":
                return types.indexOf(leafAt(type.name, place));
        }
    }

    const lists = editions.map(({ edition, version, dump }) => ({
        edition,
        version,
        roots: types.indexOf({
            s: Object.fromEntries(
                treeOf(dump).map((root) => [root.name, key(root, version.replace(/\.\d+$/, ""))]),
            ),
        }),
    }));
    return { lists, types: types.all, keys: keys.all };
}

function below(place: Place, name: string): Place {
    return { ...place, path: [...place.path, name] };
}

function nonEmpty(list: string[]): string[] | undefined {
    return list.length === 0 ? undefined : list;
}

function given<K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } {
    return value === undefined ? {} : ({ [name]: value } as { [key in K]: V });
}

/** Values with their positions; equal ones have one. */
class Once<T> {
    public readonly all: T[] = [];
    private readonly known = new Map<string, number>();

    public indexOf(value: T): number {
        const text = JSON.stringify(value);
        const found = this.known.get(text);
        if (found !== undefined) return found;
        this.known.set(text, this.all.length);
        this.all.push(value);
        return this.all.length - 1;
    }
}
