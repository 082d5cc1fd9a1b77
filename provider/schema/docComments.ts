import ts from "typescript";

/** What a doc comment says. */
export interface Doc {
    readonly text: string;
    /** Behind `@default`. */
    readonly default?: string;
    /** Behind `@deprecated`. */
    readonly deprecated?: string;
}

/** Doc comments of an interface, a class or an enum and of its members, inherited ones too. */
export interface TypeDocs {
    readonly own: Doc;
    readonly members: ReadonlyMap<string, Doc>;
}

/**
 * The doc comments of every exported type of the sources: the analyzer drops tags, and what is said about a type.
 * Two exported types of one name would be one type in the schema, which is an error.
 */
export function docComments(program: ts.Program): ReadonlyMap<string, TypeDocs> {
    const checker = program.getTypeChecker();
    const found = new Map<string, TypeDocs>();
    for (const file of program.getSourceFiles()) {
        if (file.isDeclarationFile || file.fileName.includes("/node_modules/")) continue;
        for (const node of file.statements) {
            if (!isType(node) || node.name === undefined || !isExported(node)) continue;
            const symbol = checker.getSymbolAtLocation(node.name);
            if (symbol === undefined) continue;
            const members = ts.isEnumDeclaration(node)
                ? node.members.map((m) => [m.name.getText(), docOf(m)] as const)
                : checker
                      .getDeclaredTypeOfSymbol(symbol)
                      .getProperties()
                      .flatMap((p) =>
                          p.valueDeclaration ? [[p.name, docOf(p.valueDeclaration)] as const] : [],
                      );
            found.set(node.name.text, { own: docOf(node), members: new Map(members) });
        }
    }
    return found;
}

type TypeDeclaration = ts.InterfaceDeclaration | ts.ClassDeclaration | ts.EnumDeclaration;

function isType(node: ts.Node): node is TypeDeclaration {
    return ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node);
}

function isExported(node: TypeDeclaration): boolean {
    return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Export) !== 0;
}

function docOf(node: ts.Node): Doc {
    const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
    const text = comments.map((c) => paragraphs(ts.getTextOfJSDocComment(c.comment))).join("\n\n");
    const tag = (name: string) => {
        const tags = ts.getJSDocTags(node).filter((t) => t.tagName.text === name);
        const said = tags.map((t) => paragraphs(ts.getTextOfJSDocComment(t.comment))).join(" ");
        return tags.length === 0 ? undefined : said;
    };
    const fallback = tag("default");
    const deprecated = tag("deprecated");
    return {
        text,
        ...(fallback === undefined ? {} : { default: fallback }),
        ...(deprecated === undefined ? {} : { deprecated }),
    };
}

/** Lines of a source are broken at its width; in a schema a line is a paragraph or an item of a list. */
function paragraphs(text: string | undefined): string {
    return (text ?? "").replace(/([^\n])\n(?!\n|\s*[-*] )/g, "$1 ").trim();
}
