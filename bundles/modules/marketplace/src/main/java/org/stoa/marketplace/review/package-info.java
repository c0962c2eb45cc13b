/** What the sides say of one another. */
package org.stoa.marketplace.review;
