// The API document as a judge: every answer that a test receives is compared with what the document promises.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const DOCUMENT = JSON.parse(readFileSync(fileURLToPath(new URL("../../docs/openapi.json", import.meta.url)), "utf8"));
const { schemas } = DOCUMENT.components;

/** Every operation of the document, with a pattern that its addresses match. */
export const OPERATIONS = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path,
    pattern: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll("{id}", "\\d+").replaceAll("{text}", "[^/]+")}$`),
    ...operation,
  })),
);

export const findOperation = (method, path) =>
  OPERATIONS.find((operation) => operation.method === method && operation.pattern.test(path.replace(/\?.*/, "")));

const kindOf = (value) => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);
const isOfType = (value, type) => (type === "integer" ? Number.isInteger(value) : kindOf(value) === type);

const FORMATS = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  "date-time": /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
};

function wrongMembers(schema, value, where) {
  const { properties, additionalProperties } = schema;
  const missing = (schema.required ?? []).filter((name) => !(name in value)).map((name) => `${where}.${name} is missing`);
  const wrong = Object.entries(value).flatMap(([name, member]) => {
    if (properties?.[name]) return findWrong(properties[name], member, `${where}.${name}`);
    if (additionalProperties) return findWrong(additionalProperties, member, `${where}.${name}`);
    return properties ? [`${where}.${name} is not in the document`] : [];
  });
  return [...missing, ...wrong];
}

/** What is wrong with a value, as sentences; empty when it is as the schema says. Members that the schema does not name are wrong. */
export function findWrong(schema, value, where = "$") {
  if (schema.$ref) return findWrong(schemas[schema.$ref.split("/").pop()], value, where);
  if (schema.anyOf) {
    const tries = schema.anyOf.map((one) => findWrong(one, value, where));
    return tries.some((wrong) => wrong.length === 0) ? [] : tries.sort((a, b) => a.length - b.length)[0];
  }
  if (schema.enum && !schema.enum.includes(value)) return [`${where} is ${JSON.stringify(value)}, none of ${schema.enum}`];
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) return [`${where} is ${kindOf(value)}, not ${types.join(" or ")}`];
  if (typeof value === "string" && FORMATS[schema.format] && !FORMATS[schema.format].test(value)) return [`${where} is no ${schema.format}: ${value}`];
  if (Array.isArray(value)) return schema.items ? value.flatMap((item, i) => findWrong(schema.items, item, `${where}[${i}]`)) : [];
  return kindOf(value) === "object" ? wrongMembers(schema, value, where) : [];
}

/** What is wrong with an answer of the API. */
export function findWrongAnswer(method, path, { status, headers, body }) {
  if (status >= 400) {
    if (headers.get("content-type") !== "application/problem+json") return [`${status} is no problem document`];
    if (status !== body.status) return [`the problem says ${body.status}`];
    return findWrong({ $ref: "#/components/schemas/Problem" }, body);
  }
  const operation = findOperation(method, path);
  if (!operation || status === 304) return operation ? [] : [`${method} ${path} is not in the document`];
  const promised = operation.responses[status];
  if (!promised) return [`${status} is not in the document`];
  const schema = promised.content?.["application/json"]?.schema;
  if (promised.content && !schema) {
    const given = headers.get("content-type");
    const fits = Object.keys(promised.content).some((type) => type === "application/octet-stream" || given.startsWith(type));
    return fits ? [] : [`unexpected ${given}`];
  }
  if (!schema) return body === null ? [] : ["there is a body where none was promised"];
  return findWrong(schema, body);
}
