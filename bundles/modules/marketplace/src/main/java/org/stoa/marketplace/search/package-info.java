/** How listings are found. */
package org.stoa.marketplace.search;
