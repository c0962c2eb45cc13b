/** What a module's file is and whether it may be installed, found out before its bundle is wired. */
package org.stoa.registry.artifact;
