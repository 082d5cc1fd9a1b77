import { writeFileSync } from "node:fs";
import { API_REFERENCE, apiReference } from ".";

// `npm run docs:api`.
writeFileSync(API_REFERENCE, apiReference());
