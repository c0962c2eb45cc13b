/** Modules built while a test runs. */
package org.stoa.testkit.modules;
