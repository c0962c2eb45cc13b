/** Installed modules and their enablement per tenant. */
package org.stoa.registry;
