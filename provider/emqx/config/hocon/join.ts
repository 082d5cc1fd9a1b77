import type { JoinedNode, MemberNode, Node } from "./syntax";
import { HoconError } from "./tokens";
import type { HoconScalar, Place } from "./tree";

/** A value with its parts put together; the fields of a block stand as they are written, one name perhaps twice. */
export type Joined = HoconScalar | JoinedObject | JoinedList | Dropped;

export interface JoinedObject {
    readonly kind: "object";
    readonly fields: readonly JoinedField[];
}

export interface JoinedList {
    readonly kind: "list";
    readonly items: readonly Joined[];
}

export interface JoinedField extends Place {
    readonly kind: "field";
    readonly name: string;
    readonly value: Joined;
}

interface Dropped {
    readonly kind: "dropped";
}

const DROPPED: Dropped = { kind: "dropped" };

/** Values that references may make of one text. */
const MOST = 200_000;

/** Puts together what stands side by side. Source: emqx/hocon 0.43.1 and 0.44.0, src/hocon.erl (`concat`, `do_concat`). */
export class Joiner {
    private made = 0;

    public field({ name, value, line, column }: MemberNode): JoinedField {
        return { kind: "field", name, value: this.joined(value), line, column };
    }

    private joined({ parts, line, column }: JoinedNode): Joined {
        if (parts.every(({ kind }) => kind === "dropped")) return DROPPED;
        const pieces = parts.flatMap((part) => this.pieces(part, { line, column }));
        if (pieces.length === 0) return { kind: "object", fields: [] };
        if (pieces.every(({ kind }) => kind === "field"))
            return { kind: "object", fields: pieces as JoinedField[] };
        if (pieces.every(({ kind }) => kind === "list"))
            return { kind: "list", items: (pieces as JoinedList[]).flatMap(({ items }) => items) };
        if (pieces.every(({ kind }) => kind === "text")) return joinedText(pieces as HoconScalar[]);
        if (pieces.length === 1) return pieces[0] as Joined;
        throw new HoconError(
            line,
            column,
            "only texts, only lists or only blocks can stand side by side; write one value, or the text between double quotes",
        );
    }

    /** A block gives its fields, everything else itself. */
    private pieces(part: Node | MemberNode, place: Place): (Joined | JoinedField)[] {
        this.count(place);
        switch (part.kind) {
            case "member":
                return [this.field(part)];
            case "joined": {
                const value = this.joined(part);
                return value.kind === "object" ? [...value.fields] : [value];
            }
            case "object":
                return part.members.map((member) => this.field(member));
            case "list":
                return [{ kind: "list", items: part.items.map((item) => this.joined(item as JoinedNode)) }];
            case "dropped":
                return [];
            case "reference":
                throw new Error("every reference was followed");
            default:
                return [part];
        }
    }

    private count({ line, column }: Place): void {
        if (++this.made > MOST)
            throw new HoconError(
                line,
                column,
                "references make more of this text than EMQX can hold; write less",
            );
    }
}

function joinedText(parts: readonly HoconScalar[]): HoconScalar {
    const [first] = parts as readonly [HoconScalar];
    if (parts.length === 1) return first;
    const text = parts.map((part) => part.text).join("");
    return { kind: "text", text, quoted: parts.some(({ quoted }) => quoted), place: first.place };
}
