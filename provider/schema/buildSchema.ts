import type {
    AnalyzeResult,
    ComponentDefinition,
    PropertyDefinition,
    TypeDefinition,
} from "@pulumi/pulumi/provider/experimental/analyzer";
import type { Doc, TypeDocs } from "./docComments";
import { DISPLAY_NAME, LOGO, languages, OVERLAY, type Overlay, PUBLISHER } from "./overlay";
import type {
    EnumTypeSpec,
    ObjectTypeSpec,
    PackageSpec,
    PropertySpec,
    ResourceSpec,
    TypeSpec,
} from "./packageSpec";

/** package.json, as far as the schema repeats it. */
export interface PackageJson {
    readonly name: string;
    readonly version: string;
    readonly description: string;
    readonly keywords: readonly string[];
    readonly license: string;
    readonly homepage?: string;
    readonly repository?: string | { readonly url: string };
}

/** The schema of the package: the analyzer's findings, with the doc comments and the overlay. */
export function buildSchema(
    packageJson: PackageJson,
    analysis: AnalyzeResult,
    docs: ReadonlyMap<string, TypeDocs>,
    overlay: Overlay = OVERLAY,
): PackageSpec {
    const builder = new SchemaBuilder(packageJson.name, docs, overlay);
    const types = Object.values(analysis.typeDefinitions).map((t) => builder.type(t));
    const resources = Object.values(analysis.components).map((c) => builder.resource(c));
    builder.refuseLeftovers();
    refuseClashes(types, resources);
    const repository = repositoryOf(packageJson);
    return {
        name: packageJson.name,
        displayName: DISPLAY_NAME,
        version: packageJson.version,
        description: packageJson.description,
        keywords: packageJson.keywords,
        ...(packageJson.homepage === undefined ? {} : { homepage: packageJson.homepage }),
        ...inRepository(repository),
        license: packageJson.license,
        publisher: PUBLISHER,
        attribution: "Generated from the TypeScript sources of emqx-ack by `npm run schema`.",
        language: languages(packageJson.version, repository?.replace("https://", "")),
        types: sorted(types),
        resources: sorted(resources),
    };
}

/** `https://github.com/owner/name`, however package.json writes it. */
function repositoryOf({ repository }: PackageJson): string | undefined {
    const written = typeof repository === "string" ? repository : repository?.url;
    const match = /github(?:\.com)?[/:]([^/]+)\/(.+?)(?:\.git)?$/.exec(written ?? "");
    return match === null ? undefined : `https://github.com/${match[1]}/${match[2]}`;
}

function inRepository(repository: string | undefined): object {
    if (repository === undefined) return {};
    const [owner, name] = repository.split("/").slice(-2);
    return {
        repository,
        logoUrl: `https://raw.githubusercontent.com/${owner}/${name}/main/${LOGO}`,
        pluginDownloadURL: `github://api.github.com/${owner}/${name}`,
    };
}

/**
 * Types lose their ending `Args`: every SDK generator adds one to the types of inputs, and with it a type is called the same
 * in all languages.
 */
export function schemaName(typeName: string): string {
    return typeName.replace(/Args$/, "");
}

/** A name can stand for one thing only; an output's type and an input's of the same shape are one type. */
function refuseClashes(types: readonly [string, object][], resources: readonly [string, object][]): void {
    const taken = new Map(resources.map(([token]) => [token, "a component"]));
    for (const [token, type] of types) {
        const shape = JSON.stringify(type, (key, value) => (key === "description" ? undefined : value));
        const other = taken.get(token);
        if (other !== undefined && other !== shape) {
            throw new Error(`two things that differ would both be ${token} in the schema: rename one`);
        }
        taken.set(token, shape);
    }
}

class SchemaBuilder {
    private readonly missing: string[] = [];
    private readonly unused: Set<string>;

    constructor(
        private readonly packageName: string,
        private readonly docs: ReadonlyMap<string, TypeDocs>,
        private readonly overlay: Overlay,
    ) {
        this.unused = new Set([
            ...overlay.fractions,
            ...overlay.membersNotPlain,
            ...overlay.notSecret,
            ...overlay.orFalse,
        ]);
    }

    public type(definition: TypeDefinition): [string, ObjectTypeSpec | EnumTypeSpec] {
        const { own, members } = this.docsOf(definition.name);
        const name = schemaName(definition.name);
        const description = this.described(definition.name, own);
        const token = `${this.packageName}:index:${name}`;
        if (definition.enum !== undefined) {
            const values = definition.enum.map((member) => ({
                name: member.name,
                value: String(member.value),
                description: this.described(`${name}.${member.name}`, members.get(member.name)),
            }));
            return [token, { description, type: "string", enum: values }];
        }
        const properties = definition.properties ?? {};
        return [
            token,
            {
                description,
                type: "object",
                properties: this.properties(name, properties, members),
                required: required(properties),
            },
        ];
    }

    public resource(component: ComponentDefinition): [string, ResourceSpec] {
        const { own, members } = this.docsOf(component.name);
        const inputs = this.docsOf(`${component.name}Args`).members;
        return [
            `${this.packageName}:index:${component.name}`,
            {
                description: this.described(component.name, own),
                isComponent: true,
                inputProperties: this.properties(component.name, component.inputs, inputs),
                requiredInputs: required(component.inputs),
                properties: withoutSecrets(this.properties(component.name, component.outputs, members)),
                required: required(component.outputs),
                ...(own.deprecated === undefined ? {} : { deprecationMessage: own.deprecated }),
            },
        ];
    }

    /** Throws when something has no description, or the overlay names something that is not there. */
    public refuseLeftovers(): void {
        const problems = [
            ...this.missing.map((what) => `${what} has no doc comment`),
            ...[...this.unused].map((what) => `overlay.ts names ${what}, which is not in the sources`),
        ];
        if (problems.length > 0) throw new Error(problems.join("\n"));
    }

    private properties(
        owner: string,
        definitions: Readonly<Record<string, PropertyDefinition>>,
        docs: ReadonlyMap<string, Doc>,
    ): Record<string, PropertySpec> {
        return Object.fromEntries(
            Object.entries(definitions).map(([name, definition]) => [
                name,
                this.property(`${owner}.${name}`, name, definition, docs.get(name)),
            ]),
        );
    }

    private property(
        path: string,
        name: string,
        definition: PropertyDefinition,
        doc: Doc | undefined,
    ): PropertySpec {
        const { secrets, notSecret, orFalse } = this.overlay;
        const own = this.typeSpec(path, definition);
        const spec: TypeSpec = this.take(orFalse, path)
            ? { oneOf: [{ type: "boolean", plain: true }, own] }
            : own;
        const isSecret = secrets.includes(name) && spec.plain !== true && !this.take(notSecret, path);
        return {
            ...spec,
            description: this.described(path, doc),
            ...(isSecret ? { secret: true } : {}),
            ...(doc?.deprecated === undefined ? {} : { deprecationMessage: doc.deprecated }),
        };
    }

    private typeSpec(path: string, definition: PropertyDefinition): TypeSpec {
        const { items, additionalProperties, plain } = definition;
        const reference = "$ref" in definition ? definition.$ref : undefined;
        const type = "type" in definition ? definition.type : undefined;
        const isWhole = type === "number" && !this.take(this.overlay.fractions, path);
        return {
            ...(type === undefined ? {} : { type: isWhole ? "integer" : type }),
            ...(reference === undefined ? {} : { $ref: schemaName(reference) }),
            ...(items === undefined ? {} : { items: this.members(path, items) }),
            ...(additionalProperties === undefined
                ? {}
                : { additionalProperties: this.typeSpec(path, additionalProperties) }),
            ...(plain === true ? { plain } : {}),
        };
    }

    private members(path: string, definition: PropertyDefinition): TypeSpec {
        const { plain, ...spec } = this.typeSpec(path, definition);
        return plain !== true || this.take(this.overlay.membersNotPlain, path) ? spec : { ...spec, plain };
    }

    private take(list: readonly string[], path: string): boolean {
        this.unused.delete(path);
        return list.includes(path);
    }

    private docsOf(type: string): TypeDocs {
        return this.docs.get(type) ?? { own: { text: "" }, members: new Map() };
    }

    private described(what: string, doc: Doc | undefined): string {
        if (doc === undefined || doc.text === "") this.missing.push(what);
        const text = doc?.text ?? "";
        return doc?.default === undefined ? text : `${text}\n\nDefault: ${doc.default.replace(/\.$/, "")}.`;
    }
}

/** What a component gives out is marked as secret by its values. */
function withoutSecrets(properties: Record<string, PropertySpec>): Record<string, PropertySpec> {
    return Object.fromEntries(
        Object.entries(properties).map(([name, { secret: _, ...property }]) => [name, property]),
    );
}

function required(properties: Readonly<Record<string, PropertyDefinition>>): string[] {
    return Object.keys(properties)
        .filter((name) => !properties[name]?.optional)
        .sort();
}

function sorted<T>(entries: readonly [string, T][]): Record<string, T> {
    return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
