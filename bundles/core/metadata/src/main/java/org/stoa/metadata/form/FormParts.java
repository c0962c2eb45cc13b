package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * A form while it is put together.
 *
 * @param root of its schema, without properties
 * @param fields by name, in order; changed in place
 * @param withheld names of fields that there are, but not for this caller
 */
record FormParts(ObjectNode root, Map<String, FormField> fields, Set<String> withheld) {}
