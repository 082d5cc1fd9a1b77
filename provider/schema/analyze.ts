import { type AnalyzeResult, Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import ts from "typescript";

/** What Pulumi's analyzer makes of the components, and the program it read them from. */
export interface Analysis extends AnalyzeResult {
    readonly program: ts.Program;
}

/**
 * Runs the analyzer of Pulumi's SDK over the TypeScript sources: the same that hosts components without a schema of their
 * own. It takes `tsconfig.json` beside this file, which leaves tests and examples out.
 */
export function analyze(packageName: string, components: readonly string[]): Analysis {
    const analyzer = new Analyzer(
        __dirname,
        packageName,
        { name: packageName, main: "../index.ts" },
        new Set(components),
    );
    takeOrFalse(analyzer as unknown as TypeAnalyzer);
    // Its program is private, but a second one would take as long again.
    const { program } = analyzer as unknown as { program: ts.Program };
    return { ...analyzer.analyze(), program };
}

/** The part of the analyzer that makes a property of a type. */
interface TypeAnalyzer {
    analyzeType: (context: unknown, type: ts.Type, ...more: unknown[]) => unknown;
}

/** It knows no unions: of an object or `false` it is given the object; the overlay says that `false` is taken, too. */
function takeOrFalse(analyzer: TypeAnalyzer): void {
    const analyzeType = analyzer.analyzeType.bind(analyzer);
    analyzer.analyzeType = (context, type, ...more) =>
        analyzeType(context, objectOrFalse(type) ?? type, ...more);
}

function objectOrFalse(type: ts.Type): ts.Type | undefined {
    if (!type.isUnion()) return undefined;
    const isFalse = (one: ts.Type) =>
        (one.flags & ts.TypeFlags.BooleanLiteral) !== 0 &&
        (one as ts.Type & { intrinsicName?: string }).intrinsicName === "false";
    const others = type.types.filter((one) => !isFalse(one) && !(one.flags & ts.TypeFlags.Undefined));
    const [object] = others;
    return others.length === 1 && type.types.some(isFalse) && object?.isClassOrInterface()
        ? object
        : undefined;
}
