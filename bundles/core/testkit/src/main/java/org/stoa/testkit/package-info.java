/** Fixtures for tests against a real PostgreSQL. */
package org.stoa.testkit;
