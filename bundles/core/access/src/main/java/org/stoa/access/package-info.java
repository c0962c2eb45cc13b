/** Who may do what in which tenant. */
package org.stoa.access;
