/** Operator commands of the Karaf shell. */
package org.stoa.shell;
