/** Portfolios: what entities have to show, in an order of their own. */
package org.stoa.metadata.portfolio;
