package routes.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One parameter of an integration type.
 *
 * @param name in the Kamelet, such as {@code sourceType}
 * @param field in the API and in files, such as {@code source_type}
 * @param schema its JSON schema (draft 2020-12); never changed
 * @param isSecret whether it is write-only
 * @param isTarget whether it says where secrets are sent to
 */
record Parameter(String name, String field, ObjectNode schema, boolean isSecret, boolean isTarget) {}
