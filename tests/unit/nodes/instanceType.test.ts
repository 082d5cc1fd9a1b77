import assert from "node:assert/strict";
import * as fc from "fast-check";
import { knownInstanceTypes } from "../../../provider/alibaba/instanceTable";
import { instanceType } from "../../../provider/nodes/instanceType";

const TYPES = knownInstanceTypes().map(({ type }) => type);

/** What hands do to a name. */
const SLIPS: readonly ((type: string, at: number) => string)[] = [
    (type) => type.toUpperCase(),
    (type) => type.replace("ecs.", ""),
    (type) => type.replaceAll(".", "-"),
    (type) => ` ${type} `,
    // Two letters of the size change places.
    (type, at) => {
        const from = type.length - 5 + (at % 4);
        return type.slice(0, from) + type[from + 1] + type[from] + type.slice(from + 2);
    },
];

describe("the name of an instance type", () => {
    it("is taken for every type of the table", () => {
        for (const type of TYPES) assert.equal(instanceType(type), undefined, type);
    });

    it("is told with the type that was meant, whatever slipped", () => {
        fc.assert(
            fc.property(fc.constantFrom(...TYPES), fc.constantFrom(...SLIPS), fc.nat(), (type, slip, at) => {
                const slipped = slip(type, at);
                if (TYPES.includes(slipped)) return;
                assert.match(instanceType(slipped) ?? "", new RegExp(`did you mean "${type}"\\?$`), slipped);
            }),
        );
    });

    it("is taken for what is well-formed and newer than the tables", () => {
        const family = fc
            .tuple(
                fc.constantFrom("c", "g", "r", "hfc", "ebmg"),
                fc.integer({ min: 8, max: 12 }),
                fc.constantFrom("", "a", "i", "y"),
            )
            .map(([letter, generation, suffix]) => `${letter}${generation}${suffix}`);
        const size = fc.oneof(
            fc.constantFrom("large", "xlarge"),
            fc.integer({ min: 2, max: 64 }).map((n) => `${n}xlarge`),
        );
        fc.assert(
            fc.property(family, size, (name, large) =>
                assert.equal(instanceType(`ecs.${name}.${large}`), undefined),
            ),
        );
    });

    it("never throws, and says what to write", () => {
        fc.assert(
            fc.property(fc.anything(), (value) => {
                const told = instanceType(value);
                assert.ok(told === undefined || told.startsWith("write "));
            }),
        );
        fc.assert(
            fc.property(fc.string(), (text) => {
                assert.ok((instanceType(`ecs.${text}`) ?? "write ").startsWith("write "));
            }),
        );
    });
});
