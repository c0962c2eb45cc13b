/** What is listed. */
package org.stoa.marketplace.listing;
