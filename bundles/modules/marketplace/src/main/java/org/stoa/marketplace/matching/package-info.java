/** How profiles fit what a listing requires. */
package org.stoa.marketplace.matching;
