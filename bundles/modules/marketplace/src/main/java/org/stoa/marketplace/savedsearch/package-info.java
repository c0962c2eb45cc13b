/** Searches that people want to be told of. */
package org.stoa.marketplace.savedsearch;
