import type {
    EnumTypeSpec,
    ObjectTypeSpec,
    PackageSpec,
    PropertySpec,
    ResourceSpec,
    TypeSpec,
} from "../../../provider/schema/packageSpec";

const INTRODUCTION = `\
Generated from [schema.json](../schema.json) by \`npm run docs:api\`; the texts are the doc comments of the TypeScript sources.

Names are those of TypeScript and YAML. In other languages \`newCluster\` of \`EmqxOnAck\` is:

| | package | input | type of the input | output |
|---|---|---|---|---|
| TypeScript | \`emqx-ack\` | \`newCluster\` | \`NewClusterArgs\` | \`mqtt.clusterId\` |
| Python | \`pulumi_emqx_ack\` | \`new_cluster\` | \`NewClusterArgs\`, or a dictionary | \`mqtt.cluster_id\` |
| Go | \`emqxack\` | \`NewCluster\` | \`*emqxack.NewClusterArgs\` | \`mqtt.ClusterId\` |
| Java | \`com.pulumi.emqxack\` | \`.newCluster(...)\` | \`inputs.NewClusterArgs\` | \`mqtt.clusterId()\` |
| C# | \`Pulumi.EmqxAck\` | \`NewCluster\` | \`Inputs.NewClusterArgs\` | \`mqtt.ClusterId\` |
| YAML | \`emqx-ack:index:EmqxOnAck\` | \`newCluster\` | an object | \`\${mqtt.clusterId}\` |

*Plain* inputs decide what is made and must be known before anything runs; all others take Outputs of other resources too.
*Secret* ones are kept encrypted whatever the program says. Inputs without a default that are not **required** may be left out.
`;

/** `docs/api.md`: every component, type and enum of the package. */
export function renderApiReference(schema: PackageSpec, order: readonly string[]): string {
    const unordered = Object.keys(schema.resources).filter((token) => !order.includes(nameOf(token)));
    if (unordered.length > 0) throw new Error(`where is ${unordered.join(", ")} to stand?`);
    const components = order.map((name) => component(name, schema.resources[`${schema.name}:index:${name}`]));
    const types = Object.entries(schema.types);
    const objects = types.flatMap(([token, t]) => ("enum" in t ? [] : [objectType(nameOf(token), t)]));
    const enums = types.flatMap(([token, t]) => ("enum" in t ? [enumType(nameOf(token), t)] : []));
    return [
        "# API reference",
        INTRODUCTION,
        `Components: ${order.map((name) => `[${name}](#${anchor(name)})`).join(", ")}.`,
        ...components,
        "## Types",
        ...objects,
        "## Enums",
        ...enums,
    ]
        .map((block) => `${block.trim()}\n`)
        .join("\n");
}

function component(name: string, spec: ResourceSpec | undefined): string {
    if (spec === undefined) throw new Error(`schema.json has no component ${name}`);
    const outputs = Object.entries(spec.properties).map(([output, property]) => [
        `\`${output}\``,
        typeCell(property),
        cell(property.description),
    ]);
    return [
        `## ${name}`,
        spec.description,
        inputTable("input", spec.inputProperties, spec.requiredInputs),
        table(["output", "type", "meaning"], outputs),
    ].join("\n\n");
}

function objectType(name: string, spec: ObjectTypeSpec): string {
    return [`### ${name}`, spec.description, inputTable("property", spec.properties, spec.required)].join(
        "\n\n",
    );
}

function enumType(name: string, spec: EnumTypeSpec): string {
    const members = spec.enum.map((member) => [
        `\`${member.name}\``,
        `\`"${member.value}"\``,
        cell(member.description),
    ]);
    return [`### ${name}`, spec.description, table(["member", "value", "meaning"], members)].join("\n\n");
}

function inputTable(
    title: string,
    properties: Readonly<Record<string, PropertySpec>>,
    required: readonly string[],
): string {
    const rows = Object.entries(properties).map(([name, property]) => {
        const [meaning, fallback] = splitDefault(property.description);
        const given = required.includes(name) ? "**required**" : fallback;
        return [`\`${name}\``, typeCell(property), cell(given), cell(meaning)];
    });
    return table([title, "type", "default", "meaning"], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
    return [line(head), `|${head.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}

/** The text before and after the `Default:` that the schema ends a description with. */
function splitDefault(description: string): [string, string] {
    const [meaning = "", fallback = ""] = description.split("\n\nDefault: ");
    return [meaning, fallback.replace(/\.$/, "")];
}

function typeCell(property: PropertySpec): string {
    // That a structure is plain says nothing about what is inside of it.
    const isScalar = property.type !== "array" && property.type !== "object" && property.$ref === undefined;
    const marks = [
        ...(property.plain && isScalar ? ["plain"] : []),
        ...(property.secret ? ["secret"] : []),
        ...(property.deprecationMessage === undefined ? [] : [`deprecated: ${property.deprecationMessage}`]),
    ];
    return [type(property), ...marks].join(", ");
}

function type(spec: TypeSpec): string {
    if (spec.$ref !== undefined) {
        const name = nameOf(spec.$ref);
        return `[${name}](#${anchor(name)})`;
    }
    if (spec.oneOf !== undefined) return spec.oneOf.map(type).join(" or ");
    if (spec.items !== undefined) return `list of ${type(spec.items)}`;
    if (spec.additionalProperties !== undefined) return `map of ${type(spec.additionalProperties)}`;
    return spec.type ?? "any";
}

function cell(text: string): string {
    return text.replaceAll("|", "\\|").replace(/\s*\n\s*/g, "<br>");
}

function nameOf(token: string): string {
    return token.split(":").at(-1) as string;
}

function anchor(name: string): string {
    return name.toLowerCase();
}
