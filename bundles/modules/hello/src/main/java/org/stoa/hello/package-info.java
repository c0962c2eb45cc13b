/** The smallest complete module: the one to copy. */
package org.stoa.hello;
