/** The shell of the running platform on a socket in the data directory. */
package org.stoa.console;
