/** Brings modules to the nodes of the platform and takes them away. */
package org.stoa.registry.deployment;
