import type { ReplaceRules } from "./fromSchema";

/** The module that the review reads; Biome lays it out. */
export function rulesModule(rules: ReplaceRules, version: string): string {
    return `/**
 * By type, the inputs whose change makes another resource; types that are not listed are taken as changeable. Source:
 * \`willReplaceOnChanges\` in the schema of @pulumi/alicloud ${version}. Written by \`npm run docs:replace-rules\`; the suite on the real
 * engine holds it against the schema that is installed.
 */
export const ALICLOUD_FORCE_NEW: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(rules)};
`;
}
