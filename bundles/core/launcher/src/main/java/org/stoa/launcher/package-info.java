/** What happens before, around and after the OSGi framework. */
package org.stoa.launcher;
