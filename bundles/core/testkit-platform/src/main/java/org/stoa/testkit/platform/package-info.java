/** The whole platform in one JVM, for tests of modules. */
package org.stoa.testkit.platform;
