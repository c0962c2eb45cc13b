/** JSON Schema (draft 2020-12): schemas that are safe to keep and data that is checked against them. */
package org.stoa.metadata.validation;
