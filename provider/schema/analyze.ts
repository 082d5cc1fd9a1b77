import { type AnalyzeResult, Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import type ts from "typescript";

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
    // Its program is private, but a second one would take as long again.
    const { program } = analyzer as unknown as { program: ts.Program };
    return { ...analyzer.analyze(), program };
}
